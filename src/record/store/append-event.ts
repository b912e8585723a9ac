import type { Application } from '~/record/application'
import { journalEvent, type JournalEvent } from '~/record/events'
import { summaryOf } from '~/record/store/concerned'
import type { Write } from '~/record/store/schema'
import { toStored } from '~/record/stored-application'
import { withEvent } from '~/record/with-event'

/**
 * Writes an event with its place in the outbox, and adds it to its application. Resolves to whether its events are certainly in
 * order: it is about the latest attempt of its kind, and no OMS id joins its application with another one, or has joined it before.
 */
export async function append(transaction: Write, event: JournalEvent): Promise<boolean> {
  const before = await summaryOf(transaction, event.application)
  const seq = await transaction.objectStore('events').add(journalEvent.parse(event))
  const after = withEvent(before, event, seq)
  await transaction.objectStore('applications').put(toStored(after))
  await transaction.objectStore('outbox').put(seq, event.application)
  const hasSameId = before?.id === undefined || before.id === after.id
  return isAboutLatest(after, event) && hasSameId && (await isOnlyOne(transaction, after))
}

async function isOnlyOne(transaction: Write, { id }: Application): Promise<boolean> {
  return id === undefined || (await transaction.objectStore('applications').index('id').count(id)) === 1
}

function isAboutLatest({ key, rejection, approval, execution }: Application, { attempt }: JournalEvent): boolean {
  return [key, rejection?.attempt, approval?.attempt, execution?.attempt].includes(attempt)
}
