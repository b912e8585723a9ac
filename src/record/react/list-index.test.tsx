import { act, screen } from '@testing-library/react'
import { deleteDB } from 'idb'
import { expect, onTestFinished, test, vi } from 'vitest'
import { withStatus, type Application } from '~/record/application'
import { listIndexOf, type ListSnapshot } from '~/record/react/list-index'
import { useLatest, useListSnapshot } from '~/record/react/use-list'
import { toStored } from '~/record/stored-application'
import { openJournal, type Journal } from '~/record/store/store'
import { accepted, applied, at, detailOf, ended, expires } from '~/test/events'
import { renderDesk } from '~/test/render'

const lost = { kind: 'unknown', why: 'deadline' } as const

/** Application number `seq`; a person has found the ids of the first ten, of the others OMS has refused each. */
function numbered(seq: number): Application {
  const { draft } = applied(`t${seq}`)
  const id = String(1000 + seq)
  const rest = { key: `key-${seq}`, seq, draft, body: '{}', sentAt: at, expires: at }
  return seq <= 10
    ? { ...rest, id, outcome: lost }
    : { ...rest, outcome: { kind: 'refused', reason: 'request', messages: [`no table t${seq}`] } }
}

async function filled(count: number, place = (seq: number) => seq): Promise<Journal> {
  const journal = await openJournal('test')
  const transaction = (await journal.database()).transaction('applications', 'readwrite')
  await Promise.all(
    Array.from({ length: count }, (_none, index) =>
      transaction.store.put(toStored({ ...numbered(index + 1), seq: place(index + 1) })),
    ),
  )
  await transaction.done
  return journal
}

const keys = ({ entries }: ListSnapshot) => entries.map(({ key }) => key)
const downFrom = (first: number, last = 1) =>
  Array.from({ length: first - last + 1 }, (_none, index) => `key-${first - index}`)

/** What the index shows now. */
function shown(journal: Journal): ListSnapshot {
  const list = listIndexOf(journal).snapshot()
  if (typeof list === 'string') throw new Error(list)
  return list
}

async function refreshed(journal: Journal): Promise<ListSnapshot> {
  await listIndexOf(journal).refresh()
  return shown(journal)
}

async function complete(journal: Journal): Promise<ListSnapshot> {
  return vi.waitFor(
    async () => {
      const list = await refreshed(journal)
      expect(list.soFar).toBeUndefined()
      return list
    },
    { timeout: 10_000 },
  )
}

test('a short journal is there at once, newest first', async () => {
  const journal = await filled(3)
  const contents = await refreshed(journal)
  expect(contents).toMatchObject({ unreadable: 0, soFar: undefined })
  expect(keys(contents)).toEqual(downFrom(3))
})

test('of a long one the newest come first, with the oldest pending ones by their ids, and then all', async () => {
  const journal = await filled(1200)
  const begin = await refreshed(journal)
  expect(keys(begin)).toEqual([...downFrom(1200, 1171), ...downFrom(10)])
  expect(begin.soFar).toEqual({ total: 1200, seq: 1171, pendingUpTo: '1010' })
  const seen: ListSnapshot[] = []
  listIndexOf(journal).subscribe(() => seen.push(shown(journal)))
  expect(keys(await complete(journal))).toEqual(downFrom(1200))
  // Whatever is shown meanwhile is in order, without gaps among the newest, and has the pending ones.
  for (const contents of seen) {
    const isComplete = contents.soFar === undefined
    const upTo = 1200 - contents.entries.length + (isComplete ? 1 : 11)
    expect(keys(contents)).toEqual(isComplete ? downFrom(1200) : [...downFrom(1200, upTo), ...downFrom(10)])
  }
})

test('a page shows what is written while it stands there', async () => {
  function Page() {
    const list = useListSnapshot()
    return typeof list === 'string' ? list : `${list.entries.length} applications`
  }
  const { journal } = await renderDesk(<Page />)
  expect(await screen.findByText('0 applications')).toBeVisible()
  await journal.recordIntent(applied('new'), 'claim')
  expect(await screen.findByText('1 applications')).toBeVisible()
})

