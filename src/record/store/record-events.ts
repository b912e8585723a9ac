import { applicationStatus, attemptsOf, mayExist, type Application } from '~/record/application'
import type { NotAttempted } from '~/record/attempt-result'
import type { ApplyIntent, BatchRow, Intent, OutcomeEvent, ResolvedEvent } from '~/record/events'
import { isRunning } from '~/record/lease'
import { append } from '~/record/store/append-event'
import { holdersOf, summaryOf } from '~/record/store/concerned'
import type { Connection } from '~/record/store/connection'
import { oldestFirst } from '~/record/store/oldest-first'
import type { Claim, Write } from '~/record/store/schema'
import { findDuplicates } from '~/record/store/find-duplicates'
import { writeEvents } from '~/record/store/write-events'
import { hasUnseen } from '~/record/duplicates'
import type { AttemptId } from '~/oms/ids'

const endings = {
  'apply intent': 'apply outcome',
  'reject intent': 'reject outcome',
  'approve intent': 'approve outcome',
  'start intent': 'start outcome',
  'resume intent': 'resume outcome',
} as const satisfies Record<Intent['kind'], OutcomeEvent['kind']>

/** Writes what happens to attempts: intents before they leave, outcomes, what a person found out. */
export function recording(connection: Connection) {
  const { database, write, announce } = connection
  return {
    /**
     * Writes an intent and claims `claim` until it expires; resolves when the intent is on disk, or to why nothing was written. Writes
     * nothing while the claim is held, nor an application that may repeat another one than those that the person has `seen`, by their
     * keys. Both are looked for in the transaction that writes, so that of two tabs that press at once the second sees the first.
     */
    async recordIntent(
      intent: Intent,
      claim: string,
      seen: readonly AttemptId[] = [],
    ): Promise<NotAttempted | undefined> {
      const obstacle = await write<NotAttempted | undefined>(async (transaction) => {
        const claims = transaction.objectStore('claims')
        const now = Date.parse(intent.at)
        const living = await claims.get(claim)
        if (living !== undefined && isRunning(living.expires, now)) return { kind: 'not attempted', why: 'in flight' }
        const found =
          intent.kind === 'apply intent'
            ? await obstacleToApplying(transaction, intent, seen, now)
            : await obstacleToDeciding(transaction, intent, now)
        if (found !== undefined) return found
        const { application, attempt, expires } = intent
        await claims.put({ application, attempt, expires, of: intent.kind }, claim)
        await append(transaction, intent)
        return undefined
      })
      if (obstacle === undefined) announce([intent.application])
      return obstacle
    },

    /**
     * Writes what happened to an attempt and gives its claim back. Writes the intent again if it has been cleared away meanwhile, and
     * nothing where another tab has settled the attempt.
     */
    async recordOutcome(intent: Intent, event: OutcomeEvent): Promise<void> {
      await writeEvents(connection, async ({ transaction, add }) => {
        await takeClaim(transaction, event.attempt)
        const known = await summaryOf(transaction, event.application)
        if (known === undefined && intent.kind === 'apply intent') await add(intent)
        const earlier = known && findAttempt(known, event)?.outcome
        if (earlier === undefined || earlier.kind === 'unknown') await add(event)
      })
    },

    /**
     * Writes what the gate says of an attempt, and gives its claim back, where nothing definite is known of it: neither an outcome
     * nor what a person has found out. An unknown outcome is written where it is another one. Resolves to whether it was written.
     */
    async recordSettled(event: OutcomeEvent): Promise<boolean> {
      return writeEvents(connection, async ({ transaction, add }) => {
        const known = await summaryOf(transaction, event.application)
        const attempt = known && findAttempt(known, event)
        if (attempt === undefined || attempt.resolved !== undefined) return false
        const { outcome } = attempt
        if (outcome !== undefined && outcome.kind !== 'unknown') return false
        if (JSON.stringify(outcome) === JSON.stringify(event.outcome)) return false
        await takeClaim(transaction, event.attempt)
        await add({ ...event, settled: true })
        return true
      })
    },

    /** The attempts that have no outcome yet. */
    async underWay(): Promise<string[]> {
      return (await (await database()).getAll('claims')).map(({ attempt }) => attempt)
    },

    /** Writes the outcome "unknown" for an attempt whose page is gone, unless it has come to another end meanwhile. */
    async recordOrphan(attempt: AttemptId): Promise<void> {
      await writeEvents(connection, async ({ transaction, add }) => {
        const left = await takeClaim(transaction, attempt)
        if (left === undefined) return
        await add({
          kind: endings[left.of],
          application: left.application,
          attempt,
          at: new Date().toISOString(),
          outcome: { kind: 'unknown', why: 'orphan' },
        })
      })
    },

    /** Writes what a person found out about an unknown outcome, and nothing where it is known meanwhile. */
    async recordResolved(event: ResolvedEvent): Promise<void> {
      await writeEvents(connection, async ({ transaction, add }) => {
        const known = await summaryOf(transaction, event.application)
        const { outcome } = (known && findAttempt(known, event)) ?? {}
        if (outcome === undefined || outcome.kind === 'unknown') await add(event)
      })
    },
  }
}

