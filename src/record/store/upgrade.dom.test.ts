import { openDB } from 'idb'
import { expect, test } from 'vitest'
import { fill } from '~/demo/fill'
import { memoryDb } from '~/mocks/memory-db'
import { limits } from '~/record/limits'
import { openJournal, type Journal } from '~/record/store/store'

const usual = limits.parse({})
const start = Date.parse('2026-11-24T09:00:00Z')

/** Opens a journal as a desk of that version has left it, with the same in it as in `today`. */
async function openOld(version: 4 | 5 | 6, today: Journal): Promise<Journal> {
  const db = await today.database()
  const old = await openDB('backup-desk:old', version, {
    upgrade: (written) => {
      written.createObjectStore('events', { autoIncrement: true }).createIndex('application', 'application')
      written.createObjectStore('claims')
      written.createObjectStore('batches', { keyPath: 'id' })
      const applications = written.createObjectStore('applications', { keyPath: 'key' })
      applications.createIndex('seq', 'seq')
      applications.createIndex('id', 'id')
      applications.createIndex('follows', 'follows.application')
      applications.createIndex('batch', ['batch.id', 'batch.row'])
      applications.createIndex('pending', 'order.pending')
      applications.createIndex('open', 'order.open')
      applications.createIndex('byId', 'order.id')
      applications.createIndex('sentAt', 'sentAt')
      applications.createIndex('rejectedAt', 'rejection.sentAt')
      if (version === 4) return
      applications.createIndex('also', 'also', { multiEntry: true })
      written.createObjectStore('outbox').createIndex('place', '')
      written.createObjectStore('position')
      if (version === 6) applications.createIndex('attention', 'order.attention')
    },
  })
  const [places, events, applications] = await Promise.all([
    db.getAllKeys('events'),
    db.getAll('events'),
    db.getAll('applications'),
  ])
  const write = old.transaction(['events', 'applications'], 'readwrite')
  events.forEach((event, index) => void write.objectStore('events').put(event, places[index]))
  for (const { order, ...application } of applications) {
    const { attention: _attention, ...before } = order
    void write.objectStore('applications').put({ ...application, order: version === 6 ? order : before })
  }
  await write.done
  old.close()
  return openJournal('old')
}

test.each([4, 5, 6] as const)(
  'a record of version %d is one of today once it is opened, and nothing is lost',
  async (version) => {
    const today = await openJournal('test')
    await fill(memoryDb(), await today.database(), { count: 1_100, now: start })
    const opened = await openOld(version, today)
    expect(await opened.countAttention(usual, start)).toEqual(await today.countAttention(usual, start))
    const [db, before] = [await opened.database(), await today.database()]
    for (const store of ['events', 'applications'] as const)
      expect(await db.getAll(store)).toEqual(await before.getAll(store))
    expect([...db.objectStoreNames]).toEqual([...before.objectStoreNames])
    const indexes = (one: typeof db) => [...one.transaction('applications').store.indexNames]
    expect(indexes(db)).toEqual(indexes(before))
    // What an older record has not sent to the team's record yet waits for that.
    expect(await db.count('outbox')).toBe(version === 4 ? 1_100 : 0)
  },
)

test.each([
  [5_000, []],
  [5_001, ['upgrade']],
])('an old record of %d applications says what takes so long: %j', async (count, said) => {
  const old = await openDB('backup-desk:old', 5, {
    upgrade: (written) =>
      void written.createObjectStore('applications', { keyPath: 'key' }).createIndex('sentAt', 'sentAt'),
  })
  const write = old.transaction('applications', 'readwrite')
  for (let key = 0; key < count; key += 1) void write.store.put({ key: String(key) })
  await write.done
  old.close()
  const waiting: string[] = []
  await openJournal('old', (why) => waiting.push(why))
  expect(waiting).toEqual(said)
})

test('an old record that makes no sense stays as it is', async () => {
  const nonsense = { key: 'z', seq: 1, draft: 'nonsense', order: {} }
  const old = await openDB('backup-desk:old', 5, {
    upgrade: (written) => {
      written.createObjectStore('applications', { keyPath: 'key' }).createIndex('sentAt', 'sentAt')
      written.createObjectStore('events')
    },
  })
  await old.put('applications', nonsense)
  old.close()
  const opened = await openJournal('old')
  expect(await (await opened.database()).getAll('applications')).toEqual([nonsense])
  expect((await opened.countAttention(usual, start)).count).toBe(0)
})
