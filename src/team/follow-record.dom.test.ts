import { waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, onTestFinished, test, vi } from 'vitest'
import { readRecord } from '~/team/record-wire'
import { followRecord } from '~/team/follow-record'
import { currentTeam, setTeam } from '~/team/team-state'
import { encodeToken } from '~/oms/access-token'
import { accounts } from '~/mocks/world'
import type { JournalEvent } from '~/record/events'
import { openChannel } from '~/record/store/connection'
import { openJournal } from '~/record/store/store'
import { sharing } from '~/team/team-record'
import { session } from '~/session/session'
import { accepted, applied, detailOf, ended, justNow } from '~/test/events'
import { withLocks } from '~/test/locks'
import { server } from '~/test/server'
import { teamRecord } from '~/test/team-record'

/** A signed-in page that follows this record. */
async function followed(record: ReturnType<typeof teamRecord>) {
  server.use(...record.handlers)
  session.signIn(accounts[0])
  setTeam({ kind: 'opening' })
  const journal = await openJournal('test')
  const stop = followRecord(journal)
  onTestFinished(() => {
    stop()
    setTeam({ kind: 'off' })
  })
  return { journal, stop, keys: async () => (await journal.list(100)).applications.map(({ key }) => key) }
}

const history = (key: string, id: string): JournalEvent[] => [applied(key, { by: 'sara' }), ended(key, accepted(id))]

test('an empty browser asks for the newest first, then for everything, in pages', async () => {
  const record = teamRecord({ pageSize: 7 })
  const keys = Array.from({ length: 10 }, (_none, index) => `app${index}`)
  record.append(keys.flatMap((key, index) => history(key, String(558 + index))))
  const told: unknown[] = []
  const tabs = openChannel('backup-desk:test team')
  tabs?.addEventListener('message', ({ data }) => told.push(data))
  const { keys: known } = await followed(record)
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=20&wait=25'))
  expect(record.requests).toEqual(['?newest=60', '?after=0', '?after=7', '?after=14', '?after=20&wait=25'])
  expect(await known()).toEqual(keys.toReversed())
  expect(currentTeam()).toEqual({ kind: 'together', refused: 0 })
  const reading = [0, 7, 14].map((done) => ({ kind: 'reading', done, count: 20 }))
  await waitFor(() => expect(told).toEqual(['who follows?', ...reading, { kind: 'together', refused: 0 }]))
  tabs?.close()
})

test('what happens here is told at once, what happens elsewhere comes by itself', async () => {
  const record = teamRecord()
  const told: unknown[] = []
  const tabs = openChannel('backup-desk:test team')
  onTestFinished(() => tabs?.close())
  tabs?.addEventListener('message', ({ data }) => told.push(data))
  const { journal, keys } = await followed(record)
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=0&wait=25'))
  await journal.recordIntent(applied('mine'), 'mine')
  await waitFor(() => expect(record.events.map(({ application }) => application)).toEqual(['mine']))
  record.append(history('theirs', '558'))
  await waitFor(async () => expect(await keys()).toEqual(['theirs', 'mine']))
  await waitFor(async () => expect(await sharing(journal).hasUnshared()).toBe(false))
  // A question that was given up for this is no failure.
  expect(told).not.toContainEqual(expect.objectContaining({ kind: 'alone' }))
})

test('what the record refuses is counted also where it takes nothing else', async () => {
  const record = teamRecord()
  record.refusing.add('mine')
  const { journal } = await followed(record)
  await waitFor(() => expect(currentTeam()).toEqual({ kind: 'together', refused: 0 }))
  await journal.importEvents(history('mine', '558'))
  await waitFor(() => expect(currentTeam()).toEqual({ kind: 'together', refused: 1 }))
})

test('with locks the tab that follows goes on when it is not seen', async () => {
  withLocks()
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  const record = teamRecord()
  const { keys } = await followed(record)
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=0&wait=25'))
  record.append(history('theirs', '558'))
  await waitFor(async () => expect(await keys()).toEqual(['theirs']))
})

