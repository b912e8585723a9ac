import { openDB } from 'idb'
import { expect, test, vi } from 'vitest'
import { putEvents } from '~/record/store/put-events'
import { openJournal, type Journal } from '~/record/store/store'
import type { ApplyOutcome } from '~/oms/outcome'
import { accepted, applied, at, ended } from '~/test/events'

const name = 'backup-desk:test'

async function recordBoth(journal: Journal, key: string, outcome: ApplyOutcome): Promise<void> {
  await journal.recordIntent(applied(key), key)
  await journal.recordOutcome(applied(key), ended(key, outcome))
}

test('those that were made from an application are found from it, oldest first', async () => {
  const journal = await openJournal('test')
  for (const attempt of ['z', 'c', 'b']) {
    const follows = attempt === 'z' ? {} : { follows: { application: 'z', why: 'again' as const } }
    await journal.recordIntent({ ...applied(attempt), ...follows }, attempt)
  }
  expect((await journal.find('attempt-z'))?.followers.map(({ key }) => key)).toEqual(['c', 'b'])
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
    await journal.recordOutcome(reject, { ...about, kind: 'reject outcome', outcome })
  }
  expect(await journal.countPending()).toBe(2)
  expect(await journal.memos(10)).toEqual(['memo 559', 'memo 558'])
  expect(await journal.memos(1)).toEqual(['memo 559'])
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
