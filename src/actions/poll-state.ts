import type { Failure } from '~/oms/outcome'

/** So soon OMS is asked again after news. */
export const shortestMs = 10_000
const longestMs = 5 * 60_000

/**
 * What OMS said last, what came of a later question that it did not answer, and how many answers in a row have brought
 * nothing new. `at`: when it was asked; UTC, ISO 8601.
 */
export type PollState<Data> = {
  answer?: { data: Data; at: string }
  failure?: { why: Failure; at: string }
  unchangedCount: number
}

/** How long to wait before asking again: 10 seconds after news, then twice as long each time, up to 5 minutes. */
export function waitMs(unchangedCount: number): number {
  return Math.min(shortestMs * 2 ** unchangedCount, longestMs)
}

/** OMS is asked so soon after it took an order to start or resume a backup. */
const soonestMs = 2_000

/** When nothing has changed for so long after OMS took an order, the page says so. */
export const changeMs = 60_000

/**
 * How long to wait for the next answer while OMS is to show what it does about an order: 2 seconds, then as long as the latest question
 * came after it. Undefined when that was a minute after it, and for an order that a clock which is ahead has put into the future.
 * Times in ms since 1970.
 */
export function orderedWaitMs(
  orderedAt: number,
  state: PollState<unknown> | undefined,
  now: number,
): number | undefined {
  const asked = state?.failure?.at ?? state?.answer?.at
  const since = asked === undefined ? 0 : Date.parse(asked) - orderedAt
  if (since >= changeMs || orderedAt - now >= changeMs) return undefined
  return Math.max(soonestMs, Math.min(since, changeMs - since))
}

/** What is known after one more answer. */
export function withAnswer<Data>(
  before: PollState<Data> | undefined,
  answer: { data: Data } | { failure: Failure },
  at: string,
): PollState<Data> {
  const unchangedCount = before === undefined ? 0 : before.unchangedCount + 1
  if ('failure' in answer) return { ...before, failure: { why: answer.failure, at }, unchangedCount }
  const isNew = JSON.stringify(before?.answer?.data) !== JSON.stringify(answer.data)
  return { answer: { data: answer.data, at }, unchangedCount: isNew ? 0 : unchangedCount }
}
