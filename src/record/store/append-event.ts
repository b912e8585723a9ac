import type { Application } from '~/record/application'
import { journalEvent, type JournalEvent } from '~/record/events'
import { summaryOf } from '~/record/store/concerned'
import type { Write } from '~/record/store/schema'
import { toStored } from '~/record/stored-application'
import { withEvent } from '~/record/with-event'
import type { AttemptId } from '~/oms/ids'

/**
 * Writes an event with its place in the outbox, and adds it to its application. Resolves to the application's key where
 * something of another person has come in between, its OMS id has changed, or another one has it.
 */
export async function append(transaction: Write, event: JournalEvent): Promise<AttemptId | undefined> {
  const before = await summaryOf(transaction, event.application)
  const seq = await transaction.objectStore('events').add(journalEvent.parse(event))
  const after = withEvent(before, event, seq)
  await transaction.objectStore('applications').put(toStored(after))
  await transaction.objectStore('outbox').put(seq, event.application)
  const hasNewId = before?.id !== undefined && before.id !== after.id
  return isAboutLatest(after, event) && !hasNewId && (await isOnlyOne(transaction, after)) ? undefined : after.key
}

async function isOnlyOne(transaction: Write, { id }: Application): Promise<boolean> {
  return id === undefined || (await transaction.objectStore('applications').index('id').count(id)) === 1
}

/** Whether it is about the latest attempt of its kind. */
function isAboutLatest({ rejection, approval, execution }: Application, { kind, attempt }: JournalEvent): boolean {
  if (kind.startsWith('reject ')) return rejection?.attempt === attempt
  if (/^(?:start|resume) /.test(kind)) return execution?.attempt === attempt
  return !kind.startsWith('approve ') || approval?.attempt === attempt
}
