import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { RunEnd } from '~/record/attempt-result'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import { runQueue } from '~/actions/many/run-queue'
import { actorOrStop, expireIfRefused } from '~/actions/send-once'
import { useStop } from '~/actions/use-stop'
import { isMissing, lookUp, type Lookup } from '~/oms/questions/look-up'
import type { Session } from '~/session/session'
import type { ApplyId } from '~/oms/ids'
import type { Failure } from '~/oms/outcome'

/** A walk upwards looks at so many ids and no more. */
export const walkLimit = 200

/** So many ids in a row without an application, and there is nothing newer. */
const gap = 10

/** So many ids are asked for at the same time. */
const width = 4

/** What came of one id. `other kind`: it is no backup, and not taken over. `missing`: OMS says that it can't find it. */
export type TrackResult = { id: ApplyId } & (
  | { kind: 'tracked' | 'known' | 'missing' }
  | { kind: 'other kind'; otherKind: string }
  | { kind: 'failed'; failure: Failure }
)

/** `gap`: nothing newer, seen from `last` downwards; `unclear` where some of these ids failed. `bound`: a walk has come to its bound. */
export type TrackEnd = RunEnd<string, Lookup> | { why: 'gap' | 'unclear' | 'bound'; last: string }

/** These ids, or whatever OMS has above this one. */
export type TrackOrder = { ids: string[] } | { above: bigint }

type Run = { signal: AbortSignal; onResult: (result: TrackResult) => void }

/**
 * Asks OMS for applications and records what it says, taking over those that this journal does not know. With `above` it
 * walks upwards until enough ids in a row are missing. Reads only: an answer that is not waited for is asked for again.
 * Throws when it can't record. Whether OMS counts all ids in one counter is *open* (oms-api.md section 5), so missing ids end a walk and
 * prove nothing.
 */
export async function track(journal: Journal, order: TrackOrder, { signal, onResult }: Run): Promise<TrackEnd> {
  const walks = 'above' in order
  const ids = walks ? idsAbove(order.above) : order.ids
  let last = walks ? order.above : 0n
  let newest = last
  let failed = 0n
  function* rounds() {
    for (let begin = 0; begin < ids.length; begin += width) {
      if (walks && last - newest >= gap) return
      const round = ids.slice(begin, begin + width)
      last = BigInt(round.at(-1) ?? last)
      yield round
    }
  }
  const look = async (id: ApplyId) => {
    const actor = actorOrStop()
    if ('kind' in actor) return actor
    const at = new Date().toISOString()
    const outcome = await lookUp(id, actor.token, signal)
    // What was given up by "Stop" is no failure of OMS.
    if (outcome.kind !== 'found' && signal.aborted) return undefined
    expireIfRefused(actor, outcome)
    if (outcome.kind === 'found' && BigInt(id) > newest) newest = BigInt(id)
    if (outcome.kind !== 'found' && !isMissing(outcome) && BigInt(id) > failed) failed = BigInt(id)
    onResult(await recorded(journal, { id, at }, outcome, actor))
    return { kind: 'attempted', outcome, saved: true } as const
  }
  const end = await runQueue<string, Lookup>(rounds(), look, signal)
  if (!walks || end.why !== 'done') return end
  const isGap = last - newest >= gap
  return { why: !isGap ? 'bound' : failed > newest ? 'unclear' : 'gap', last: String(last) }
}

function idsAbove(above: bigint): string[] {
  return Array.from({ length: walkLimit }, (_, index) => String(above + BigInt(index + 1)))
}

type Question = { id: ApplyId; at: string }

async function recorded(
  journal: Journal,
  { id, at }: Question,
  lookup: Lookup,
  { username }: Session,
): Promise<TrackResult> {
  if (lookup.kind !== 'found') {
    return isMissing(lookup) ? { id, kind: 'missing' } : { id, kind: 'failed', failure: lookup }
  }
  const { detail } = lookup
  const isKnown = await journal.recordSeen(detail, at, username === undefined ? {} : { by: username })
  if (detail.otherKind !== undefined) return { id, kind: 'other kind', otherKind: detail.otherKind }
  return { id, kind: isKnown ? 'known' : 'tracked' }
}

/** The mutation behind "Track" and "Look for newer ones", with what it has seen so far, until that is to be forgotten. Ends with the dialog. */
export function useTrack() {
  const journal = useJournal()
  const { newSignal, stop, isStopping } = useStop()
  const [results, setResults] = useState<TrackResult[]>([])
  const mutation = useMutation({
    mutationKey: ['track'],
    mutationFn: (order: TrackOrder) => {
      setResults([])
      const onResult = (result: TrackResult) => setResults((before) => [...before, result])
      return track(journal, order, { signal: newSignal(), onResult })
    },
  })
  const forget = () => {
    mutation.reset()
    setResults([])
  }
  return { ...mutation, stop, isStopping, results, forget }
}
