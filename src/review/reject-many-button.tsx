import { Button, Group, Text } from '@mantine/core'
import { lazy, Suspense, useId, useState } from 'react'
import { t } from '~/i18n/i18n'
import type { ListedApplication } from '~/journal/application'
import { rejectable } from '~/journal/reject-many'

// Not needed before it is pressed.
const RejectManyDialog = lazy(async () => ({ default: (await import('~/review/reject-many-dialog')).RejectManyDialog }))

/** Opens the dialog that rejects the selection, which stays there as it was when it was opened. */
export function RejectManyButton({ selected, onDone }: { selected: ListedApplication[]; onDone: () => void }) {
  const [chosen, setChosen] = useState<ListedApplication[]>()
  const reasonId = useId()
  const count = rejectable(selected).length
  const onClose = ({ isDone }: { isDone: boolean }) => {
    setChosen(undefined)
    if (isDone) onDone()
  }
  return (
    <Group gap="xs">
      <Button
        variant="light"
        color="red"
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
      {chosen !== undefined && (
        <Suspense>
          <RejectManyDialog chosen={chosen} onClose={onClose} />
        </Suspense>
      )}
    </Group>
  )
}
