import { performance } from 'node:perf_hooks'
import { judgeApply } from '../../src/oms/apply.ts'
import { judgeApprove, judgeReject } from '../../src/oms/decision.ts'
import { readAnswer, type Evidence } from '../../src/oms/evidence.ts'
import { judgeExecution } from '../../src/oms/execution.ts'
import type { OmsFailureKind } from './rules.ts'
import type { OmsSide } from './routes.ts'

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
  /** OMS has not accepted the token yet: such attempts have a small room of their own. */
  unaccepted?: true
}

/** What OMS answered, decoded, bounded and scrubbed; or why there is no answer. */
export type AttemptEnd =
  | { kind: 'answered'; status: number; charset?: string; body: Buffer }
  | { kind: 'gave up'; failure: OmsFailureKind | 'not remembered'; sent: false | 'maybe'; why?: string }

/**
 * What happened to an attempt. `on its way`: OMS may still answer the gate. `lost`: the gate that sent it has ended before OMS answered, or this
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
  /** What happened to an id; one that has never arrived is closed by asking. `caller`: only for an attempt of this caller; another one is `lost`, and so is what there is no room to close. */
  settle: (id: string, caller?: string) => Promise<AttemptState>
}

/** Longer than gate (40 s) and page (45 s) wait for an answer. */
export const rememberedMs = 120_000
/** Longer than the gate asks OMS, from the arrival of the attempt. */
export const underWayMs = 60_000
/** How long the same of another caller counts as a duplicate. */
export const duplicateMs = 60_000

/** What is kept of an id; nothing has arrived under a closed one. */
type Kept = { arrival?: Arrival; at: number; end?: AttemptEnd }

/**
 * Remembers attempts for two minutes, in this process alone. Tokens that OMS has not accepted yet have a small room of their
 * own, so that nobody fills that of the others. A full room lets nothing through; `bodies` is the most bytes of answers.
 */
export function memoryAttempts({
  known = 100_000,
  unknown = 1_000,
  closed = 1_000,
  bodies = 64 * 1024 * 1024,
  now = () => performance.now(),
} = {}): Attempts {
  const rooms = { known: new Map<string, Kept>(), unknown: new Map<string, Kept>(), closed: new Map<string, Kept>() }
  const capacity = { known, unknown, closed }
  let bytes = 0

  function find(id: string): Kept | undefined {
    for (const room of Object.values(rooms)) {
      for (const [old, { at, end }] of room) {
        if (now() - at <= rememberedMs) break
        bytes -= sizeOf(end)
        room.delete(old)
      }
    }
    return rooms.known.get(id) ?? rooms.unknown.get(id) ?? rooms.closed.get(id)
  }

  function stateOf({ arrival, at, end }: Kept): AttemptState {
    if (arrival === undefined) return { kind: 'closed' }
    return end ?? { kind: now() - at <= underWayMs ? 'on its way' : 'lost' }
  }

  function sameOfAnother({ call, bodyHash, caller }: Arrival): Arrival | undefined {
    return [...rooms.unknown.values(), ...rooms.known.values()].findLast(
      ({ arrival, at, end }) =>
        arrival?.bodyHash === bodyHash &&
        arrival.call === call &&
        arrival.caller !== caller &&
        now() - at <= duplicateMs &&
        mayHaveDone(call, end),
    )?.arrival
  }

  return {
    async enter(arrival, sendAnyway) {
      const seen = find(arrival.id)
      if (seen !== undefined) return { kind: 'repeated', first: seen.arrival, state: stateOf(seen) }
      const other = sendAnyway ? undefined : sameOfAnother(arrival)
      if (other !== undefined) return { kind: 'duplicate', other }
      const room = arrival.unaccepted === true ? 'unknown' : 'known'
      if (rooms[room].size >= capacity[room]) return { kind: 'full' }
      rooms[room].set(arrival.id, { arrival, at: now() })
      return { kind: 'first' }
    },
    async end(id, end) {
      const kept = find(id)
      if (kept === undefined) return
      const fits = bytes + sizeOf(end) <= bodies
      kept.end = fits ? end : { kind: 'gave up', failure: 'answer', sent: 'maybe', why: 'TOO_LARGE' }
      bytes += sizeOf(kept.end)
    },
    async settle(id, caller) {
      const seen = find(id)
      if (seen === undefined) {
        if (rooms.closed.size >= capacity.closed) return { kind: 'lost' }
        rooms.closed.set(id, { at: now() })
        return { kind: 'closed' }
      }
      const foreign = caller !== undefined && seen.arrival !== undefined && seen.arrival.caller !== caller
      return foreign ? { kind: 'lost' } : stateOf(seen)
    },
  }
}

/** As the page judges each call. Neither auto-approval nor the id of a transaction makes a refusal. */
const judges: Record<Arrival['call'], (evidence: Evidence) => { kind: string }> = {
  apply: (evidence) => judgeApply(evidence, false),
  reject: judgeReject,
  check: judgeApprove,
  start: (evidence) => judgeExecution(evidence, 'start', ''),
  resume: (evidence) => judgeExecution(evidence, 'resume', ''),
}

/** Whether an attempt has done what it asks for, or may do so yet: of what OMS answers only a refusal says no. */
export function mayHaveDone(call: Arrival['call'], end: AttemptEnd | undefined): boolean {
  if (end === undefined) return true
  if (end.kind === 'gave up') return end.sent === 'maybe'
  return judges[call](readAnswer(end.status, end.body, { type: null, token: undefined })).kind !== 'refused'
}

function sizeOf(end: AttemptEnd | undefined): number {
  return end?.kind === 'answered' ? end.body.length : 0
}
