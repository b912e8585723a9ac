import { deleteDB, openDB } from 'idb'
import { expect, onTestFinished, test, vi } from 'vitest'
import { applicationStatus } from '~/record/application'
import { JournalError } from '~/record/store/database'
import { heldLocks, underLock } from '~/record/store/locks'
import { holdLock, watchOrphans } from '~/record/store/orphans'
import { putEvents } from '~/record/store/put-events'
import { openJournal, type Journal } from '~/record/store/store'
import type { ApplyOutcome } from '~/oms/outcome'
import { accepted, applied, at, ended } from '~/test/events'

const name = 'backup-desk:test'

async function recordBoth(journal: Journal, key: string, outcome: ApplyOutcome): Promise<void> {
  await journal.recordIntent(applied(key), key)
  await journal.recordOutcome(applied(key), ended(key, outcome), key)
}

test('those that were made from an application are found from it, oldest first', async () => {
  const journal = await openJournal('test')
  for (const attempt of ['z', 'c', 'b']) {
    const follows = attempt === 'z' ? {} : { follows: { application: 'z', why: 'again' as const } }
    await journal.recordIntent({ ...applied(attempt), ...follows }, attempt)
  }
  expect((await journal.find('attempt-z'))?.followers.map(({ key }) => key)).toEqual(['c', 'b'])
})

test('a journal of a newer version is left alone, and the error says so', async () => {
  const newer = await openDB(name, 99)
  newer.close()
  await expect(openJournal('test')).rejects.toEqual(expect.objectContaining({ reason: 'newer' }))
})

test('without storage the error says so', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  await expect(openJournal('test')).rejects.toBeInstanceOf(JournalError)
})

test('an old tab lets go of the storage when a newer desk asks for it', async () => {
  const journal = await openJournal('test')
  const newer = await openDB(name, 99)
  await expect(journal.recordIntent(applied('a'), 'a')).rejects.toEqual(expect.objectContaining({ reason: 'newer' }))
  newer.close()
})

test('waits for an old tab that does not let go, and says so meanwhile', async () => {
  const old = await openDB(name, 1)
  const waiting = vi.fn<() => void>(() => old.close())
  await openJournal('test', waiting)
  expect(waiting).toHaveBeenCalledOnce()
})

test('a record that does not parse is counted and kept, the others are listed', async () => {
  const journal = await openJournal('test')
  await journal.recordIntent(applied('a'), 'a')
  await journal.recordIntent(applied('b'), 'b')
  const raw = await openDB(name)
  await raw.put('applications', { key: 'a', seq: 1, draft: 'nonsense' })
  await raw.put('applications', { key: 'c', seq: 0, draft: 'nonsense' })
  expect(await journal.list(10)).toMatchObject({ applications: [{ key: 'b' }], unreadable: 2 })
  expect(await raw.count('applications')).toBe(3)
  raw.close()
})

test('an outcome whose intent has been cleared away is recorded with it', async () => {
  const journal = await openJournal('test')
  await journal.recordIntent(applied('a'), 'a')
  await journal.clear()
  await journal.recordOutcome(applied('a'), ended('a', accepted('558')), 'a')
  expect((await journal.list(10)).applications).toMatchObject([{ key: 'a', id: '558' }])
})

test('a write during which the browser takes the database away is written to a new one', async () => {
  const journal = await openJournal('test')
  const add = Reflect.get(IDBObjectStore.prototype, 'add') as (this: IDBObjectStore, ...values: unknown[]) => IDBRequest
  vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(function addAndLose(
    this: IDBObjectStore,
    ...values
  ) {
    const request = add.apply(this, values)
    this.transaction.db.close()
    this.transaction.abort()
    return request
  })
  expect(await journal.recordIntent(applied('a'), 'a')).toEqual({ kind: 'recorded' })
  expect((await journal.find('attempt-a'))?.events).toHaveLength(1)
})

test('a database that can not be opened for a moment, as while site data are cleared, is not given up', async () => {
  const journal = await openJournal('test')
  await deleteDB(name)
  const fail = () => {
    throw new DOMException('being deleted', 'UnknownError')
  }
  vi.spyOn(indexedDB, 'open').mockImplementationOnce(fail).mockImplementationOnce(fail)
  await expect(journal.list(10)).rejects.toBeInstanceOf(JournalError)
  expect(await journal.recordIntent(applied('a'), 'a')).toEqual({ kind: 'recorded' })
  expect((await journal.list(10)).applications).toMatchObject([{ key: 'a' }])
})

