import { pick, type Random } from '~/demo/random'
import type { JournalEvent } from '~/record/events'
import type { StoredApplication } from '~/mocks/db'
import type { Life, Order } from '~/mocks/lives'
import { begunAt, transactionDetail } from '~/mocks/transactions'
import { executionBody } from '~/oms/execution'
import { transactionFrom } from '~/oms/questions/transaction'

/** What the desk does about a backup, so many seconds after its approval: it looks at the transaction, or a person gives an order. */
type Moment = [after: number, what: 'look' | Order]

const seen: Moment[] = [[30, 'look']]
const seenTwice: Moment[] = [[5, 'look'], ...seen]
const seenAfter = (order: Order): Moment[] => [...seen, [600, order], [630, 'look']]

/** What happens to the backups that fill the demo, and of how many in a hundred. */
const courses: [share: number, life: Life, moments: Moment[]][] = [
  [64, 'backup_completes', seen],
  [10, 'backup_completes', seenTwice],
  [3, 'backup_never_starts', seen],
  [4, 'backup_never_starts', seenAfter('start')],
  [1, 'backup_start_ignored', seenAfter('start')],
  [3, 'backup_suspends', seen],
  [3, 'backup_suspends', seenAfter('resume')],
  [1, 'backup_suspends_twice', seenAfter('resume')],
  [4, 'backup_fails', seen],
  [1, 'backup_fails_after_resume', seenAfter('resume')],
  [2, 'backup_never_ends', seen],
  [1, 'backup_vanishes', [[5, 'look']]],
  [2, 'backup_nowhere', []],
  [1, 'backup_odd_status', seen],
]
const hundred = courses.flatMap(([share, life, moments]) => Array.from({ length: share }, () => ({ life, moments })))

type Surroundings = {
  random: Random
  now: number
  by: string
  leaseMs: number
  about: (press: number, at: number) => Pick<JournalEvent, 'application' | 'attempt' | 'at'>
}

/** The backup of an application that OMS has approved: what OMS knows of it then, and what the journal tells. */
export function withBackup(
  approved: StoredApplication,
  { random, now, by, leaseMs, about }: Surroundings,
): { stored: StoredApplication; events: JournalEvent[] } {
  const { life, moments } = pick(random, hundred)
  const begun = begunAt(approved)
  const stored: StoredApplication = { ...approved, ...(life !== 'backup_completes' && { life }) }
  const [setId, transaction] = [String(stored.set_id), String(stored.trans_id)]
  const events: JournalEvent[] = []
  for (const [nth, [after, what]] of moments.entries()) {
    const at = begun + after * 1000
    if (at + 1000 >= now) break
    if (what === 'look') {
      const told = transactionFrom(transactionDetail(stored, at))
      if (told !== undefined) events.push({ kind: 'transaction seen', ...about(0, at), transaction: told })
      continue
    }
    if (life !== 'backup_start_ignored') stored.orders = [...(stored.orders ?? []), at]
    const press = 2 + nth
    const expires = new Date(at + leaseMs).toISOString()
    const body = executionBody(what, { setId, id: transaction })
    events.push(
      { kind: `${what} intent`, ...about(press, at), by, expires, body, transaction },
      { kind: `${what} outcome`, ...about(press, at + 1000), outcome: { kind: 'started' } },
    )
  }
  return { stored, events }
}