test('a storage that cannot be read is asked again', async () => {
  const journal = await filled(1)
  const database = vi.fn<Journal['database']>(journal.database).mockRejectedValueOnce(new Error('gone'))
  const { refresh, snapshot } = listIndexOf({ ...journal, database })
  await vi.waitFor(() => expect(snapshot()).toBe('failed'))
  const again = refresh()
  expect(snapshot()).toBe('loading')
  await again
  expect(snapshot()).toMatchObject({ entries: [{ key: 'key-1' }], soFar: undefined })
})

test('a change that could not be read is read again by itself', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const journal = await filled(2)
  const database = vi.fn<Journal['database']>(journal.database)
  const { refresh, snapshot, subscribe } = listIndexOf({ ...journal, database })
  onTestFinished(subscribe(() => {}))
  await refresh()
  database.mockRejectedValueOnce(new Error('gone'))
  await journal.forget(['key-1'])
  await vi.waitFor(async () => {
    await vi.advanceTimersByTimeAsync(5_000)
    expect(snapshot()).toMatchObject({ entries: [{ key: 'key-2' }] })
  })
})

test('a long list of which a part can never be read is not read without a pause', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const journal = await filled(1200)
  const db = await journal.database()
  let failures = 0
  const damaged = new Proxy(db, {
    get: (target, name: keyof typeof db) => {
      if (name !== 'getAllFromIndex')
        return typeof target[name] === 'function' ? target[name].bind(target) : target[name]
      return async (store: 'applications', index: 'seq' | 'pending', query: IDBKeyRange | null, count?: number) => {
        if (index === 'seq' && Number(query?.upper) < 1200) {
          failures += 1
          throw new DOMException('Internal error', 'UnknownError')
        }
        return target.getAllFromIndex(store, index, query, count)
      }
    },
  })
  onTestFinished(listIndexOf({ ...journal, database: () => Promise.resolve(damaged) }).subscribe(() => {}))
  for (const tries of [1, 2, 3]) {
    await vi.waitFor(() => expect(failures).toBe(tries), { timeout: 3_000 })
    await vi.advanceTimersByTimeAsync(5_000)
  }
})

test('what the browser has taken away with its storage is gone with the next change', async () => {
  const journal = await filled(2)
  expect(keys(await complete(journal))).toEqual(downFrom(2))
  await deleteDB(journal.name)
  await journal.recordIntent(applied('new'), 'claim')
  expect(keys(await complete(journal))).toEqual(['new'])
})

test('places far apart, as many events or a clearing leave them, make no difference', async () => {
  const journal = await filled(300, (seq) => seq * 97 + (seq > 150 ? 100_000 : 0))
  expect(keys(await complete(journal))).toEqual(downFrom(300))
  const { applications } = await journal.list(20)
  expect(applications.map(({ key }) => key)).toEqual(downFrom(300, 281))
})

test('the latest are as many as are asked for, or all', async () => {
  const journal = await filled(100)
  expect((await journal.list(20)).applications.map(({ key }) => key)).toEqual(downFrom(100, 81))
  expect((await journal.list(200)).applications.map(({ key }) => key)).toEqual(downFrom(100))
})

test('what is written, changed and forgotten while it reads is right at the end', async () => {
  const journal = await filled(800)
  await refreshed(journal)
  await journal.recordIntent(applied('new'), 'claim')
  const db = await journal.database()
  await db.put('applications', toStored({ ...numbered(900), key: 'new', seq: 900 }))
  await db.put('applications', toStored({ ...numbered(700), outcome: lost }))
  await journal.recordResolved({ kind: 'apply resolved', application: 'key-700', attempt: 'a', at, id: '5000' })
  const contents = await complete(journal)
  expect(contents.entries).toHaveLength(801)
  expect(keys(contents)[0]).toBe('new')
  expect(contents.entries.find(({ key }) => key === 'key-700')).toMatchObject({ id: '5000', status: 'pending' })
  await journal.forget(['key-400'])
  expect(keys(await complete(journal))).not.toContain('key-400')
  expect((await complete(journal)).entries).toHaveLength(800)
})

