export type Order = 'start' | 'resume'

type Phase = {
  /** Of the numbers 9, 5 and 10 are documented, of the texts that of 9; all others are *inferred*. Without one the details have none. */
  status?: number
  text?: string
  memo?: string
  /** It ends by itself after so many ms, or by an order; else never. */
  lasts?: number
  /** The order to which OMS says 200; to others it says that the status does not allow them. */
  takes?: Order
  /** What happens to that order, unless it is carried out and answered. */
  order?: 'ignored' | 'lost'
  /** The details say that there is no such transaction, or no more than they must. */
  details?: 'none' | 'bare'
}

const memo = 'Get TcaplusServer by:10.123.15.2 failed.'
const waiting: Phase = { status: 0, text: '等待执行' }
const running: Phase = { status: 1, text: '正在执行' }
const suspended: Phase = { status: 5, text: '已暂停', memo, takes: 'resume' }
const completed: Phase = { status: 9, text: '已成功完成' }
const failed: Phase = { status: 10, text: '执行失败', memo }

const waitsForStart: Phase = { ...waiting, takes: 'start' }
const startsItself: Phase = { ...waitsForStart, lasts: 2000 }
const runsFor = (lasts: number): Phase => ({ ...running, lasts })
const stops = [startsItself, runsFor(5000)]
const ends = [runsFor(10_000), completed]

/**
 * What can become of a backup transaction, phase by phase. Applying with one of these names as the table gives the transaction
 * that life.
 */
export const lives = {
  backup_completes: [startsItself, runsFor(18_000), completed],
  backup_never_ends: [startsItself, running],
  backup_never_starts: [waitsForStart, ...ends],
  backup_start_refused: [waiting],
  backup_start_ignored: [{ ...waitsForStart, order: 'ignored' }],
  backup_start_lost: [{ ...waitsForStart, order: 'lost' }, ...ends],
  backup_suspends: [...stops, suspended, ...ends],
  backup_suspends_twice: [...stops, suspended, runsFor(5000), suspended, ...ends],
  backup_suspends_silently: [...stops, { status: 5, takes: 'resume' }, ...ends],
  backup_resume_ignored: [...stops, { ...suspended, order: 'ignored' }],
  backup_resume_lost: [...stops, { ...suspended, order: 'lost' }, ...ends],
  backup_fails_after_resume: [...stops, suspended, runsFor(5000), failed],
  backup_fails: [...stops, failed],
  backup_vanishes: [...stops, { details: 'none' }],
  backup_nowhere: [{ details: 'none' }],
  backup_odd_status: [...stops, { status: 7, text: '正在校验' }],
  backup_number_only: [...stops, { status: 3 }],
  backup_no_status: [{ text: '正在执行' }],
  backup_bare: [...stops, { ...completed, details: 'bare' }],
} satisfies Record<string, Phase[]>

export type Life = keyof typeof lives

export function isLife(name: string): name is Life {
  return Object.hasOwn(lives, name)
}

/** Where a transaction is at that time, and since when, unless that is from its beginning; all in ms since 1970. `orders` are those that were carried out, the oldest first. */
export function phaseAt(
  life: Life,
  { begun, orders }: { begun: number; orders: readonly number[] },
  now: number,
): Phase & { since?: number } {
  const phases: Phase[] = lives[life]
  const left = [...orders]
  let [since, changed] = [begun, false]
  for (const phase of phases) {
    const order = (phase.takes === undefined ? undefined : left[0]) ?? Infinity
    const end = Math.min(order, since + (phase.lasts ?? Infinity))
    if (now < end) return { ...phase, ...(changed && { since }) }
    if (end === order) left.shift()
    ;[since, changed] = [end, true]
  }
  throw new Error(`mock OMS: ${life} has no end`)
}
