import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { actorOrStop } from '~/actions/attempt'
import type { NotAttempted } from '~/record/attempt-result'
import { useJournal } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import { lookUp, type Lookup } from '~/oms/look-up'
import type { Refusal } from '~/oms/outcome'
import { session, type Session } from '~/session/session'

/** So many ids are taken at once. */
export const idLimit = 500

/** A walk upwards looks at so many ids and no more. */
export const walkLimit = 200

/** So many ids in a row without an application, and there is nothing newer. */
const gap = 10

/** So many ids are asked for at the same time. */
const width = 4

/** `wrong`: words that are neither an id nor a range. `tooMany`: more than {@link idLimit}; `ids` are then not all of them. */
export type IdList = { ids: string[]; wrong: string[]; tooMany: boolean }

/** Reads ids and ranges such as 558-620, in any mix of separators, each id once and in the order typed; exact beyond 2^53. */
export function parseIds(text: string): IdList {
  const words = text
    .replace(/[^\S\r\n]*[-–—][^\S\r\n]*/g, '-')
    .split(/[\s,;，；、\u200B\uFEFF]+/)
    .filter((word) => word !== '')
  const ids = new Set<string>()
  const wrong: string[] = []
  let tooMany = false
  for (const word of words) {
    const range = readRange(word)
    if (range === undefined) {
      wrong.push(word)
      continue
    }
    tooMany ||= range.last - range.first >= BigInt(idLimit)
    for (let id = range.first; !tooMany && id <= range.last; id += 1n) {
      ids.add(String(id))
      tooMany = ids.size > idLimit
    }
  }
  return { ids: [...ids], wrong, tooMany }
}

/** 20 digits hold every 64-bit number. */
const rangePattern = /^#?([1-9]\d{0,19})(?:-#?([1-9]\d{0,19}))?$/

function readRange(word: string): { first: bigint; last: bigint } | undefined {
  const [, from, to = from] = rangePattern.exec(word) ?? []
  if (from === undefined || to === undefined) return undefined
  const [first, last] = [BigInt(from), BigInt(to)]
  return first <= last ? { first, last } : undefined
}

type LookupFailure = Exclude<Lookup, { kind: 'found' }>

/** What came of one id. `missing`: OMS says that it can't find it. */
export type Looked = { id: string } & (
  | { kind: 'tracked' | 'known' | 'missing' }
  | { kind: 'failed'; failure: LookupFailure }
)

/**
 * Why it ended. `gap`: nothing newer, seen from `last` downwards. `bound`: a walk has come to its bound. `refused`: OMS
 * refuses whoever or wherever we are. `no answers`: a whole round without one.
 */
export type TrackEnd =
  | { why: 'done' | 'stopped' | 'not recorded' }
  | { why: 'gap' | 'bound' | 'no answers'; last: string }
  | { why: 'refused'; id: string; refusal: Refusal }
  | { why: 'not started'; stopped: NotAttempted }

export type TrackOrder = { ids: string[] } | { above: bigint }

type Run = { signal: AbortSignal; onLooked: (looked: Looked[]) => void }

/**
 * Asks OMS for applications and records what it says, taking over those that this journal does not know. With `above` it
 * walks upwards until enough ids in a row are missing. Reads only: an answer that is not waited for is asked for again.
 */
export async function track(journal: Journal, order: TrackOrder, { signal, onLooked }: Run): Promise<TrackEnd> {
  const actor = actorOrStop()
  if ('kind' in actor) return { why: 'not started', stopped: actor }
  const walks = 'above' in order
  const ids = walks ? idsAbove(order.above) : order.ids
  let missing = 0
  for (let begin = 0; begin < ids.length; begin += width) {
    if (signal.aborted) return { why: 'stopped' }
    const round = ids.slice(begin, begin + width)
    const last = round.at(-1) ?? ''
    let looked: Looked[]
    try {
      looked = await Promise.all(round.map((id) => look(journal, id, actor, signal)))
    } catch {
      return { why: 'not recorded' }
    }
    // What was given up by "Stop" is no failure of OMS.
    onLooked(signal.aborted ? looked.filter(({ kind }) => kind !== 'failed') : looked)
    if (signal.aborted) return { why: 'stopped' }
    const end = endAfter(looked, actor, last)
    if (end !== undefined) return end
    for (const { kind } of looked) missing = kind === 'tracked' || kind === 'known' ? 0 : missing + 1
    if (walks && missing >= gap) return { why: 'gap', last }
  }
  return walks ? { why: 'bound', last: ids.at(-1) ?? '' } : { why: 'done' }
}

function idsAbove(above: bigint): string[] {
  return Array.from({ length: walkLimit }, (_, index) => String(above + BigInt(index + 1)))
}

async function look(journal: Journal, id: string, { token, username }: Session, signal: AbortSignal): Promise<Looked> {
  const lookup = await lookUp(id, token, signal)
  if (lookup.kind !== 'found') {
    return isMissing(lookup) ? { id, kind: 'missing' } : { id, kind: 'failed', failure: lookup }
  }
  const isKnown = await journal.recordSeen(lookup.detail, username === undefined ? {} : { by: username })
  return { id, kind: isKnown ? 'known' : 'tracked' }
}

/** The documented words (oms-api.md section 3); any other refusal is shown as OMS words it. */
function isMissing(failure: LookupFailure): boolean {
  return (
    failure.kind === 'refused' &&
    failure.reason === 'request' &&
    failure.messages.some((message) => /can't find/i.test(message))
  )
}

function endAfter(looked: Looked[], actor: Session, last: string): TrackEnd | undefined {
  const failed = looked.flatMap((one) => (one.kind === 'failed' ? [one] : []))
  for (const { id, failure } of failed) {
    if (failure.kind !== 'refused' || failure.reason === 'request') continue
    if (failure.reason === 'token') session.expire(actor.token)
    return { why: 'refused', id, refusal: failure }
  }
  const unanswered = failed.filter(({ failure }) => failure.kind !== 'refused')
  return looked.length === width && unanswered.length === width ? { why: 'no answers', last } : undefined
}

/** The mutation behind "Track" and "Newer than the newest known", with what it has seen so far. Ends with the dialog. */
export function useTrack() {
  const journal = useJournal()
  const control = useRef<AbortController>(undefined)
  const [looked, setLooked] = useState<Looked[]>([])
  useEffect(() => () => control.current?.abort(), [])
  const { mutate, data, isPending, isError, variables } = useMutation({
    mutationKey: ['track'],
    mutationFn: (order: TrackOrder) => {
      const { signal } = (control.current = new AbortController())
      setLooked([])
      return track(journal, order, { signal, onLooked: (more) => setLooked((before) => [...before, ...more]) })
    },
  })
  return { run: mutate, stop: () => control.current?.abort(), looked, end: data, isPending, isError, order: variables }
}
