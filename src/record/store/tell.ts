import type { Connection } from '~/record/store/connection'
import type { AttemptId } from '~/oms/ids'

/**
 * Tells every tab, once, which applications have changed: those of `written`, and what becomes of `mixed`, as `append` names it, when its
 * events are put into their one order. What fails of that is done with the next news of it.
 */
export async function tell(
  { write, announce }: Pick<Connection, 'write' | 'announce'>,
  written: readonly AttemptId[],
  mixed: AttemptId | undefined,
): Promise<void> {
  const putInOrder = async (key: AttemptId): Promise<string[]> => {
    const merging = await import('~/record/store/merge-answer')
    return write((transaction) => merging.putInOrder(transaction, key))
  }
  const joined = mixed === undefined ? [] : await putInOrder(mixed).catch(() => [])
  const changed = new Set<string>([...written, ...joined])
  if (changed.size > 0) announce([...changed])
}
