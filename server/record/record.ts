import { randomUUID } from 'node:crypto'
import { eventName, type JournalEvent } from '../../src/record/events.ts'
import {
  duplicateMs,
  mayHaveDone,
  rememberedMs,
  underWayMs,
  type Arrival,
  type AttemptEnd,
  type Attempts,
  type AttemptState,
} from '../gate/attempts.ts'
import type { Database, Row, Run } from './database.ts'

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

const dayMs = 24 * 60 * 60_000

type Options = {
  environment: string
  /** What is older is forgotten: events by application, and what OMS answered. That an attempt has arrived is not. */
  days?: number | undefined
  /** How many attempts a day are kept of tokens that OMS has not accepted. */
  unknown?: number
  /** How many ids a day such tokens may close. */
  closed?: number
  now?: () => number
}

/** The record of one environment in a database. A time ahead of now, of a clock that was wrong, counts as one as long ago. */
export async function openRecordIn(
  database: Database,
  { environment, days, unknown = 1_000, closed = 1_000, now = Date.now }: Options,
): Promise<TeamRecord> {
  const memory = await database.write(async (run) => {
    await run(
      'insert into memories (environment, memory, last) values ($1, $2, 0) on conflict (environment) do nothing',
      [environment, randomUUID()],
    )
    if (days !== undefined) await forget(run, environment, now() - days * dayMs)
    const [row] = await run('select memory from memories where environment = $1', [environment])
    return String(row?.memory)
  })

  const forgetting =
    days === undefined
      ? undefined
      : setInterval(() => {
          // A database that is away now is asked again tomorrow.
          database.write((run) => forget(run, environment, now() - days * dayMs)).catch(() => {})
        }, dayMs).unref()

  const find = async (run: Run, id: string) =>
    (await run('select * from attempts where environment = $1 and id = $2', [environment, id]))[0]

  const capacity = { unknown, closed }
  /** Whether such tokens have taken all of this room. An attempt that OMS has refused with a 401 has done nothing, and leaves it soon. */
  const isFull = async (run: Run, room: keyof typeof capacity) => {
    await run(
      'delete from attempts where environment = $1 and room = $2 and (at_ms < $3 or at_ms > $4) and status = 401',
      [environment, room, now() - rememberedMs, now() + rememberedMs],
    )
    const [taken] = await run(
      'select count(*) as count from attempts where environment = $1 and room = $2 and at_ms > $3 and at_ms < $4',
      [environment, room, now() - dayMs, now() + dayMs],
    )
    return Number(taken?.count) >= capacity[room]
  }

  const sameOfAnother = async (run: Run, { call, bodyHash, caller }: Arrival) => {
    const rows = await run(
      'select * from attempts where environment = $1 and body_hash = $2 and call = $3 and caller <> $4 and at_ms > $5 and at_ms < $6 order by at_ms desc',
      [environment, bodyHash, call, caller, now() - duplicateMs, now() + duplicateMs],
    )
    return rows.find((row) => mayHaveDone(call, endOf(row)))
  }

  const lastOf = async (run: Run) =>
    Number((await run('select last from memories where environment = $1', [environment]))[0]?.last ?? 0)

  const page = (rows: Row[], last: number): Page => ({
    events: rows.map(({ seq, event }) => `{"seq":${Number(seq)},"event":${String(event)}}`),
    last,
  })

  return {
    memory,

    enter: (arrival, sendAnyway) =>
      database.write(async (run) => {
        const { id, call, bodyHash, caller, by = null, at } = arrival
        const room = arrival.unaccepted === true ? 'unknown' : null
        const seen = await find(run, id)
        if (seen !== undefined) return { kind: 'repeated', first: arrivalOf(seen), state: stateOf(seen, now()) }
        const other = sendAnyway ? undefined : await sameOfAnother(run, arrival)
        if (other !== undefined) {
          const { person } = other
          return { kind: 'duplicate', other: { at: String(other.at), ...(person != null && { by: String(person) }) } }
        }
        if (room !== null && (await isFull(run, room))) return { kind: 'full' }
        await run(
          'insert into attempts (environment, id, call, body_hash, caller, person, at, at_ms, room) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
          [environment, id, call, bodyHash, caller, by, at, now(), room],
        )
        return { kind: 'first' }
      }),

    end: (id, end) =>
      database.write(async (run) => {
        const answered = end.kind === 'answered'
        await run(
          'update attempts set ended = $3, status = $4, charset = $5, body = $6, failure = $7, sent = $8, why = $9 where environment = $1 and id = $2 and ended is null',
          answered
            ? [environment, id, end.kind, end.status, end.charset ?? null, end.body, null, null, null]
            : [environment, id, end.kind, null, null, null, end.failure, String(end.sent), end.why ?? null],
        )
      }),

    settle: (id, caller) =>
      database.write(async (run) => {
        const seen = await find(run, id)
        if (seen === undefined) {
          // A token that OMS has accepted asks for every caller.
          const room = caller === undefined ? null : 'closed'
          if (room !== null && (await isFull(run, room))) return { kind: 'lost' }
          await run(
            "insert into attempts (environment, id, at, at_ms, ended, room) values ($1, $2, $3, $4, 'closed', $5)",
            [environment, id, new Date(now()).toISOString(), now(), room],
          )
          return { kind: 'closed' }
        }
        const isForeign = caller !== undefined && seen.caller !== null && seen.caller !== caller
        return isForeign ? { kind: 'lost' } : stateOf(seen, now())
      }),

    append: async (events) => {
      const byName = new Map<string, (typeof events)[number]>()
      for (const event of events) if (!byName.has(eventName(event))) byName.set(eventName(event), event)
      const appended = await database.write(async (run) => {
        const before = await lastOf(run)
        if (byName.size === 0) return { added: 0, last: before }
        const names = [...byName.keys()]
        const known = await run(
          `select name from events where environment = $1 and name in ${placeholders(names, 2)}`,
          [environment, ...names],
        )
        for (const { name } of known) byName.delete(String(name))
        if (byName.size === 0) return { added: 0, last: before }
        const rows = [...byName].map(([name, event], index) => {
          return [environment, before + index + 1, name, event.application, now(), JSON.stringify(event)]
        })
        const places = rows.map((row, index) => placeholders(row, index * row.length + 1))
        await run(
          `insert into events (environment, seq, name, application, kept_ms, event) values ${places.join(', ')}`,
          rows.flat(),
        )
        const last = before + rows.length
        await run('update memories set last = $2 where environment = $1', [environment, last])
        return { added: rows.length, last }
      })
      if (appended.added > 0) await database.announce(environment)
      return appended
    },

    read: async (after, limit) => {
      // Before the events: an empty page would else deny what is appended in between.
      const last = await lastOf(database.read)
      const rows = await database.read(
        'select seq, event from events where environment = $1 and seq > $2 order by seq limit $3',
        [environment, after, limit],
      )
      return page(rows, last)
    },

    newest: async (applications) => {
      const last = await lastOf(database.read)
      const latest = await database.read(
        'select application from (select application, seq from events where environment = $1 order by seq desc limit $2) as latest group by application order by max(seq) desc limit $3',
        [environment, applications * 10, applications],
      )
      const keys = latest.map(({ application }) => String(application))
      if (keys.length === 0) return page([], last)
      // To give them in order, SQLite would walk over all events.
      const rows = await database.read(
        `select seq, event from events where environment = $1 and application in ${placeholders(keys, 2)}`,
        [environment, ...keys],
      )
      return page(
        rows.toSorted((one, other) => Number(one.seq) - Number(other.seq)),
        last,
      )
    },

    about: async (application) => {
      const rows = await database.read(
        'select event from events where environment = $1 and application = $2 order by seq',
        [environment, application],
      )
      return rows.map(({ event }) => JSON.parse(String(event)) as JournalEvent) // as it was appended
    },

    tellOnce: (name) =>
      database.write(async (run) => {
        const told = await run(
          'insert into told (environment, name) values ($1, $2) on conflict (environment, name) do nothing returning name',
          [environment, name],
        )
        return told.length > 0
      }),

    subscribe: (listener) =>
      database.subscribe((announced = environment) => {
        if (announced === environment) listener()
      }),
    close: () => {
      clearInterval(forgetting)
      return database.close()
    },
  }
}