test('what another tab clears while a short journal is counted and read is neither counted nor called unreadable', async () => {
  const journal = await filled(2)
  const db = await journal.database()
  const countsFirst = new Proxy(db, {
    get: (target, name: keyof typeof db) => {
      if (name !== 'count') return typeof target[name] === 'function' ? target[name].bind(target) : target[name]
      return async (store: 'applications') => {
        const count = await target.count(store)
        await target.delete(store, 'key-1')
        return count
      }
    },
  })
  const list = listIndexOf({ ...journal, database: () => Promise.resolve(countsFirst) })
  await list.refresh()
  expect(list.snapshot()).toMatchObject({ entries: [{ key: 'key-2' }], unreadable: 0 })
})

test('a record that makes no sense is counted', async () => {
  const journal = await filled(300)
  const transaction = (await journal.database()).transaction('applications', 'readwrite')
  // What a damaged or foreign record looks like.
  await transaction.store.put({ key: 'nonsense', seq: 150, draft: 'x' } as never)
  await transaction.done
  expect(await complete(journal)).toMatchObject({ entries: { length: 300 }, unreadable: 1 })
})

test('what is taken over from a record without a word before its end is neither shown nor called unreadable', async () => {
  const journal = await filled(3)
  await complete(journal)
  await (await journal.database()).put('applications', toStored(numbered(4)))
  await journal.recordResolved({ kind: 'apply resolved', application: 'key-1', attempt: 'a', at, id: '5000' })
  expect(await refreshed(journal)).toMatchObject({ entries: { length: 3 }, unreadable: 0 })
})

test('a record that makes no sense any more is counted as soon as that is told, and no longer in memory', async () => {
  const journal = await filled(300)
  await complete(journal)
  const { cached } = listIndexOf(journal)
  expect(cached('key-7')).toBeDefined()
  await (await journal.database()).put('applications', { key: 'key-7', seq: 7, draft: 'x' } as never)
  new BroadcastChannel(journal.name).postMessage(['key-7'])
  await vi.waitFor(async () =>
    expect(await complete(journal)).toMatchObject({ entries: { length: 299 }, unreadable: 1 }),
  )
  expect(cached('key-7')).toBeUndefined()
})

test('only what has changed is read and made anew', async () => {
  const journal = await filled(300)
  const before = await complete(journal)
  expect(await refreshed(journal)).toBe(before)
  await journal.recordResolved({ kind: 'apply resolved', application: 'key-7', attempt: 'a', at, id: '5000' })
  const after = await refreshed(journal)
  const changed = after.entries.filter((entry, index) => entry !== before.entries[index])
  expect(changed).toMatchObject([{ key: 'key-7', id: '5000' }])
})

test('what changes once more while it is read again is read once more', async () => {
  const journal = await filled(100)
  const resolve = (id: string) =>
    journal.recordResolved({ kind: 'apply resolved', application: 'key-7', attempt: 'a', at, id })
  const db = await journal.database()
  let onceRead = async () => {}
  const slow = new Proxy(db, {
    get: (target, name: keyof typeof db) => {
      if (name !== 'transaction') return typeof target[name] === 'function' ? target[name].bind(target) : target[name]
      return () => {
        const { store } = target.transaction('applications')
        const get = async (key: string) => {
          const found = await store.get(key)
          await onceRead()
          return found
        }
        return { store: { get, index: store.index.bind(store) } }
      }
    },
  })
  const slowly = { ...journal, database: () => Promise.resolve(slow) }
  await refreshed(slowly)
  await resolve('5000')
  onceRead = async () => {
    onceRead = async () => {}
    await resolve('5001')
  }
  await refreshed(slowly)
  const { entries } = await refreshed(slowly)
  expect(entries.find(({ key }) => key === 'key-7')?.id).toBe('5001')
})

