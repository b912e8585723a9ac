import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { openPostgres } from './postgres.ts'
import type { Arrival } from '../gate/attempts.ts'
import type { Database } from './database.ts'
import { openRecordIn, type TeamRecord } from './record.ts'
import { openSqlite } from './sqlite.ts'
import { findPostgres, startPostgres } from './test-postgres.ts'
import { answered, arrival, events, names, newFile, resolved } from './test-record.ts'

let server: Awaited<ReturnType<typeof startPostgres>> | undefined
beforeAll(async () => {
  if (findPostgres() !== undefined) server = await startPostgres()
})
afterAll(() => server?.remove())

const kinds = [
  { kind: 'SQLite', place: newFile, open: async (place: string): Promise<Database> => openSqlite(place) },
  { kind: 'PostgreSQL', place: () => server?.address ?? '', open: openPostgres },
]

describe.each(kinds)('the record in $kind', ({ kind, place, open }) => {
  const skipped = kind === 'PostgreSQL' && findPostgres() === undefined
  const opened: TeamRecord[] = []
  let environments = 0
  let now = 1_000_000
  afterEach(async () => {
    for (const record of opened.splice(0)) await record.close().catch(() => {})
  })

  /** Gates of a place of their own. */
  const gates = (where = place(), environment = `oms-${kind}-${(environments += 1)}:80`) => ({
    where,
    gate: async (days?: number, rooms = {}) => {
      const record = await openRecordIn(await open(where), { environment, days, ...rooms, now: () => now })
      opened.push(record)
      return record
    },
  })

  test.skipIf(skipped)('an id enters once, also when many gates see it at the same time', async () => {
    const { gate } = gates()
    const [one, other] = [await gate(), await gate()]
    const entered = await Promise.all(
      Array.from({ length: 20 }, (_one, index) => (index % 2 === 0 ? one : other).enter(arrival('twice'), true)),
    )
    expect(entered.filter(({ kind: how }) => how === 'first')).toHaveLength(1)
    expect(entered.filter(({ kind: how }) => how === 'repeated')).toHaveLength(19)
  })

  test.skipIf(skipped)(
    'what happened to an attempt is known to every gate, also after all of them have ended',
    async () => {
      const { gate } = gates()
      const first = await gate()
      await first.enter(arrival('one'), false)
      expect(await (await gate()).settle('one')).toEqual({ kind: 'on its way' })
      await first.end('one', answered)
      await first.close()
      const later = await gate()
      expect(later.memory).toBe(first.memory)
      expect(await later.settle('one')).toEqual(answered)
      expect(await later.enter(arrival('one'), false)).toEqual({
        kind: 'repeated',
        first: { call: 'apply', bodyHash: 'aa', caller: 'caller-1' },
        state: answered,
      })
    },
  )

  test.skipIf(skipped)('the first end of an attempt stays, in all its words', async () => {
    const record = await gates().gate()
    const end = { kind: 'gave up', failure: 'certificate', sent: false, why: 'CERT_HAS_EXPIRED' } as const
    await record.enter(arrival('one'), false)
    await record.end('one', end)
    await record.end('one', answered)
    expect(await record.settle('one')).toEqual(end)
    await record.enter(arrival('two'), true)
    await record.end('two', { ...answered, charset: 'gbk', body: Buffer.from([0, 255, 34]) })
    expect(await record.settle('two')).toEqual({ ...answered, charset: 'gbk', body: Buffer.from([0, 255, 34]) })
  })

  test.skipIf(skipped)('what a gate did not end in a minute is lost, by whichever clock', async () => {
    const { gate } = gates()
    const record = await gate()
    await record.enter(arrival('one'), false)
    now += 60_001
    expect(await record.settle('one')).toEqual({ kind: 'lost' })
    now -= 3_600_000
    expect(await record.settle('one')).toEqual({ kind: 'lost' })
  })

  test.skipIf(skipped)('an id that never came is closed by the question, for good', async () => {
    const { gate } = gates()
    const record = await gate()
    expect(await record.settle('never')).toEqual({ kind: 'closed' })
    expect(await record.settle('never', 'caller-2')).toEqual({ kind: 'closed' })
    await record.close()
    const later = await gate()
    expect(await later.enter(arrival('never'), true)).toEqual({
      kind: 'repeated',
      first: undefined,
      state: { kind: 'closed' },
    })
  })

  test.skipIf(skipped)(
    'tokens that OMS has not accepted have a room of their own, which a refused one leaves after two minutes',
    async () => {
      const { gate } = gates()
      const record = await gate(undefined, { unknown: 2 })
      const refused = { kind: 'answered', status: 401, body: Buffer.from('[]') } as const
      const enter = async (id: string, more: Partial<Arrival> = { unaccepted: true }) =>
        (await record.enter(arrival(id, more), true)).kind
      expect(await enter('refused')).toBe('first')
      await record.end('refused', refused)
      expect(await enter('lost')).toBe('first')
      expect(await enter('third')).toBe('full')
      expect(await enter('of a known token', {})).toBe('first')
      now += 119_000
      expect(await enter('third')).toBe('full')
      expect(await enter('refused')).toBe('repeated')
      expect(await record.settle('refused')).toEqual(refused)
      now += 2_000
      expect(await enter('third')).toBe('first')
      expect(await enter('fourth')).toBe('full')
      expect(await record.settle('refused')).toEqual({ kind: 'closed' })
      // What OMS may have done is remembered for good.
      now += 24 * 60 * 60_000
      expect(await enter('fourth')).toBe('first')
      expect([await enter('lost'), await enter('third')]).toEqual(['repeated', 'repeated'])
      expect(await record.settle('lost')).toEqual({ kind: 'lost' })
    },
  )

  test.skipIf(skipped)('what a clock that was days ahead has kept takes none of that room', async () => {
    const record = await gates().gate(undefined, { unknown: 1 })
    await record.enter(arrival('ahead', { unaccepted: true }), true)
    now -= 48 * 60 * 60_000
    expect(await record.enter(arrival('one', { unaccepted: true }), true)).toEqual({ kind: 'first' })
    expect(await record.enter(arrival('two', { unaccepted: true }), true)).toEqual({ kind: 'full' })
  })

  test.skipIf(skipped)('what such tokens close has a room, too: beyond it nothing is proven', async () => {
    const record = await gates().gate(undefined, { closed: 1 })
    expect(await record.settle('one', 'caller-2')).toEqual({ kind: 'closed' })
    expect(await record.settle('two', 'caller-2')).toEqual({ kind: 'lost' })
    expect(await record.settle('one', 'caller-2')).toEqual({ kind: 'closed' })
    expect(await record.enter(arrival('three', { unaccepted: true }), false)).toEqual({ kind: 'first' })
    expect(await record.settle('two')).toEqual({ kind: 'closed' })
    now += 24 * 60 * 60_000
    expect(await record.settle('four', 'caller-2')).toEqual({ kind: 'closed' })
    expect(await record.settle('one', 'caller-2')).toEqual({ kind: 'closed' })
  })

  test.skipIf(skipped)('the attempt of another caller is lost to one who may not ask', async () => {
    const record = await gates().gate()
    await record.enter(arrival('one'), false)
    expect(await record.settle('one', 'caller-2')).toEqual({ kind: 'lost' })
    expect(await record.settle('one', 'caller-1')).toEqual({ kind: 'on its way' })
  })

  test.skipIf(skipped).each([
    ['on its way', undefined, {}, 0, 'duplicate'],
    ['answered', answered, {}, 0, 'duplicate'],
    ['given up, perhaps sent', { kind: 'gave up', failure: 'cut', sent: 'maybe' }, {}, 0, 'duplicate'],
    ['given up, not sent', { kind: 'gave up', failure: 'refused', sent: false }, {}, 0, 'first'],
    ['refused', { ...answered, body: Buffer.from('{"apply":{"ret":1,"msg":"no"}}') }, {}, 0, 'first'],
    ['answered by an error, of which nobody knows', { ...answered, status: 500 }, {}, 0, 'duplicate'],
    ['answered by a redirect', { ...answered, status: 302 }, {}, 0, 'duplicate'],
    ['of another body', undefined, { bodyHash: 'bb' }, 0, 'first'],
    ['of another call', undefined, { call: 'check' }, 0, 'first'],
    ['of the same caller', undefined, { caller: 'caller-1' }, 0, 'first'],
    ['a minute ago', undefined, {}, 60_000, 'first'],
    ['by a clock that was an hour ahead', undefined, {}, -3_600_000, 'first'],
    ['by the clock of another gate, a little ahead', undefined, {}, -5_000, 'duplicate'],
  ] as const)('the same of another caller, %s: the second one is %s', async (_name, end, more, later, kindOfEntry) => {
    const record = await gates().gate()
    await record.enter(arrival('one', { by: 'alice' }), false)
    if (end !== undefined) await record.end('one', end)
    now += later
    const second = arrival('two', { caller: 'caller-2', ...more })
    const entered = await record.enter(second, false)
    expect(entered.kind).toBe(kindOfEntry)
    if (entered.kind !== 'duplicate') return
    expect(entered.other).toEqual({ by: 'alice', at: '2026-11-28T08:00:00.000Z' })
    expect(await record.enter(second, true)).toEqual({ kind: 'first' })
  })

  test.skipIf(skipped)('events are kept once by their names, in one order for all gates', async () => {
    const { gate } = gates()
    const [one, other] = [await gate(), await gate()]
    const batches = Array.from({ length: 10 }, (_one, batch) => [0, 1, 2].map((step) => resolved(`a-${batch + step}`)))
    await Promise.all(batches.map((batch, index) => (index % 2 === 0 ? one : other).append(batch)))
    const all = events(await one.read(0, 100))
    expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_one, index) => index + 1))
    expect(new Set(all.map(({ event }) => event.attempt)).size).toBe(12)
    expect(await other.read(0, 100)).toEqual(await one.read(0, 100))
    expect(await one.append([resolved('a-0')])).toEqual({ added: 0, last: 12 })
    expect(await one.append([])).toEqual({ added: 0, last: 12 })
  })

  test.skipIf(skipped)('a page begins after a place, and the newest are whole applications', async () => {
    const record = await gates().gate()
    await record.append([resolved('a'), resolved('b'), resolved('c')])
    await record.append([{ ...resolved('a'), kind: 'apply outcome', outcome: { kind: 'not sent', why: 'limited' } }])
    expect(names(await record.read(1, 2))).toEqual(['b', 'c'])
    expect(await record.read(4, 10)).toEqual({ events: [], last: 4 })
    expect(names(await record.newest(2))).toEqual(['a', 'c', 'a'])
    expect((await record.newest(2)).last).toBe(4)
  })

  test.skipIf(skipped)(
    'an empty page says that there is nothing up to its last place, whatever is appended meanwhile',
    async () => {
      const { where, gate } = gates()
      const other = await gate()
      const database = await open(where)
      let between: (() => Promise<unknown>) | undefined
      const read: Database['read'] = async (...question) => {
        const rows = await database.read(...question)
        await between?.()
        return rows
      }
      const environment = `oms-${kind}-${environments}:80`
      const record = await openRecordIn({ ...database, read }, { environment, now: () => now })
      opened.push(record)
      between = () => {
        between = undefined
        return other.append([resolved('a')])
      }
      const page = await record.read(0, 10)
      expect([page.events.length, page.last]).not.toEqual([0, 1])
      expect(await record.read(0, 10)).toMatchObject({ last: 1 })
    },
  )

  test.skipIf(skipped)('two environments of one database never mix', async () => {
    const { where, gate } = gates()
    const here = await gate()
    const there = await gates(where).gate()
    await here.append([resolved('a')])
    await here.enter(arrival('one'), false)
    expect((await there.read(0, 10)).events).toEqual([])
    expect(there.memory).not.toBe(here.memory)
    expect(await there.enter(arrival('one'), false)).toEqual({ kind: 'first' })
  })

  test.skipIf(skipped)('a browser that waits is told of what is appended, until it leaves', async () => {
    const record = await gates().gate()
    let told = 0
    const unsubscribe = record.subscribe(() => (told += 1))
    await record.append([resolved('a')])
    await expect.poll(() => told).toBe(1)
    unsubscribe()
    await record.append([resolved('b')])
    expect(told).toBe(1)
  })

  test.skipIf(skipped)(
    'what nothing has happened to for so many days is forgotten, but not that it arrived',
    async () => {
      const { gate } = gates()
      const record = await gate()
      await record.append([resolved('old'), resolved('kept')])
      await record.enter(arrival('one'), false)
      await record.end('one', answered)
      now += 2 * 24 * 60 * 60_000
      await record.append([
        { ...resolved('kept'), kind: 'apply outcome', outcome: { kind: 'not sent', why: 'limited' } },
      ])
      now += 12 * 60 * 60_000
      const later = await gate(1)
      expect(names(await later.read(0, 10))).toEqual(['kept', 'kept'])
      expect(await later.settle('one')).toEqual({ kind: 'lost' })
      expect(await later.append([resolved('new')])).toEqual({ added: 1, last: 4 })
    },
  )

  test.skipIf(skipped)('a gate that runs on forgets from day to day', async () => {
    const { gate } = gates()
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const record = await gate(1)
    await record.append([resolved('old')])
    now += 36 * 60 * 60_000
    await record.append([resolved('kept')])
    now += 12 * 60 * 60_000
    vi.advanceTimersByTime(24 * 60 * 60_000)
    vi.useRealTimers()
    await expect.poll(async () => names(await record.read(0, 10))).toEqual(['kept'])
  })

  test.skipIf(skipped)('a write that fails leaves nothing, and the next one works', async () => {
    const database = await open(place())
    const broken = database.write(async (run) => {
      await run("insert into memories (environment, memory, last) values ('broken', 'm', 0)")
      throw new Error('in between')
    })
    await expect(broken).rejects.toThrow('in between')
    expect(await database.read("select * from memories where environment = 'broken'")).toEqual([])
    await database.write((run) => run("insert into memories (environment, memory, last) values ('broken', 'm', 0)"))
    await database.write((run) => run("delete from memories where environment = 'broken'"))
    await database.close()
  })
})
