import { Group, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useId } from 'react'
import { useT } from '~/i18n/i18n'
import { listIndexOf } from '~/record/react/list-index'
import type { ListEntry } from '~/record/list-entry'
import { useJournal } from '~/record/react/journal-context'
import { rejectable } from '~/record/reject-rows'
import { BusyButton } from '~/ui/form/busy-button'
import { lazyPart } from '~/ui/lazy-part'

const RejectManyDialog = lazyPart(async () => (await import('~/review/decide/reject-many-dialog')).RejectManyDialog)

/** The button that rejects the selection, and the dialog that it opens, where that stays as it was whatever happens to the button. */
export function useRejectSelected(selected: readonly ListEntry[], onDone: () => void) {
  const t = useT()
  const journal = useJournal()
  const { mutate, reset, data, isPending, isError } = useMutation({
    mutationKey: ['choose'],
    mutationFn: () => listIndexOf(journal).loadFull(selected.map(({ key }) => key)),
  })
  const reasonId = useId()
  const count = rejectable(selected).length
  const onClose = ({ isDone }: { isDone: boolean }) => {
    reset()
    if (isDone) onDone()
  }
  const button = (
    <Group gap="xs">
      <BusyButton
        variant="light"
        color="red"
        aria-keyshortcuts="r"
        disabled={count === 0}
        {...(count === 0 && { 'aria-describedby': reasonId })}
        loading={isPending}
        onClick={() => mutate()}
      >
        {t('decide.reject', { count })}
      </BusyButton>
      {count === 0 && (
        <Text id={reasonId} size="xs" c="dimmed">
          {selected.length === 0 ? t('decide.select') : t('decide.none', { count: selected.length })}
        </Text>
      )}
      {isError && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {t('review.failed')}
        </Text>
      )}
    </Group>
  )
  return { button, dialog: data !== undefined && <RejectManyDialog chosen={data} onClose={onClose} /> }
}
