import { sentByAnother, type AnyOutcome, type Attempted, type NotAttempted, type RunEnd } from '~/record/attempt-result'

/** So many in a row without an answer of OMS, and a run ends instead of trying the rest. */
const patience = 3

/**
 * Takes items round after round, those of a round at the same time, until there are none or something ends the run:
 * `signal`, an attempt that could not be made, an outcome that could not be saved, a refusal that is not about the item,
 * what somebody else has just sent, or no answers. What is under way is waited for. An item for which `take` resolves to undefined is passed over.
 */
export async function runQueue<Item, Outcome extends AnyOutcome>(
  rounds: Iterable<readonly Item[]>,
  take: (item: Item) => Promise<NotAttempted | Attempted<Outcome> | undefined>,
  signal: AbortSignal,
): Promise<RunEnd<Item, Outcome>> {
  let unanswered: Item[] = []
  for (const round of rounds) {
    if (signal.aborted) return { why: 'stopped' }
    // Only here: after the last round there is no rest to give up.
    const givenUpAt = unanswered[patience - 1]
    if (givenUpAt !== undefined) return { why: 'no answers', item: givenUpAt }
    const taken = await Promise.all(round.map(async (item) => ({ item, result: await take(item) })))
    for (const { item, result } of taken) {
      if (result === undefined) continue
      const end = endAfter(item, result)
      if (end !== undefined) return end
      unanswered = isUnanswered(result) ? [...unanswered, item] : []
    }
  }
  return { why: signal.aborted ? 'stopped' : 'done' }
}

function endAfter<Item, Outcome extends AnyOutcome>(
  item: Item,
  result: NotAttempted | Attempted<Outcome>,
): RunEnd<Item, Outcome> | undefined {
  if (result.kind === 'not attempted') {
    if (result.why === 'table stopped') return { why: 'stopped' }
    return result.why === 'in flight' ? undefined : { why: 'not attempted', item, notAttempted: result }
  }
  if (!result.saved) return { why: 'not saved', item, result }
  const other = sentByAnother(result)
  if (other !== undefined) return { why: 'duplicate', item, other }
  const outcome: AnyOutcome = result.outcome
  if (outcome.kind !== 'refused' || outcome.reason === 'request') return undefined
  return { why: 'refused', item, refusal: outcome }
}

function isUnanswered(result: NotAttempted | Attempted<AnyOutcome>): boolean {
  return result.kind === 'attempted' && (result.outcome.kind === 'unknown' || result.outcome.kind === 'not sent')
}
