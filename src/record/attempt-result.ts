import type { ApplicationWithStatus } from '~/record/application'

/**
 * Why nothing was attempted and nothing recorded. `held` is the key of the application that is on its way
 * already; `others` may back up the same, and the person has not been asked yet.
 */
export type NotAttempted =
  | { kind: 'stopped'; why: 'signed out' | 'offline' | 'not recorded' | 'table stopped' }
  | { kind: 'stopped'; why: 'in flight'; held: string }
  | { kind: 'stopped'; why: 'duplicate'; others: ApplicationWithStatus[] }

/** `saved: false`: the outcome is true, but this browser could not keep it. */
export type Attempted<Outcome> = { kind: 'attempted'; attempt: string; outcome: Outcome; saved: boolean }
