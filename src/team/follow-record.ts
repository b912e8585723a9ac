import { addToRecord, readRecord, RecordFailure } from '~/team/record-wire'
import { alone, currentTeam, setTeam, teamState, type TeamState } from '~/team/team-state'
import { anySignal } from '~/oms/any-signal'
import { lookUp } from '~/oms/questions/look-up'
import type { JournalEvent } from '~/record/events'
import { nextTask } from '~/record/in-slices'
import { openChannel } from '~/record/store/connection'
import { hasLocks, underLock } from '~/record/store/locks'
import type { Journal } from '~/record/store/store'
import type { RecordAnswer } from '~/team/merge-answer'
import { sharing, type Unshared } from '~/team/team-record'
import { session } from '~/session/session'

/** So many applications come first, for the first screen. */
const newestFirst = 60
const waitSeconds = 25
const applicationsAtOnce = 100
/** Of one request that adds to the record. */
const mostEvents = 500
const mostLength = 512 * 1024
const [firstPauseMs, longestPauseMs] = [1_000, 30_000]

/**
 * Keeps this browser's record and the team's alike while somebody is signed in, in one tab for all. Never rejects and shows
 * nothing but whether they are alike ({@link currentTeam}). Returns the way out.
 */
export function followRecord(journal: Journal): () => void {
  const name = `${journal.name} team`
  const leaving = new AbortController()
  const { signal } = leaving
  const channel = openChannel(name)
  let isMine = false
  const say = (next: TeamState) => {
    if (signal.aborted) return
    setTeam(next)
    channel?.postMessage(next)
  }
  channel?.addEventListener('message', ({ data }) => {
    if (isMine) {
      if (data === 'who follows?') channel.postMessage(currentTeam())
      return
    }
    const told = teamState.safeParse(data)
    if (told.success) setTeam(told.data)
  })
  channel?.postMessage('who follows?')
  const work = async () => {
    isMine = true
    if (!signal.aborted) await follow(journal, signal, say)
    isMine = false
  }
  underLock(name, work).catch(() => say(alone('no answer')))
  return () => {
    leaving.abort()
    channel?.close()
  }
}

async function follow(journal: Journal, signal: AbortSignal, say: (state: TeamState) => void): Promise<void> {
  // A tab that was closed while it read has told nobody of what it took over.
  const shared = sharing(journal, currentTeam().kind === 'reading')
  let wake = new AbortController()
  const onChange = () =>
    void shared.hasUnshared().then(
      (has) => has && wake.abort(),
      () => {},
    )
  const onOnline = () => wake.abort()
  const onShown = () => {
    if (!hasLocks()) wake.abort()
  }
  const unsubscribe = journal.subscribe(onChange)
  window.addEventListener('online', onOnline)
  document.addEventListener('visibilitychange', onShown)
  let pauseMs = firstPauseMs
  let hasShownToken = false
  const onAnswer = async (done: number, count: number) => {
    pauseMs = firstPauseMs
    hasShownToken = false
    if (done < count) return say({ kind: 'reading', done, count })
    const refused = await shared.countRefused()
    const team = currentTeam()
    if (team.kind !== 'together' || team.refused !== refused) say({ kind: 'together', refused })
  }
  try {
    while (!signal.aborted) {
      wake = new AbortController()
      const woken = anySignal([signal, wake.signal])
      try {
        await exchange(journal, shared, { signal, woken, onAnswer })
      } catch (error) {
        shared.tellTaken()
        if (woken.aborted) continue
        const why = error instanceof RecordFailure ? error.why : 'no answer'
        if (why === 'token') {
          // A gate that was started again has not seen this token yet: a question to OMS shows it.
          const isOfUse: 'yes' | 'no' | 'unclear' = hasShownToken ? 'unclear' : await showToken(journal, signal)
          if (isOfUse === 'no') return say(alone(why))
          hasShownToken = isOfUse === 'yes'
          if (hasShownToken) continue
        }
        say(alone(why))
        await pause(pauseMs, woken)
        pauseMs = Math.min(2 * pauseMs, longestPauseMs)
      }
    }
  } finally {
    unsubscribe()
    window.removeEventListener('online', onOnline)
    document.removeEventListener('visibilitychange', onShown)
  }
}

type Shared = ReturnType<typeof sharing>

type Exchange = {
  signal: AbortSignal
  /** Aborted when there is something to tell the record, too. */
  woken: AbortSignal
  /** Told how many of the record's events are read by now. */
  onAnswer: (done: number, count: number) => Promise<void>
}

/** Reads what the record has, tells it what it lacks, and waits for what comes next. */
async function exchange(journal: Journal, shared: Shared, { signal, woken, onAnswer }: Exchange): Promise<void> {
  const ask = (query: string, until = signal) => readRecord(journal.environment, query, until)
  const take = async (answer: RecordAnswer, after: number | 'newest') => {
    const position = await shared.mergeRecorded(answer, after)
    await onAnswer(position.seq, answer.last)
    return position
  }
  let position = (await shared.position()) ?? (await take(await ask(`newest=${newestFirst}`), 'newest'))
  for (let answer = await ask(`after=${position.seq}`); ; await nextTask()) {
    signal.throwIfAborted()
    // Asked for while this one is written.
    const next = answer.upTo !== undefined && answer.upTo < answer.last ? ask(`after=${answer.upTo}`) : undefined
    next?.catch(() => {})
    const before = position.seq
    position = await take(answer, before)
    if (position.seq >= answer.last) break
    if (next !== undefined && position.seq === answer.upTo) answer = await next
    else if (position.seq !== before) answer = await ask(`after=${position.seq}`)
    else throw new RecordFailure('other version')
  }
  await share(journal, shared, signal)
  await onAnswer(position.seq, position.seq)
  // Without locks every tab follows, and six requests that wait are all that a browser lets go to one host.
  if (document.visibilityState === 'hidden' && !hasLocks()) return pause(longestPauseMs, woken)
  await take(await ask(`after=${position.seq}&wait=${waitSeconds}`, woken), position.seq)
}

async function share(journal: Journal, shared: Shared, signal: AbortSignal): Promise<void> {
  for (;;) {
    const unshared = await shared.unshared(applicationsAtOnce)
    if (unshared.length === 0) return
    const refused = new Set<string>()
    for (const events of batches(unshared)) {
      for (const { application } of await addToRecord(journal.environment, events, signal)) refused.add(application)
    }
    await shared.markShared(unshared, refused)
    await nextTask()
  }
}

/** The events of these applications, so many at a time, in their order. */
function* batches(unshared: Unshared[]): Generator<JournalEvent[]> {
  let batch: JournalEvent[] = []
  let length = 0
  for (const event of unshared.flatMap(({ events }) => events)) {
    const size = JSON.stringify(event).length
    if (batch.length === mostEvents || (batch.length > 0 && length + size > mostLength)) {
      yield batch
      batch = []
      length = 0
    }
    batch.push(event)
    length += size
  }
  if (batch.length > 0) yield batch
}

/** Asks OMS about the newest application, for the gate to see whether OMS accepts the token. */
async function showToken(journal: Journal, signal: AbortSignal): Promise<'yes' | 'no' | 'unclear'> {
  const lookup = await lookUp((await journal.newestId()) ?? '1', session.current()?.token, signal)
  if (lookup.kind === 'refused' && lookup.reason === 'token') return 'no'
  return lookup.kind === 'found' || (lookup.kind === 'refused' && lookup.reason === 'request') ? 'yes' : 'unclear'
}

function pause(ms: number, woken: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(end, ms)
    woken.addEventListener('abort', end, { once: true })
    if (woken.aborted) end()
  })
}
