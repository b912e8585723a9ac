import type { JournalEvent } from '~/record/events'
import { nextTask } from '~/record/transfer/in-slices'
import type { Journal } from '~/record/store/store'
import { addToRecord } from '~/team/record-wire'
import { sharing } from '~/team/team-record'

const applicationsAtOnce = 100
/** Of one request. */
const mostEvents = 500
const mostLength = 512 * 1024

/** Tells the team's record all that waits in the outbox. Throws like `readRecord`. */
export async function tellRecord(journal: Journal, signal: AbortSignal): Promise<void> {
  const shared = sharing(journal)
  for (;;) {
    const unshared = await shared.unshared(applicationsAtOnce)
    if (unshared.length === 0) return
    const refused = new Set<string>()
    for (const events of requests(unshared.flatMap((one) => one.events))) {
      for (const { application } of await addToRecord(journal.environment, events, signal)) refused.add(application)
    }
    await shared.markShared(unshared, refused)
    await nextTask()
  }
}

/** The events in their order, as many at a time as one request may have. */
function* requests(events: JournalEvent[]): Generator<JournalEvent[]> {
  let request: JournalEvent[] = []
  let length = 0
  for (const event of events) {
    const size = JSON.stringify(event).length
    if (request.length === mostEvents || (request.length > 0 && length + size > mostLength)) {
      yield request
      request = []
      length = 0
    }
    request.push(event)
    length += size
  }
  if (request.length > 0) yield request
}
