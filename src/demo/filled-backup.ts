import { pick, type Random } from '~/demo/random'
import type { JournalEvent } from '~/record/events'
import type { StoredApplication } from '~/mocks/db'
import type { Life, Order } from '~/mocks/lives'
import { begunAt, transactionDetail } from '~/mocks/transactions'
import { executionBody } from '~/oms/execution'
import { transactionFrom } from '~/oms/questions/transaction'

/** What the desk does about a backup, so many seconds after its approval: it looks at the transaction, or a person gives an order. */
type Moment = [after: number, what: 'look' | Order]

/** What becomes of the backups that fill the demo, and of how many in a hundred. */
const courses: { share: number; life: Life; moments: Moment[] }[] = [
  { share: 64, life: 'backup_completes', moments: [[30, 'look']] },
  {
    share: 10,
    life: 'backup_completes',
    moments: [
      [5, 'look'],
      [30, 'look'],
    ],
  },
  { share: 3, life: 'backup_never_starts', moments: [[30, 'look']] },
  {
    share: 4,
    life: 'backup_never_starts',
    moments: [
      [30, 'look'],
      [600, 'start'],
      [630, 'look'],
    ],
  },
  {
    share: 1,
    life: 'backup_start_ignored',
    moments: [
      [30, 'look'],
      [600, 'start'],
      [630, 'look'],
    ],
  },
  { share: 3, life: 'backup_suspends', moments: [[30, 'look']] },
  {
    share: 3,
    life: 'backup_suspends',
    moments: [
      [30, 'look'],
      [600, 'resume'],
      [630, 'look'],
    ],
  },
  {
    share: 1,
    life: 'backup_suspends_twice',
    moments: [
      [30, 'look'],
      [600, 'resume'],
      [630, 'look'],
    ],
  },
  { share: 4, life: 'backup_fails', moments: [[30, 'look']] },
  {
    share: 1,
    life: 'backup_fails_after_resume',
    moments: [
      [30, 'look'],
      [600, 'resume'],
      [630, 'look'],
    ],
  },
  { share: 2, life: 'backup_never_ends', moments: [[30, 'look']] },
  { share: 1, life: 'backup_vanishes', moments: [[5, 'look']] },
  { share: 2, life: 'backup_nowhere', moments: [] },
  { share: 1, life: 'backup_odd_status', moments: [[30, 'look']] },
]
const hundred = courses.flatMap((course) => Array.from({ length: course.share }, () => course))

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
      const seen = transactionFrom(transactionDetail(stored, at))
      if (seen !== undefined) events.push({ kind: 'transaction seen', ...about(0, at), transaction: seen })
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
