import type { Application } from '~/record/application'
import { withEvent } from '~/record/with-event'
import { writeTo } from '~/record/store/database'
import type { Database } from '~/record/store/schema'
import { toStored } from '~/record/stored-application'
import type { StoredEvent } from '~/record/transfer/import-plan'

/** Puts whole applications, each of their events at its place, in one transaction. What stands at these places is overwritten. */
export async function putEvents(db: Database, recorded: StoredEvent[]): Promise<void> {
  const summaries = new Map<string, Application>()
  for (const { seq, event } of recorded) {
    const before = summaries.get(event.application)
    summaries.set(event.application, withEvent(before, event, seq))
  }
  await writeTo(db, async (transaction) => {
    const [events, applications] = [transaction.objectStore('events'), transaction.objectStore('applications')]
    await Promise.all([
      ...recorded.map(({ seq, event }) => events.put(event, seq)),
      ...[...summaries.values()].map((summary) => applications.put(toStored(summary))),
    ])
  })
}