test('what the record refuses is counted, and sent again with the next change of its application', async () => {
  const record = teamRecord()
  record.refusing.add('mine')
  const { journal } = await followed(record)
  await journal.importEvents([...history('mine', '558'), ...history('other', '559')])
  await waitFor(() => expect(currentTeam()).toEqual({ kind: 'together', refused: 1 }))
  expect(await sharing(journal).hasUnshared()).toBe(false)
  expect(record.events.map(({ application }) => application)).toEqual(['other', 'other'])
  record.refusing.clear()
  await journal.recordSeen(detailOf({ tableName: 'mine', status: '1' }), justNow())
  await waitFor(() => expect(currentTeam()).toEqual({ kind: 'together', refused: 0 }))
  await waitFor(() => expect(record.events).toHaveLength(5))
})

test.each([
  [
    'many',
    Array.from({ length: 1_100 }, (_none, index) => applied(`app${index % 90}`, { attempt: `attempt${index}` })),
  ],
  ['large', Array.from({ length: 6 }, (_none, index) => applied(`app${index}`, { body: 'x'.repeat(900_000) }))],
])('the record is told no more at a time than a gate takes, where events are %s', async (_what, events) => {
  const record = teamRecord()
  const { journal } = await followed(record)
  await journal.importEvents(events)
  await waitFor(() => expect(record.events).toHaveLength(events.length))
  await waitFor(() => expect(currentTeam()).toEqual({ kind: 'together', refused: 0 }))
})

test.each([
  ['that has read nothing of it', 0],
  ['that has read a part of it', 2],
])('a record that has forgotten all that was in it is read to its end by a browser %s', async (_name, read) => {
  const record = teamRecord()
  record.append([...history('a', '558'), ...history('b', '559')])
  const journal = await openJournal('test')
  const events = history('a', '558').map((event, index) => ({ seq: index + 1, event }))
  if (read > 0) await sharing(journal).mergeRecorded({ memory: record.memory, last: 4, upTo: 2, events }, 0)
  record.forgetAll()
  const { journal: own } = await followed(record)
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=4&wait=25'))
  expect(currentTeam()).toEqual({ kind: 'together', refused: 0 })
  await own.recordIntent(applied('mine'), 'mine')
  await waitFor(() => expect(record.events.at(-1)?.application).toBe('mine'))
})

test('while the gate is away everything is kept, and told when it is back', async () => {
  const record = teamRecord()
  const { journal, keys } = await followed(record)
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=0&wait=25'))
  record.fail(503)
  await waitFor(() => expect(currentTeam()).toMatchObject({ kind: 'alone', why: 'no answer' }))
  await journal.recordIntent(applied('mine'), 'mine')
  record.fail()
  record.append(history('theirs', '558'))
  await waitFor(() => expect(record.events).toHaveLength(3))
  await waitFor(async () => expect((await keys()).toSorted()).toEqual(['mine', 'theirs']))
  expect(currentTeam()).toEqual({ kind: 'together', refused: 0 })
})

/** The pauses between what fails and the next try: noted, and over at once or not at all. */
function pausesThat(end: 'end at once' | 'never end'): number[] {
  const pauses: number[] = []
  const wait = globalThis.setTimeout
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((work: () => void, ms = 0) => {
    if (![1_000, 2_000, 4_000, 8_000, 16_000, 30_000].includes(ms)) return wait(work, ms)
    pauses.push(ms)
    return end === 'end at once' ? wait(work, 0) : wait(() => {}, 0)
  })
  return pauses
}