/** Gives the claim of an attempt back, and tells which it was; undefined where it has none. */
async function takeClaim(transaction: Write, attempt: AttemptId): Promise<Claim | undefined> {
  const claims = transaction.objectStore('claims')
  for (let cursor = await claims.openCursor(); cursor !== null; cursor = await cursor.continue()) {
    if (cursor.value.attempt !== attempt) continue
    const claim = cursor.value
    await cursor.delete()
    return claim
  }
  return undefined
}

type KnownAttempt = { outcome?: OutcomeEvent['outcome'] | undefined; resolved?: boolean | undefined }

/** What is known of the attempt that an event is about; undefined where it is known to be over and another has come after it. */
function findAttempt(
  { id, outcome, absent, rejection, approval, execution }: Application,
  event: OutcomeEvent | ResolvedEvent,
): KnownAttempt | undefined {
  switch (event.kind) {
    case 'apply outcome':
    case 'apply resolved':
      return { outcome, resolved: absent ?? (id === undefined ? undefined : true) }
    case 'reject outcome':
    case 'reject resolved':
      return attemptsOf(rejection).find(({ attempt }) => attempt === event.attempt)
    case 'approve outcome':
    case 'approve resolved':
      return attemptsOf(approval).find(({ attempt }) => attempt === event.attempt)
    case 'start outcome':
    case 'resume outcome':
      return attemptsOf(execution).find(({ attempt }) => attempt === event.attempt)
  }
}

/** Why an application may not be recorded now; undefined when it may. */
async function obstacleToApplying(
  transaction: Write,
  { batch, draft, follows }: ApplyIntent,
  seen: readonly AttemptId[],
  now: number,
): Promise<NotAttempted | undefined> {
  if (batch !== undefined) {
    const isStopped = (await transaction.objectStore('batches').get(batch.id))?.stopped === true
    if (isStopped) return { kind: 'not attempted', why: 'table stopped' }
    if (await isSent(transaction, batch, follows?.application, now)) return { kind: 'not attempted', why: 'in flight' }
  }
  // The rows of one table were looked at together before it was submitted.
  const [found = []] = await findDuplicates(transaction.objectStore('applications'), [draft], now)
  const others = found.filter((other) => batch === undefined || other.batch?.id !== batch.id)
  return hasUnseen(others, seen) ? { kind: 'not attempted', why: 'duplicate', others } : undefined
}

/**
 * What was decided is not decided again. OMS knows the application by its id alone, which it has given to a later one where it began its
 * ids anew, or to a form of another kind.
 */
async function obstacleToDeciding(
  transaction: Write,
  { kind, application }: Intent,
  now: number,
): Promise<NotAttempted | undefined> {
  if (kind !== 'reject intent' && kind !== 'approve intent') return undefined
  const one = await summaryOf(transaction, application)
  if (one === undefined) return undefined
  const { id, sentAt } = one
  if (id === undefined || applicationStatus(one, now) !== 'pending')
    return { kind: 'not attempted', why: 'not decidable' }
  const holders = await holdersOf(transaction, id)
  const isGivenAnew = holders.some(
    ({ outcome, ...other }) => outcome?.kind === 'accepted' && outcome.id === id && other.sentAt > sentAt,
  )
  const isOtherKind = holders.some(({ otherKind }) => otherKind !== undefined)
  return isGivenAnew || isOtherKind ? { kind: 'not attempted', why: 'not decidable' } : undefined
}

/**
 * Whether something that was sent for a row of a batch may exist at OMS, or came after what this one follows: a row is never sent twice,
 * from whichever tab.
 */
async function isSent(
  transaction: Write,
  { id, row }: BatchRow,
  followed: string | undefined,
  now: number,
): Promise<boolean> {
  const sent = oldestFirst(await transaction.objectStore('applications').index('batch').getAll([id, row]))
  const latest = sent.at(-1)
  const isNews = latest !== undefined && latest.key !== followed
  return isNews || sent.some((one) => mayExist(one, now))
}