test('an orphan becomes unknown, once, and only while it has no other end', async () => {
  const journal = await openJournal('test')
  await journal.recordIntent(applied('a'), 'a')
  await recordBoth(journal, 'b', accepted('558'))
  expect(await journal.underWay()).toEqual(['a'])
  await journal.recordOrphan('a')
  await journal.recordOrphan('a')
  await journal.recordOrphan('b')
  const { applications } = await journal.list(10)
  expect(applications.map((one) => applicationStatus(one, Date.parse(at)))).toEqual(['pending', 'unknown'])
  expect((await journal.find('attempt-a'))?.events).toHaveLength(2)
  expect(await journal.underWay()).toEqual([])
})

test('a claim holds until its lease has run out', async () => {
  const journal = await openJournal('test')
  await journal.recordIntent(applied('a'), 'claim')
  expect(await journal.recordIntent(applied('b'), 'claim')).toEqual({ kind: 'held', held: 'a' })
  expect(await journal.recordIntent({ ...applied('c'), at: '2026-11-23T10:01:00.001Z' }, 'claim')).toEqual({
    kind: 'recorded',
  })
})

test('a claim that a clock a day ahead has taken holds nobody up, nor does what it has sent when it is approved', async () => {
  const journal = await openJournal('test')
  const ahead = applied('a', { at: '2026-11-24T10:00:00.000Z', expires: '2026-11-24T10:01:00.000Z' })
  await journal.recordIntent(ahead, 'claim')
  const approval = { kind: 'approved', transaction: '2' } as const
  await journal.recordOutcome(ahead, ended('a', { ...accepted('558'), approval }, ahead.at), 'other claim')
  const again = { ...applied('b'), draft: ahead.draft }
  expect(await journal.recordIntent(again, 'claim')).toEqual({ kind: 'recorded' })
})

function forbidden(): never {
  throw new DOMException('denied', 'SecurityError')
}

test.each([
  ['missing', undefined],
  ['null', null],
  ['forbidden', forbidden],
])('where what tells the other tabs is %s, this tab still hears of what it writes', async (_name, channel) => {
  vi.stubGlobal('BroadcastChannel', channel)
  onTestFinished(() => void vi.unstubAllGlobals())
  const journal = await openJournal('test')
  const heard = vi.fn<(keys: unknown) => void>()
  journal.subscribe(heard)
  await journal.recordIntent(applied('a'), 'a')
  expect(heard).toHaveBeenCalledWith(['a'])
})

const denied = () => Promise.reject(new DOMException('denied', 'SecurityError'))

test.each([
  ['missing', undefined],
  ['null', null],
  ['forbidden', { request: denied, query: denied }],
])('where locks are %s the work is done without one, once, and its failure is its own', async (_name, locks) => {
  Object.defineProperty(navigator, 'locks', { value: locks, configurable: true })
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'locks'))
  const work = vi.fn<(isHeld: boolean) => Promise<string>>().mockResolvedValueOnce('done').mockRejectedValue('failed')
  expect(await underLock('a', work)).toBe('done')
  await expect(underLock('a', work)).rejects.toBe('failed')
  expect(work.mock.calls).toEqual([[true], [true]])
  expect((await heldLocks()).size).toBe(0)
  const journal = await openJournal('test')
  ;(await holdLock(journal, 'a'))()
  watchOrphans(journal)()
})

test('of two intents for the same thing the second is not written, however close they come', async () => {
  const [one, other] = [await openJournal('test'), await openJournal('test')]
  const results = await Promise.all([
    one.recordIntent(applied('a'), 'a'),
    other.recordIntent({ ...applied('b'), draft: applied('a').draft }, 'b'),
  ])
  expect(results).toMatchObject([{ kind: 'recorded' }, { kind: 'duplicates', others: [{ key: 'a' }] }])
  expect((await one.list(10)).applications).toHaveLength(1)
  expect(await one.underWay()).toEqual(['a'])
})

test('a possible duplicate is no obstacle for what the person wants sent anyway', async () => {
  const journal = await openJournal('test')
  await journal.recordIntent(applied('a'), 'a')
  const again = { ...applied('b'), draft: applied('a').draft }
  expect(await journal.recordIntent(again, 'b')).toMatchObject({ kind: 'duplicates' })
  expect(await journal.recordIntent(again, 'b', true)).toEqual({ kind: 'recorded' })
})

