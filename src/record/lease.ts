import { deadlineMs } from '~/oms/client'

/** By so much a clock is slow, or is set right, now and then. */
const slackMs = 15_000

/** After this no answer can come any more: the page's own deadline and a margin for a slow clock. */
export const leaseMs = deadlineMs + slackMs

/**
 * Whether an answer may still come before `expires`. A lease that lies further ahead than any can was taken by a clock
 * that was wrong, and is over.
 */
export function isRunning(expires: string, now: number): boolean {
  const ahead = Date.parse(expires) - now
  return ahead > 0 && ahead <= leaseMs + slackMs
}

/** Whether `at` was less than so long ago; what lies as far ahead tells of a wrong clock, and is not. */
export function isWithin(ms: number, at: string, now: number): boolean {
  return Math.abs(now - Date.parse(at)) < ms
}
