import { begin, finish, sendOnce } from '~/actions/send-once'
import { usePress } from '~/actions/use-press'
import type { Attempted, NotAttempted } from '~/record/attempt-result'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import { endpoints } from '~/oms/endpoints'
import { executionBody, judgeExecution, type Execution } from '~/oms/execution'
import type { AttemptId, SetId, TransactionId } from '~/oms/ids'
import type { ExecutionOutcome } from '~/oms/outcome'

/** The backup of an application: its transaction at OMS. */
export type Backup = { key: AttemptId; setId: SetId; transaction: TransactionId }

/** Starts or resumes a backup, once, with the same guarantees as an apply; not both at a time. `sendAnyway`: although somebody else has just sent the same. */
export async function executeBackup(
  journal: Journal,
  action: Execution,
  { key, setId, transaction }: Backup,
  sendAnyway = false,
): Promise<NotAttempted | Attempted<ExecutionOutcome>> {
  const body = executionBody(action, { setId, id: transaction })
  const intent = { kind: `${action} intent`, application: key, body, transaction } as const
  const begun = await begin(journal, `execute ${setId} ${transaction}`, intent, sendAnyway)
  if (begun.kind === 'not attempted') return begun
  const evidence = await sendOnce(endpoints[action], begun)
  return finish(begun, { kind: `${action} outcome`, outcome: judgeExecution(evidence, action, transaction) }, evidence)
}

/** The mutation behind "Start backup" and "Resume backup". */
export function useExecuteBackup(action: Execution, backup: Backup) {
  const journal = useJournal()
  return usePress([action, backup.key], (sendAnyway: boolean) => executeBackup(journal, action, backup, sendAnyway))
}