test('a gate that is away is asked after pauses that grow, and after short ones again once it has been back', async () => {
  const pauses = pausesThat('end at once')
  const record = teamRecord()
  record.fail(503)
  await followed(record)
  await waitFor(() => expect(pauses.length).toBeGreaterThan(7))
  expect(pauses.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  record.fail()
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=0&wait=25'))
  pauses.length = 0
  record.fail(503)
  await waitFor(() => expect(pauses[0]).toBe(1_000))
})

test('when the network is back the record is asked at once', async () => {
  pausesThat('never end')
  const onLine = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  await followed(teamRecord())
  await waitFor(() => expect(currentTeam()).toMatchObject({ kind: 'alone', why: 'offline' }))
  onLine.mockReturnValue(true)
  window.dispatchEvent(new Event('online'))
  await waitFor(() => expect(currentTeam()).toEqual({ kind: 'together', refused: 0 }))
})

test('each time that a gate was started again it learns of the token by a question to OMS', async () => {
  const pauses = pausesThat('end at once')
  const record = teamRecord()
  let shown = 0
  server.use(
    http.get('*/oms/apply-detail/:id', () => {
      shown += 1
      record.fail()
      return HttpResponse.json({ apply_id: ["can't find apply_list(apply_id=1)"] }, { status: 422 })
    }),
  )
  await followed(record)
  for (const times of [1, 2]) {
    await waitFor(() => expect(record.requests.at(-1)).toBe('?after=0&wait=25'))
    record.requests.length = 0
    record.fail(401)
    await waitFor(() => expect(shown).toBe(times))
  }
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=0&wait=25'))
  // One for each connection that was lost, none for the token.
  expect(pauses).toEqual([1_000, 1_000])
})

test.each([
  ['a gate without a record', 404, 'other version'],
  ['a gate that refuses the record', 403, 'other version'],
  ['a gate that answers something else', 200, 'other version'],
  ['a broken gate', 500, 'no answer'],
  ['a busy gate', 429, 'no answer'],
])('%s leaves this browser alone', async (_name, status, why) => {
  const record = teamRecord()
  record.fail(status)
  await followed(record)
  await waitFor(() => expect(currentTeam()).toMatchObject({ kind: 'alone', why }))
})

test('a token that the gate does not know is shown to OMS once, and when that does not help it ends', async () => {
  const record = teamRecord()
  record.fail(401)
  await followed(record)
  await waitFor(() => expect(currentTeam()).toMatchObject({ kind: 'alone', why: 'token' }))
  expect(record.requests).toEqual(['?newest=60', '?newest=60'])
  expect(session.current()).toBeDefined()
})

test('offline the record is not asked', async () => {
  const record = teamRecord()
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  await followed(record)
  await waitFor(() => expect(currentTeam()).toMatchObject({ kind: 'alone', why: 'offline' }))
  expect(record.requests).toEqual([])
})

test.each([
  ['raw', 'a token+of /odd characters', (token: string) => token],
  ['encoded', 'a token+of /odd characters', encodeToken],
  ['short', 'odd+one', (token: string) => token],
])("a record that holds this person's token brings it into no browser: %s", async (_how, token, written) => {
  const record = teamRecord()
  record.append([applied('a', { why: `I sent it with ${written(token)}` })])
  server.use(...record.handlers)
  session.signIn({ token })
  const { events } = await readRecord('test', 'after=0', new AbortController().signal)
  expect(events.map(({ event }) => event)).toEqual([applied('a', { why: 'I sent it with [token]' })])
})

test("another environment's record is not taken over, and is told nothing", async () => {
  const record = teamRecord({ environment: 'other' })
  record.append(history('theirs', '558'))
  const { journal, keys } = await followed(record)
  await journal.recordIntent(applied('mine'), 'mine')
  await waitFor(() => expect(currentTeam()).toMatchObject({ kind: 'alone', why: 'other version' }))
  expect(await keys()).toEqual(['mine'])
  expect(record.events).toHaveLength(2)
})

test('of the tabs of a browser one follows, and the next one when that has left', async () => {
  withLocks()
  const record = teamRecord()
  const { journal, stop } = await followed(record)
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=0&wait=25'))
  const before = record.requests.length
  const stopOther = followRecord(journal)
  onTestFinished(stopOther)
  record.append(history('theirs', '558'))
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=2&wait=25'))
  expect(record.requests.slice(before)).toEqual(['?after=2', '?after=2&wait=25'])
  stop()
})

test('without locks a tab that is not seen keeps no request waiting, tells what happens in it, and follows on when it is seen', async () => {
  const record = teamRecord()
  const { journal, keys } = await followed(record)
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=0&wait=25'))
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  onTestFinished(() => visibility.mockRestore())
  document.dispatchEvent(new Event('visibilitychange'))
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=0'))
  await journal.recordIntent(applied('mine'), 'mine')
  await waitFor(() => expect(record.events.map(({ application }) => application)).toEqual(['mine']))
  await waitFor(async () => expect(await sharing(journal).hasUnshared()).toBe(false))
  expect(record.requests.filter((query) => query.includes('wait'))).toEqual(['?after=0&wait=25'])

  record.append(history('theirs', '558'))
  visibility.mockReturnValue('visible')
  document.dispatchEvent(new Event('visibilitychange'))
  await waitFor(async () => expect(await keys()).toEqual(['theirs', 'mine']))
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=3&wait=25'))
})

test('a tab whose token is refused hears from then on how the tab that follows fares', async () => {
  const record = teamRecord()
  record.fail(401)
  server.use(http.get('*/oms/apply-detail/:id', () => HttpResponse.json({ status: 401 }, { status: 401 })))
  await followed(record)
  await waitFor(() => expect(currentTeam()).toMatchObject({ kind: 'alone', why: 'token' }))
  const other = openChannel('backup-desk:test team')
  onTestFinished(() => other?.close())
  other?.postMessage({ kind: 'together', refused: 0 })
  await waitFor(() => expect(currentTeam()).toEqual({ kind: 'together', refused: 0 }))
})

test('a tab that asks later who follows is told how that one fares', async () => {
  await followed(teamRecord())
  await waitFor(() => expect(currentTeam()).toEqual({ kind: 'together', refused: 0 }))
  const told: unknown[] = []
  const later = openChannel('backup-desk:test team')
  onTestFinished(() => later?.close())
  later?.addEventListener('message', ({ data }) => told.push(data))
  later?.postMessage('who follows?')
  await waitFor(() => expect(told).toEqual([{ kind: 'together', refused: 0 }]))
})

test('what a tab has taken over that was closed while it read is told by the next one', async () => {
  const record = teamRecord()
  record.append([...history('a', '558'), ...history('b', '559')])
  server.use(...record.handlers)
  session.signIn(accounts[0])
  const journal = await openJournal('test')
  const heard: unknown[] = []
  journal.subscribe((keys) => heard.push(keys))
  const events = history('a', '558').map((event, index) => ({ seq: index + 1, event }))
  const closed = await openJournal('test')
  await sharing(closed).mergeRecorded({ memory: record.memory, last: 4, upTo: 2, events }, 0)
  setTeam({ kind: 'reading', done: 2, count: 4 })
  const stop = followRecord(journal)
  onTestFinished(() => {
    stop()
    setTeam({ kind: 'off' })
  })
  await waitFor(() => expect(currentTeam()).toEqual({ kind: 'together', refused: 0 }))
  expect(heard).toEqual([['b'], 'all'])
})

test('what comes in several answers is told once the last of them is taken over', async () => {
  const record = teamRecord({ pageSize: 1 })
  const { journal } = await followed(record)
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=0&wait=25'))
  const heard: unknown[] = []
  journal.subscribe((keys) => heard.push(keys))
  record.append([applied('a'), applied('b')])
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=2&wait=25'))
  expect(heard).toEqual([['b'], 'all'])
})

test('what a clock that is days ahead has written does not stand above what OMS has said since', async () => {
  const record = teamRecord()
  const ahead = new Date(Date.now() + 3 * 24 * 60 * 60_000).toISOString()
  const seen = { kind: 'seen', application: 'theirs', attempt: 'theirs' } as const
  record.append([
    ...history('theirs', '558'),
    { ...seen, at: ahead, detail: detailOf({ tableName: 'theirs' }) },
    { ...seen, at: justNow(), detail: detailOf({ tableName: 'theirs', transaction: '260' }) },
  ])
  const { journal } = await followed(record)
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=4&wait=25'))
  expect((await journal.list(1)).applications).toMatchObject([{ seen: { detail: { transaction: '260' } } }])
})

test("what this browser's clock is days behind of is read all the same", async () => {
  const aheadMs = 3 * 24 * 60 * 60_000
  const record = teamRecord({ aheadMs })
  const at = new Date(Date.now() + aheadMs).toISOString()
  record.append([applied('theirs', { at, expires: at }), ended('theirs', accepted('558'), at)])
  const { keys } = await followed(record)
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=2&wait=25'))
  expect(await keys()).toEqual(['theirs'])
})

test('what a hostile record answers is left out, and what follows is read', async () => {
  const record = teamRecord()
  const strange = { ...applied('x'), application: '../x' }
  record.append([strange, { ...applied('y'), kind: 'no such kind' as 'apply intent' }, ...history('good', '558')])
  const { keys } = await followed(record)
  await waitFor(async () => expect(await keys()).toEqual(['good']))
  await waitFor(() => expect(record.requests.at(-1)).toBe('?after=4&wait=25'))
})
