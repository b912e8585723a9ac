import type { ApplicationWithStatus } from '~/record/application'
import type { Failure, Refusal, SameOfAnother } from '~/oms/outcome'

/** Why nothing was attempted and nothing recorded. `others` may back up the same, and the person has not been asked yet. */
export type NotAttempted =
  | {
      kind: 'not attempted'
      why: 'signed out' | 'offline' | 'not recorded' | 'in flight' | 'table stopped' | 'not decidable'
    }
  | { kind: 'not attempted'; why: 'duplicate'; others: ApplicationWithStatus[] }

/** `saved: false`: the outcome is true, but this browser could not keep it. */
export type Attempted<Outcome> = { kind: 'attempted'; outcome: Outcome; saved: boolean }

/** OMS says that it did what was pressed. */
export type Success = { kind: 'accepted' | 'rejected' | 'approved' | 'started' }
/** The outcome of any attempt; `found`: a question was answered. */
export type AnyOutcome = Success | { kind: 'found' } | Failure

/** The outcome of an attempt that succeeded: OMS says that it did what was pressed. Undefined for any other. */
export function successOf<Outcome extends AnyOutcome>(
  result: NotAttempted | Attempted<Outcome> | undefined,
): Extract<Outcome, Success> | undefined {
  return result?.kind === 'attempted' && isSuccess(result.outcome) ? result.outcome : undefined
}

function isSuccess<Outcome extends AnyOutcome>(outcome: Outcome): outcome is Extract<Outcome, Success> {
  return ['accepted', 'rejected', 'approved', 'started'].includes(outcome.kind)
}

/** Whether an attempt has come to its good end: OMS did what was pressed, and that is on record. */
export function hasSucceeded(result: NotAttempted | Attempted<AnyOutcome>): boolean {
  return result.kind === 'attempted' && result.saved && isSuccess(result.outcome)
}

/** What somebody else has just sent, where the gate has stopped an attempt that repeats it. */
export function sentByAnother(result: NotAttempted | Attempted<AnyOutcome> | undefined): SameOfAnother | undefined {
  return result?.kind === 'attempted' && result.outcome.kind === 'not sent' ? result.outcome.other : undefined
}

/**
 * Why a run of many ended, and at which item. `stopped`: a person wanted it. `elsewhere`: another tab runs the same.
 * `refused`: OMS refuses this person or this address, and would refuse the rest too. `duplicate`: somebody else has just sent
 * the same.
 */
export type RunEnd<Item, Outcome> =
  | { why: 'done' | 'stopped' | 'elsewhere' }
  | { why: 'no answers'; item: Item }
  | { why: 'refused'; item: Item; refusal: Refusal }
  | { why: 'duplicate'; item: Item; other: SameOfAnother }
  | { why: 'not attempted'; item: Item; notAttempted: NotAttempted }
  | { why: 'not saved'; item: Item; result: Attempted<Outcome> }
