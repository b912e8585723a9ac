import { listIndexOf } from '~/record/react/list-index'
import type { ListEntry } from '~/record/list-entry'
import type { JournalEvent } from '~/record/events'
import { openJournal, type Journal } from '~/record/store/store'
import { accepted, applied as appliedAt, ended } from '~/test/events'

export const at = '2026-01-05T10:00:00.000Z'
export const applied = (key: string) => appliedAt(key, { at, expires: at })
export const pending = (key: string, id: string) => [applied(key), ended(key, accepted(id))]
export const approved = (key: string, id: string) => [
  applied(key),
  ended(key, { ...accepted(id), approval: { kind: 'approved', transaction: '260' } }),
]
export const refused = (key: string) => [
  applied(key),
  ended(key, { kind: 'refused', reason: 'request', messages: ['no'] }),
]

export async function all(journal: Journal): Promise<readonly ListEntry[]> {
  const { refresh, snapshot } = listIndexOf(journal)
  await refresh()
  const list = snapshot()
  return typeof list === 'string' ? [] : list.entries
}

/** What the list tells of these events, which the browser has kept before its page is opened. */
export async function recorded(...events: JournalEvent[]): Promise<readonly ListEntry[]> {
  const journal = await openJournal('test')
  await journal.importEvents(events)
  return all(journal)
}