test('what is being sent is unknown once its time is over, without anybody writing', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: Date.parse(at) })
  const journal = await openJournal('test')
  const { outcome: _none, ...sending } = { ...numbered(20), expires }
  await (await journal.database()).put('applications', toStored(sending))
  expect((await refreshed(journal)).entries).toMatchObject([{ status: 'sending' }])
  const leave = listIndexOf(journal).subscribe(() => {})
  await refreshed(journal)
  vi.setSystemTime(Date.parse(expires))
  await vi.advanceTimersByTimeAsync(5_000)
  vi.useRealTimers()
  await vi.waitFor(() => expect(shown(journal).entries).toMatchObject([{ status: 'unknown' }]))
  leave()
})

/** One application as it is now, above a list. */
function Watched({ name }: { name: string }) {
  useListSnapshot()
  return <p>{useLatest([name])?.get(name)?.openApproval}</p>
}

test('a whole application that is watched turns unknown by time alone, too', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: Date.parse(at) })
  onTestFinished(() => void vi.useRealTimers())
  const journal = await openJournal('test')
  const approval = { attempt: 'p', sentAt: at, expires }
  await (await journal.database()).put('applications', toStored({ ...numbered(1), approval }))
  await renderDesk(<Watched name="key-1" />)
  await vi.waitFor(() => expect(screen.getByText('sending')).toBeVisible())
  vi.setSystemTime(Date.parse(expires))
  await act(() => vi.advanceTimersByTimeAsync(10_000))
  vi.useRealTimers()
  expect(await screen.findByText('unknown')).toBeVisible()
})

test('whole applications are all there, also where reading the others puts some of them out of memory', async () => {
  const journal = await filled(2_000)
  await complete(journal)
  const { loadFull, cached } = listIndexOf(journal)
  for (const first of [500, 900]) await loadFull(downFrom(first, first - 399))
  const [inMemory, others] = [downFrom(2_000, 1_971), downFrom(1_400, 951)]
  expect([inMemory, others].map((some) => some.every((key) => cached(key) !== undefined))).toEqual([true, false])
  const wanted = [...inMemory, ...others]
  expect((await loadFull(wanted)).map(({ key }) => key)).toEqual(wanted)
})

test('whole applications come in the order asked for, fresh after each change', async () => {
  const journal = await filled(300)
  const { loadFull, cached } = listIndexOf(journal)
  expect(await loadFull(['key-5', 'missing', 'key-250'])).toEqual(
    [numbered(5), numbered(250)].map((one) => expect.objectContaining({ ...withStatus(one, Date.now()) }) as unknown),
  )
  expect(cached('key-5')?.id).toBe('1005')
  await journal.recordResolved({ kind: 'apply resolved', application: 'key-5', attempt: 'a', at, id: '5000' })
  expect(await loadFull(['key-5'])).toMatchObject([{ id: '5000' }])
  await refreshed(journal)
  expect(cached('key-5')?.id).toBe('5000')
})

/** Has taken over #558 from OMS as `mine`, and learns from the team's record that it is `theirs`. */
async function joined(): Promise<Journal> {
  const journal = await openJournal('test')
  await journal.importEvents([{ kind: 'tracked', application: 'mine', attempt: 'mine', at, detail: detailOf({}) }])
  expect(keys(await complete(journal))).toEqual(['mine'])
  await journal.importEvents([applied('theirs'), ended('theirs', accepted('558'))])
  expect(keys(await complete(journal))).toEqual(['theirs'])
  return journal
}

test('a decision that was begun under a key of before is shown at once', async () => {
  const journal = await joined()
  const about = { application: 'mine', attempt: 'r', at, expires }
  await journal.recordIntent({ kind: 'reject intent', ...about, body: '{}', memo: 'no' }, 'claim')
  expect((await refreshed(journal)).entries).toMatchObject([{ key: 'theirs', openRejection: 'unknown' }])
  expect(listIndexOf(journal).cached('theirs')?.rejection?.attempt).toBe('r')
})

test('whole applications are found under a key of before, each once', async () => {
  const journal = await joined()
  const { loadFull } = listIndexOf(journal)
  expect(await loadFull(['mine'])).toMatchObject([{ key: 'theirs', id: '558' }])
  expect(await loadFull(['mine', 'theirs'])).toMatchObject([{ key: 'theirs' }])
})
