import type { Attempts } from '../gate/attempts.ts'
import type { JournalEvent } from '../../src/record/events.ts'

/** The team's record of one environment: events, immutable, each once by its name (`eventName`), in one order of places from 1 on. */
export type TeamRecord = Attempts & {
  readonly memory: string
  /** Appends those that are new, in this order, all or none. Resolves to how many were new, and to the last place of all. */
  append: (events: JournalEvent[]) => Promise<{ added: number; last: number }>
  /** At most `limit` events after place `after`, each as the JSON text of `{ seq, event }`, and the last place of all; where there is no event, nothing is left up to that place. */
  read: (after: number, limit: number) => Promise<Page>
  /** All events of the applications that something happened to latest, so many of them, in their order. */
  newest: (applications: number) => Promise<Page>
  /** All events of one application, in their order. */
  about: (application: string) => Promise<JournalEvent[]>
  /** Remembers for good that something is told. Resolves to whether it was not told before, by whichever gate. */
  tellOnce: (name: string) => Promise<boolean>
  /** Calls back whenever any gate has appended. Returns the way out. */
  subscribe: (listener: () => void) => () => void
  close: () => Promise<void>
}

export type Page = { events: string[]; last: number }
