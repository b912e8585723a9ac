import { isUnderWay, keysOf, withStatus } from '~/record/application'
import { journalEvent, type Intent } from '~/record/events'
import { unsettledAttempts } from '~/record/unsettled'
import { oldestFirst } from '~/record/store/oldest-first'
import { newestFirst } from '~/record/store/newest'
import type { Summaries } from '~/record/store/schema'
import type { Journal } from '~/record/store/store'
import type { StoredApplication } from '~/record/stored-application'

/** So many of the latest are looked through for what is not settled. */
const lookedAt = { applications: 50, rejections: 20, amiss: 50 }

/**
 * The intents of unknown outcome of which the gate may know more, among the latest applications, rejections, and applications with
 * which something is amiss; and whether any may become unknown by time alone.
 */
export async function unsettledIntents(
  { database }: Journal,
  now: number,
): Promise<{ intents: Intent[]; isUnderWay: boolean }> {
  const db = await database()
  const found = new Map<string, unknown>()
  for await (const page of newestFirst(db, lookedAt.applications)) {
    for (const summary of page.slice(0, lookedAt.applications - found.size)) found.set(summary.key, summary)
    if (found.size === lookedAt.applications) break
  }
  const { store } = db.transaction('applications')
  const [rejected, amiss] = await Promise.all([
    latest(store, 'rejectedAt', null, lookedAt.rejections),
    // What only waits has a list there, and lists come after every number.
    latest(store, 'attention', IDBKeyRange.upperBound(Infinity), lookedAt.amiss),
  ])
  for (const summary of [...rejected, ...amiss]) found.set(summary.key, summary)
  const applications = oldestFirst([...found.values()]).map((one) => withStatus(one, now))
  const intents: Intent[] = []
  for (const one of applications) {
    const attempts = unsettledAttempts(one, now)
    if (attempts.length === 0) continue
    const events = await Promise.all(keysOf(one).map((key) => db.getAllFromIndex('events', 'application', key)))
    const parsed = events.flat().flatMap((event) => journalEvent.safeParse(event).data ?? [])
    intents.push(...parsed.filter((event) => 'body' in event).filter(({ attempt }) => attempts.includes(attempt)))
  }
  return { intents, isUnderWay: applications.some(isUnderWay) }
}

async function latest(
  store: Summaries,
  name: 'rejectedAt' | 'attention',
  range: IDBKeyRange | null,
  limit: number,
): Promise<StoredApplication[]> {
  const found: StoredApplication[] = []
  let cursor = await store.index(name).openCursor(range, 'prev')
  for (; cursor !== null && found.length < limit; cursor = await cursor.continue()) found.push(cursor.value)
  return found
}
