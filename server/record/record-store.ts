import type { OmsSide } from '../gate/routes.ts'
import type { JournalEvent } from '../../src/record/events.ts'
import type { OmsFailureKind } from '../gate/gate.ts'

/** One press of a button, as it arrives at the gate. Nothing of its body is kept but the hash. */
export type Arrival = {
  /** The attempt's id, the request's `X-Request-Id`. */
  id: string
  call: NonNullable<OmsSide['once']>
  /** SHA-256 of the body as it came, in hex. */
  bodyHash: string
  /** Whose token it is: the first 16 hex digits of its SHA-256. */
  caller: string
  /** The name that the gate saw sign in with that token; unknown for a pasted one. */
  by?: string
  /** UTC, ISO 8601. */
  at: string
  /** OMS has not accepted the token yet: where room is short, such attempts have their own. */
  unaccepted?: true
}

/** What OMS answered, decoded, bounded and scrubbed; or why there is no answer. */
export type AttemptEnd =
  | { kind: 'answered'; status: number; charset?: string; body: Buffer }
  | { kind: 'gave up'; failure: OmsFailureKind; sent: false | 'maybe'; why?: string }

/**
 * What became of an attempt. `on its way`: OMS may still answer the gate. `lost`: the gate that sent it has ended before OMS answered, or this
 * store forgets. `closed`: it has never arrived, and is refused from now on.
 */
export type AttemptState = AttemptEnd | { kind: 'on its way' } | { kind: 'lost' } | { kind: 'closed' }

export type Entered =
  | { kind: 'first' }
  /** Nothing was kept of this arrival: another caller has sent the same a moment ago. */
  | { kind: 'duplicate'; other: Pick<Arrival, 'by' | 'at'> }
  /** `first` is what arrived under this id before; nothing under a closed one. */
  | { kind: 'repeated'; first: Pick<Arrival, 'call' | 'bodyHash' | 'caller'> | undefined; state: AttemptState }
  | { kind: 'full' }

/** Remembers attempts. Each function resolves when what it says is on disk, where there is one. */
export type Attempts = {
  /**
   * Which memory it is, for as long as nothing in it is forgotten: an attempt that was begun with this memory in mind and that it has
   * never seen was never sent. Missing where the gate forgets.
   */
  readonly memory?: string
  /** Lets an id in once. `sendAnyway`: the person has seen that another caller has sent the same. */
  enter: (arrival: Arrival, sendAnyway: boolean) => Promise<Entered>
  end: (id: string, end: AttemptEnd) => Promise<void>
  /** What became of an id; one that has never arrived is closed by asking. `caller`: only for an attempt of this caller; another one is `lost`. */
  settle: (id: string, caller?: string) => Promise<AttemptState>
}

/** The team's record of one environment: events, immutable, each once by its name (`eventName`), in one order of places from 1 on. */
export type Record = Attempts & {
  readonly memory: string
  /** Appends those that are new, in this order, all or none. Resolves to how many were new, and to the last place of all. */
  append: (events: JournalEvent[]) => Promise<{ added: number; last: number }>
  /** At most `limit` events after place `after`, each as the JSON text of `{ seq, event }`, and the last place of all. */
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