test('the newest id is the greatest, exact beyond 2^53, and that of before a place is known too', async () => {
  const journal = await openJournal('test')
  expect(await journal.newestId()).toBeUndefined()
  for (const id of ['9', '9007199254740993', '9007199254740992', '10']) {
    await recordBoth(journal, id, accepted(id))
  }
  await journal.recordIntent(applied('z'), 'z')
  expect(await journal.newestId()).toBe('9007199254740993')
  const second = (await journal.list(10)).applications.find(({ id }) => id === '9007199254740993')
  expect(await journal.newestId(second?.seq)).toBe('9')
})

test('pending ones are counted, and memos come latest first', async () => {
  const journal = await openJournal('test')
  for (const [index, id] of ['558', '559', '560'].entries()) {
    await recordBoth(journal, id, accepted(id))
    if (id === '560') continue
    const about = { application: id, attempt: `r${id}`, at: `2026-11-23T11:00:0${index}.000Z` }
    const reject = { ...about, kind: 'reject intent', body: '{}', memo: `memo ${id}`, expires: at } as const
    await journal.recordIntent(reject, `decide ${id}`)
    const outcome = id === '559' ? ({ kind: 'rejected' } as const) : ({ kind: 'not sent', why: 'refused' } as const)
    await journal.recordOutcome(reject, { ...about, kind: 'reject outcome', outcome }, `decide ${id}`)
  }
  expect(await journal.countPending()).toBe(2)
  expect(await journal.memos(10)).toEqual(['memo 559', 'memo 558'])
  expect(await journal.memos(1)).toEqual(['memo 559'])
})

test('what a person found out ends an unknown outcome', async () => {
  const journal = await openJournal('test')
  for (const key of ['a', 'b']) {
    await recordBoth(journal, key, { kind: 'unknown', why: 'connection' })
  }
  await journal.recordResolved({ kind: 'apply resolved', application: 'a', attempt: 'a', at, id: '560' })
  await journal.recordResolved({ kind: 'apply resolved', application: 'b', attempt: 'b', at })
  const { applications } = await journal.list(10)
  expect(applications.map((one) => [one.id, applicationStatus(one, Date.parse(at))])).toEqual([
    [undefined, 'not sent'],
    ['560', 'pending'],
  ])
})

test('the tables that nobody has stopped are read without the journal being named', async () => {
  // oxlint-disable-next-line typescript/unbound-method -- that they need no journal before the dot is what is tested
  const { recordBatch, unstoppedBatches } = await openJournal('test')
  const row = { line: 1, draft: applied('a').draft }
  await recordBatch({ id: 'b', at, rows: [row] })
  expect((await unstoppedBatches()).map(({ batch }) => batch.id)).toEqual(['b'])
})

test('a look at an import keeps no writer waiting for the disk', async () => {
  const journal = await openJournal('test')
  const modes: (string | undefined)[] = []
  // oxlint-disable-next-line typescript/unbound-method -- called with its own database below
  const begin = IDBDatabase.prototype.transaction
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function transaction(this: IDBDatabase, ...wanted) {
    modes.push(wanted[1])
    return begin.apply(this, wanted)
  })
  await journal.planImport([applied('a')])
  expect(modes).not.toContain('readwrite')
  expect((await journal.list(10)).applications).toEqual([])
})

test('taking out and forgetting tell how far they are, and leave nothing out', async () => {
  const journal = await openJournal('test')
  const keys = Array.from({ length: 2_001 }, (_none, index) => `app${index}`)
  const intents = keys.map((key, seq) => ({ seq, event: applied(key) }))
  await putEvents(await journal.database(), intents)
  const parts: number[] = []
  const events = await journal.exportEvents(keys, (part) => parts.push(part))
  expect(events.map(({ application }) => application)).toEqual(keys)
  expect(parts).toEqual([2_000 / 2_001])
  const [first] = keys
  expect(await journal.exportEvents([first ?? ''])).toHaveLength(1)
  const gone: number[] = []
  expect(await journal.forget(keys.slice(0, 150), (part) => gone.push(part))).toBe(150)
  expect(gone).toEqual([0, 100 / 150])
})
