import { readRecord, RecordFailure } from '~/team/record-wire'
import { alone, currentTeam, setTeam, teamState, type TeamState } from '~/team/team-state'
import { anySignal } from '~/oms/any-signal'
import { lookUp } from '~/oms/questions/look-up'
import { nextTask } from '~/record/transfer/in-slices'
import { openChannel } from '~/record/store/connection'
import { hasLocks, underLock } from '~/record/store/locks'
import type { Journal } from '~/record/store/store'
import type { RecordAnswer } from '~/team/merge-answer'
import { sharing } from '~/team/team-record'
import { tellRecord } from '~/team/tell-record'
import { session } from '~/session/session'

/** So many applications come first, for the first screen. */
const newestFirst = 60
const waitSeconds = 25
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

/**
 * Round after round. After one that has failed this browser is alone, and the next begins after a pause, or at once when there is
 * something to tell or the network is back. The pauses double until the record has answered. Ends when OMS refuses the token.
 */
async function follow(journal: Journal, signal: AbortSignal, say: (state: TeamState) => void): Promise<void> {
  const shared = sharing(journal)
  let wake = new AbortController()
  const wakeUp = () => wake.abort()
  const onChange = () =>
    void shared.hasUnshared().then(
      (has) => has && wakeUp(),
      () => {},
    )
  signal.addEventListener('abort', journal.subscribe(onChange))
  window.addEventListener('online', wakeUp, { signal })
  if (!hasLocks()) document.addEventListener('visibilitychange', wakeUp, { signal })
  let pauseMs = firstPauseMs
  let hasShownToken = false
  /** Whether something was taken over that nobody has been told of, also by a tab that was closed while it read. */
  let isUntold = currentTeam().kind === 'reading'
  const tellTaken = () => {
    if (isUntold) journal.connection.announce('all')
    isUntold = false
  }
  const onAnswer = async (done: number, count: number) => {
    pauseMs = firstPauseMs
    hasShownToken = false
    isUntold ||= done < count
    if (done < count) return say({ kind: 'reading', done, count })
    tellTaken()
    const refused = await shared.countRefused()
    const team = currentTeam()
    if (team.kind !== 'together' || team.refused !== refused) say({ kind: 'together', refused })
  }
  while (!signal.aborted) {
    wake = new AbortController()
    const woken = anySignal([signal, wake.signal])
    try {
      await round(journal, { signal, woken, onAnswer })
    } catch (error) {
      tellTaken()
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
}

type Round = {
  signal: AbortSignal
  /** Aborted when there is something to tell the record, too. */
  woken: AbortSignal
  /** Told how many of the record's events are read by now. */
  onAnswer: (done: number, count: number) => Promise<void>
}

/** Reads what the record has, tells it what it lacks, and waits for what comes next. */
async function round(journal: Journal, { signal, woken, onAnswer }: Round): Promise<void> {
  const shared = sharing(journal)
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
  await tellRecord(journal, signal)
  await onAnswer(position.seq, position.seq)
  // Without locks every tab follows, and six requests that wait are all that a browser lets go to one host.
  if (document.visibilityState === 'hidden' && !hasLocks()) return pause(longestPauseMs, woken)
  await take(await ask(`after=${position.seq}&wait=${waitSeconds}`, woken), position.seq)
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