/** `($2, $3, $4)` for three values, of which the first one is the second of all. */
function placeholders(values: readonly unknown[], first: number): string {
  return `(${values.map((_value, index) => `$${first + index}`).join(', ')})`
}

async function forget(run: Run, environment: string, before: number): Promise<void> {
  await run(
    'delete from events where environment = $1 and application in (select application from events where environment = $1 group by application having max(kept_ms) < $2)',
    [environment, before],
  )
  await run(
    "update attempts set ended = 'forgotten', body = null where environment = $1 and at_ms < $2 and ended = 'answered'",
    [environment, before],
  )
}

function arrivalOf({
  call,
  body_hash: bodyHash,
  caller,
}: Row): Pick<Arrival, 'call' | 'bodyHash' | 'caller'> | undefined {
  if (call === null) return undefined
  return { call: String(call) as Arrival['call'], bodyHash: String(bodyHash), caller: String(caller) } // as it was written
}

function endOf({ ended, status, charset, body, failure, sent, why }: Row): AttemptEnd | undefined {
  if (ended === 'answered') {
    return {
      kind: 'answered',
      status: Number(status),
      ...(charset != null && { charset: String(charset) }),
      body: body instanceof Uint8Array ? Buffer.from(body) : Buffer.alloc(0),
    }
  }
  if (ended !== 'gave up') return undefined
  return {
    kind: 'gave up',
    failure: String(failure) as Extract<AttemptEnd, { kind: 'gave up' }>['failure'], // as it was written
    sent: sent === 'false' ? false : 'maybe',
    ...(why != null && { why: String(why) }),
  }
}

function stateOf(row: Row, now: number): AttemptState {
  if (row.ended === 'closed') return { kind: 'closed' }
  if (row.ended === null) return { kind: Math.abs(now - Number(row.at_ms)) <= underWayMs ? 'on its way' : 'lost' }
  return endOf(row) ?? { kind: 'lost' }
}
