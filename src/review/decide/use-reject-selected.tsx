import { Button, Group, Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useT } from '~/i18n/i18n'
import type { ListEntry } from '~/record/list-entry'
import { rejectable } from '~/record/reject-rows'
import { lazyPart } from '~/ui/lazy-part'

const RejectManyDialog = lazyPart(async () => (await import('~/review/decide/reject-many-dialog')).RejectManyDialog)

/** The button that rejects the selection, and the dialog that it opens, where that stays as it was whatever happens to the button. */
export function useRejectSelected(selected: readonly ListEntry[], onDone: () => void) {
  const t = useT()
  const [chosen, setChosen] = useState<readonly ListEntry[]>()
  const reasonId = useId()
  const count = rejectable(selected).length
  const onClose = ({ isDone }: { isDone: boolean }) => {
    setChosen(undefined)
    if (isDone) onDone()
  }
  const button = (
    <Group gap="xs">
      <Button
        variant="light"
        color="red"
        aria-keyshortcuts="r"
        disabled={count === 0}
        {...(count === 0 && { 'aria-describedby': reasonId })}
        onClick={() => setChosen(selected)}
      >
        {t('decide.reject', { count })}
      </Button>
      {count === 0 && (
        <Text id={reasonId} size="xs" c="dimmed">
          {selected.length === 0 ? t('decide.select') : t('decide.none', { count: selected.length })}
        </Text>
      )}
    </Group>
  )
  return { button, dialog: chosen !== undefined && <RejectManyDialog chosen={chosen} onClose={onClose} /> }
}
