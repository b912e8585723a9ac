import { Button, Group, Text } from '@mantine/core'
import { useId, useState } from 'react'
import type { Backup } from '~/actions/execute-backup'
import { useT } from '~/i18n/i18n'
import type { Execution } from '~/oms/execution'
import { transactionState, type TransactionDetail } from '~/oms/transaction-detail'
import type { ApplicationWithStatus } from '~/record/application'
import { lazyPart } from '~/ui/lazy-part'

const ExecuteDialog = lazyPart(async () => (await import('~/review/decide/execute-dialog')).ExecuteDialog)

type Props = {
  application: ApplicationWithStatus
  backup: Backup
  read: { data: TransactionDetail; at: string }
  /** Whether OMS said so last, and during this visit. */
  isLatest: boolean
  onAttempted: () => void
  onDone: () => void
}

/** Starts or resumes a backup, whichever its latest details allow; nothing where it has ended. */
export function ExecuteButton({ application, read, isLatest, onDone, ...props }: Props) {
  const t = useT()
  const reason = useId()
  const [opened, setOpened] = useState<Execution>()
  const offered = executionFor(read.data)
  const isSending = application.openExecution === 'sending'
  const blocker = isSending ? 'sending' : isLatest ? undefined : 'notLatest'
  return (
    <>
      {offered !== undefined && (
        <Group gap="sm">
          <Button
            disabled={blocker !== undefined}
            {...(blocker !== undefined && { 'aria-describedby': reason })}
            onClick={() => setOpened(offered)}
          >
            {t(`execute.${offered}.title`, { id: application.id ?? '' })}
          </Button>
          {blocker !== undefined && (
            <Text size="sm" c="dimmed" id={reason}>
              {t(`execute.${blocker}`)}
            </Text>
          )}
        </Group>
      )}
      {opened !== undefined && (
        <ExecuteDialog
          {...props}
          action={opened}
          application={application}
          read={read}
          isAllowed={offered === opened}
          onClose={() => setOpened(undefined)}
          onDone={() => {
            setOpened(undefined)
            onDone()
          }}
        />
      )}
    </>
  )
}

/** Resuming is documented for status 5 alone; 9 and 10 have ended (oms-api.md section 4). */
function executionFor(detail: TransactionDetail): Execution | undefined {
  const state = transactionState(detail)
  if (state === 'suspended') return 'resume'
  return state === 'open' ? 'start' : undefined
}
