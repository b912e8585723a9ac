import { Menu, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Menu.css'
import { useT } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import type { ListEntry } from '~/record/list-entry'
import { useJournal } from '~/record/react/journal-context'
import { listIndexOf } from '~/record/react/list-index'
import type { ListView } from '~/review/list/view/list-view'
import { mostPrinted } from '~/review/print/most-printed'
import { saveApplications, saveFailureText } from '~/review/transfer/save-applications'
import { BusyButton } from '~/ui/form/busy-button'
import { ProgressBar } from '~/ui/progress-bar'
import { quietPart } from '~/ui/lazy-part'

const PrintedList = quietPart(async () => (await import('~/review/print/printed-list')).PrintedList)

type Props = {
  applications: readonly ListEntry[]
  /** What of the list is seen: paper says it. Undefined where they are what is selected. */
  view: ListView | undefined
  /** Whether all of them are read: a file would be without the others. */
  isComplete: boolean
}

/** Saves these applications as a file of the kind that is chosen, or prints them. */
export function ExportMenu({ applications, view, isComplete }: Props) {
  const t = useT()
  const journal = useJournal()
  const count = applications.length
  const isDisabled = count === 0 || !isComplete
  const [part, setPart] = useState(0)
  const save = useMutation({
    mutationKey: ['export'],
    mutationFn: (as: 'csv' | 'json') => {
      setPart(0)
      return saveApplications(t, journal, applications, as, setPart)
    },
  })
  const [whole, setWhole] = useState<ReadonlyMap<string, ApplicationWithStatus>>()
  const print = useMutation({
    mutationKey: ['print'],
    mutationFn: () => listIndexOf(journal).loadFull(applications.slice(0, mostPrinted).map(({ key }) => key)),
    onSuccess: (read) => {
      flushSync(() => setWhole(new Map(read.map((one) => [one.key, one]))))
      window.addEventListener('afterprint', () => setWhole(undefined), { once: true })
      window.print()
    },
  })
  return (
    <>
      <Menu withinPortal={false} position="bottom-start" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <BusyButton
            variant="default"
            disabled={isDisabled}
            {...(isDisabled && { 'aria-describedby': 'list-count' })}
            loading={save.isPending || print.isPending}
          >
            {t('carry.export')}
          </BusyButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => save.mutate('csv')}>{t('carry.csv')}</Menu.Item>
          <Menu.Item onClick={() => save.mutate('json')}>{t('carry.json')}</Menu.Item>
          <Menu.Item onClick={() => print.mutate()}>{t('print.print')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {save.isPending && part > 0 && (
        <ProgressBar
          done={Math.round(part * count)}
          count={count}
          text={t('carry.exporting', { done: Math.round(part * count), count })}
        />
      )}
      {(save.isError || print.isError) && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {saveFailureText(t, save.error)}
        </Text>
      )}
      <PrintedList applications={applications} view={view} isComplete={isComplete} whole={whole} />
    </>
  )
}
