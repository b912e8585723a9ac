import { queryOptions, useQuery } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { inTurn } from '~/actions/in-turn'
import { isWithin } from '~/record/lease'
import { useJournal } from '~/record/react/journal-context'
import { underLock } from '~/record/store/locks'
import type { Journal } from '~/record/store/store'
import { isMissing, lookUp } from '~/oms/questions/look-up'
import type { ApplyId } from '~/oms/ids'
import type { Failure } from '~/oms/outcome'
import { session, useSession } from '~/session/session'
import { browserText, useBrowserText } from '~/ui/text/browser-text'
import { parseStored } from '~/ui/text/stored-text'

const everyMs = 60_000

/** So many ids in a row without an application, and there is nothing newer yet. */
const gap = 5n

/** A round looks at so many new ids and no more. */
const roundLimit = 200

/** So many ids that were passed over are asked for again, the latest ones. */
const againLimit = 20

/**
 * What came of the latest round. `none known`: there is no id to begin from. `looked`: every application of OMS up to this id is
 * known, but for those that were passed over long ago.
 * `paused`: OMS refuses this person or this address; nothing more is asked until somebody signs in again or turns it off and on.
 * `failed`: what OMS said of `id`, which is asked for again in the next round.
 */
export type Followed =
  | { kind: 'none known' }
  | { kind: 'looked'; upTo: ApplyId }
  | { kind: 'paused' | 'failed'; id: ApplyId; failure: Failure }

/** Whether the person wants it, for all tabs of this browser. */
const wanted = browserText('follow')

/** How far any tab has come, which ids it had to pass over, and when it asked last. */
const followed = browserText('followed')
const anId = z.string().check(z.regex(/^[1-9]\d*$/))
const place = z.object({ upTo: anId, again: z._default(z.array(anId), []), at: z.string() })

/** For a journal that begins anew: the next round begins at what it knows then. */
export function forgetFollowed({ name }: Pick<Journal, 'name'>): void {
  followed.write(name, '')
}

/**
 * One round of one tab, unless another one asks now or any has asked within the last minute: takes over what OMS has above the
 * place where the round before has ended, and above the newest id that this browser knows. Throws when it can't record.
 */
export async function followOms(journal: Journal, signal: AbortSignal): Promise<Followed> {
  return underLock(`${journal.name} follow`, (isHeld) => round(journal, isHeld, signal), { ifAvailable: true })
}

async function round(journal: Journal, isHeld: boolean, signal: AbortSignal): Promise<Followed> {
  const newestKnown = async () => {
    const newest = await journal.newestId()
    return newest === undefined ? undefined : BigInt(newest)
  }
  const before = parseStored(place, followed.read(journal.name))
  const begin = before === undefined ? await newestKnown() : BigInt(before.upTo)
  if (begin === undefined) return { kind: 'none known' }
  const isTurn = isHeld && document.visibilityState === 'visible' && !isRecent(before)
  if (!isTurn) return { kind: 'looked', upTo: String(begin) }

  let last = begin
  let left = roundLimit
  let failed: Extract<Followed, { failure: unknown }> | undefined
  const again = new Set(before?.again)
  /** Takes it over if it is there. */
  const lookAt = async (one: ApplyId): Promise<boolean> => {
    const { lookup, at } = await inTurn(signal, async () => {
      const askedAt = new Date().toISOString()
      return { lookup: await lookUp(one, session.current()?.token, signal), at: askedAt }
    })
    signal.throwIfAborted()
    if (lookup.kind === 'found' || isMissing(lookup)) {
      again.delete(one)
    } else {
      again.add(one)
      failed = { kind: isPause(lookup) ? 'paused' : 'failed', id: one, failure: lookup }
    }
    // Without a name: nobody has asked for this one.
    if (lookup.kind === 'found') await journal.recordSeen(lookup.detail, at, {})
    return lookup.kind === 'found'
  }
  /** Asks for one id after another until enough in a row are missing, or there is no use in asking on. */
  const walk = async () => {
    for (let next = last + 1n; next - last <= gap && left > 0 && !isOver(failed); next += 1n) {
      left -= 1
      if (await lookAt(String(next))) last = next
    }
  }
  for (const one of before?.again ?? []) if (!isOver(failed)) await lookAt(one)
  await walk()
  const newest = (await newestKnown()) ?? last
  if (newest > last && left > 0 && !isOver(failed)) {
    last = newest
    await walk()
  }
  const at = failed?.kind === 'paused' ? (before?.at ?? '') : new Date().toISOString()
  const passedOver = [...again].filter((one) => BigInt(one) < last).slice(-againLimit)
  followed.write(journal.name, JSON.stringify({ upTo: String(last), again: passedOver, at }))
  return failed ?? { kind: 'looked', upTo: String(last) }
}

/** A reload, or another tab, asks no sooner. */
function isRecent(before: z.infer<typeof place> | undefined): boolean {
  return before !== undefined && isWithin(everyMs - 5_000, before.at, Date.now())
}

function isPause(failure: Failure): boolean {
  return failure.kind === 'refused' && failure.reason !== 'request'
}

/** An undocumented answer may be about this one id; whatever else fails would fail for the next ones too. */
function isOver(failed: Extract<Followed, { failure: unknown }> | undefined): boolean {
  if (failed === undefined) return false
  const { kind, failure } = failed
  return kind === 'paused' || failure.kind === 'not sent' || (failure.kind === 'unknown' && failure.why !== 'answer')
}

type State = { state: { data?: Followed | undefined } }
const isPaused = ({ state }: State) => state.data?.kind === 'paused'

/** An id to begin from is looked for in this browser alone. */
const waitMs = ({ state }: State) => (state.data?.kind === 'none known' ? 5_000 : everyMs)

// Not under the journal's key: what is written to the journal must not ask OMS again.
const followKey = (journal: Journal) => ['follow', journal.name] as const

const followQuery = (journal: Journal) =>
  queryOptions({
    queryKey: followKey(journal),
    queryFn: ({ signal }) => followOms(journal, signal),
    staleTime: (query: State) => (isPaused(query) ? 0 : waitMs(query)),
    refetchInterval: (query: State) => (isPaused(query) ? false : waitMs(query)),
    refetchOnMount: (query: State) => !isPaused(query),
    refetchOnWindowFocus: (query: State) => (isPaused(query) ? false : 'always'),
  })

/** Follows OMS while the person wants it and is signed in, and this tab is in view. */
export function useFollow() {
  const journal = useJournal()
  const isSignedIn = useSession().session !== undefined
  const isOn = useBrowserText(wanted, journal.name) !== ''
  const { data, isError } = useQuery({ ...followQuery(journal), enabled: isOn && isSignedIn })
  return {
    isOn,
    isSignedIn,
    followed: data,
    isError,
    turn: (on: boolean) => wanted.write(journal.name, on ? 'on' : ''),
  }
}
