import { isUnderWay, withStatus } from '~/record/application'
import { journalEvent, type Intent } from '~/record/events'
import { unsettledAttempts } from '~/record/unsettled'
import { inOrder } from '~/record/store/in-order'
import { newestFirst } from '~/record/store/newest'
import type { Journal } from '~/record/store/store'

/** So many of the latest are looked through for what is not settled. */
const lookedAt = { applications: 50, rejections: 20 }

/**
 * The intents of unknown outcome among the latest applications and rejections of which the gate may know more, and whether any may
 * become unknown by time alone.
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
  const rejected = db.transaction('applications').store.index('rejectedAt')
  let cursor = await rejected.openCursor(null, 'prev')
  for (let count = 0; cursor !== null && count < lookedAt.rejections; count += 1) {
    found.set(cursor.value.key, cursor.value)
    cursor = await cursor.continue()
  }
  const applications = inOrder([...found.values()]).map((one) => withStatus(one, now))
  const intents: Intent[] = []
  for (const one of applications) {
    const attempts = unsettledAttempts(one, now)
    if (attempts.length === 0) continue
    const keys = [one.key, ...(one.also ?? [])]
    const events = await Promise.all(keys.map((key) => db.getAllFromIndex('events', 'application', key)))
    const parsed = events.flat().flatMap((event) => journalEvent.safeParse(event).data ?? [])
    intents.push(...parsed.filter((event) => 'body' in event).filter(({ attempt }) => attempts.includes(attempt)))
  }
  return { intents, isUnderWay: applications.some(isUnderWay) }
}
