import { deleteDB, openDB } from 'idb'
import { expect, onTestFinished, test, vi } from 'vitest'
import { JournalError } from '~/record/store/database'
import { openJournal } from '~/record/store/store'
import { applied } from '~/test/events'

const name = 'backup-desk:test'

test('a journal of a newer version is left alone, and the error says so', async () => {
  const newer = await openDB(name, 99)
  newer.close()
  await expect(openJournal('test')).rejects.toEqual(expect.objectContaining({ reason: 'newer' }))
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
  expect(await journal.recordIntent(applied('a'), 'a')).toBeUndefined()
  expect((await journal.find('attempt-a'))?.events).toHaveLength(1)
})

test('a database that cannot be opened for a moment, as while site data are cleared, is not given up', async () => {
  const journal = await openJournal('test')
  await deleteDB(name)
  const fail = () => {
    throw new DOMException('being deleted', 'UnknownError')
  }
  vi.spyOn(indexedDB, 'open').mockImplementationOnce(fail).mockImplementationOnce(fail)
  await expect(journal.list(10)).rejects.toBeInstanceOf(JournalError)
  expect(await journal.recordIntent(applied('a'), 'a')).toBeUndefined()
  expect((await journal.list(10)).applications).toMatchObject([{ key: 'a' }])
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

test.each([
  ['missing', undefined],
  ['null', null],
  ['forbidden', { open: forbidden }],
])('where the storage is %s, the error says so', async (_name, storage) => {
  vi.stubGlobal('indexedDB', storage)
  onTestFinished(() => void vi.unstubAllGlobals())
  await expect(openJournal('test')).rejects.toEqual(expect.objectContaining({ reason: 'no storage' }))
})

test('a page that comes back from the memory of the browser reads all of it again, as it has heard nothing meanwhile', async () => {
  const journal = await openJournal('test')
  const heard = vi.fn<(keys: unknown) => void>()
  journal.subscribe(heard)
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }))
  expect(heard).not.toHaveBeenCalled()
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  expect(heard).toHaveBeenCalledWith('all')
})
