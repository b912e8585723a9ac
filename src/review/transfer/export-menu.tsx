import { Button, Menu, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Menu.css'
import { useT } from '~/i18n/i18n'
import type { ListEntry } from '~/record/list-entry'
import { useJournal } from '~/record/react/journal-context'
import { saveApplications } from '~/review/transfer/save-applications'

/** Saves these applications as a file of the kind that is chosen. */
export function ExportMenu({ applications }: { applications: readonly ListEntry[] }) {
  const t = useT()
  const journal = useJournal()
  const save = useMutation({
    mutationKey: ['export'],
    mutationFn: (as: 'csv' | 'json') => saveApplications(t, journal, applications, as),
  })
  return (
    <>
      <Menu withinPortal={false} position="bottom-start" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="default" disabled={applications.length === 0} loading={save.isPending}>
            {t('carry.export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => save.mutate('csv')}>{t('carry.csv')}</Menu.Item>
          <Menu.Item onClick={() => save.mutate('json')}>{t('carry.json')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {save.isError && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t('carry.failed')}
        </Text>
      )}
    </>
  )
}
