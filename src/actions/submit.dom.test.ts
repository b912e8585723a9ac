import { http, HttpResponse } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import { approveApplication } from '~/actions/approve'
import { statuses } from '~/actions/test-gate'
import { rejectApplication } from '~/actions/reject'
import { openJournal } from '~/record/store/store'
import { submitApplication } from '~/actions/submit'
import { applyBody } from '~/oms/application-draft'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { draftFor } from '~/test/events'
import { withLocks } from '~/test/locks'
import { server } from '~/test/server'
import { noRoom } from '~/test/no-room'

const draft = draftFor('')

beforeEach(() => session.signIn({ token: accounts[0].token, username: 'demo' }))

function countArrivals() {
  const arrivals: string[] = []
  server.use(
    http.post('*/oms/*', async ({ request }) => {
      arrivals.push(await request.clone().text())
    }),
  )
  return arrivals
}

test('records the intent before the request leaves, and the outcome after', async () => {
  const journal = await openJournal('test', () => {}, 'memory-1')
  let during: string[] = []
  server.use(
    http.post('*/oms/apply', async () => {
      during = await statuses(journal)
    }),
  )
  const result = await submitApplication(journal, draft)
  expect(during).toEqual(['sending'])
  expect(result).toMatchObject({ kind: 'attempted', saved: true, outcome: { kind: 'accepted', id: '558' } })
  expect((await journal.list(10)).applications).toMatchObject([
    { by: 'demo', draft, body: '{"set_id":"126","app_id":"2","zone_id":"0","auto_approve":"0"}' },
  ])
  const [intent] = await journal.exportEvents((await journal.list(1)).applications.map(({ key }) => key))
  expect(intent).toMatchObject({ kind: 'apply intent', memory: 'memory-1' })
})

test('"Why" is in the record, and OMS gets the same body as without it', async () => {
  const journal = await openJournal('test')
  const arrivals = countArrivals()
  await submitApplication(journal, draft)
  const seen = (await journal.list(1)).applications.map(({ key }) => key)
  await submitApplication(journal, draft, { why: 'before the release', seen })
  expect(arrivals).toEqual([applyBody(draft), applyBody(draft)])
  const { applications } = await journal.list(2)
  expect(applications.map(({ why, body }) => [why, body])).toEqual([
    ['before the release', applyBody(draft)],
    [undefined, applyBody(draft)],
  ])
  const [intent] = await journal.exportEvents(applications.map(({ key }) => key).slice(0, 1))
  expect(intent).toMatchObject({ kind: 'apply intent', why: 'before the release' })
})

test('a "Why" that the record does not take is not sent either', async () => {
  const journal = await openJournal('test')
  const arrivals = countArrivals()
  const result = await submitApplication(journal, draft, { why: 'x'.repeat(201) })
  expect(result).toEqual({ kind: 'not attempted', why: 'not recorded' })
  expect(arrivals).toEqual([])
})

test.each<[string, () => Response, unknown]>([
  [
    'a refusal',
    () => HttpResponse.json({ apply: { ret: 1, msg: ['a', 'b'] } }),
    { status: 200, text: '{"apply":{"ret":1,"msg":["a","b"]}}' },
  ],
  ['a page', () => HttpResponse.html('<h1>Boo</h1>', { status: 500 }), { status: 500, text: '<h1>Boo</h1>' }],
  ['the proxy', () => HttpResponse.json({ proxy: { kind: 'cut', sent: 'maybe' } }, { status: 502 }), undefined],
  ['no answer', () => HttpResponse.error(), undefined],
])('what came back is kept to the letter: %s', async (_name, answer, kept) => {
  const journal = await openJournal('test')
  server.use(http.post('*/oms/apply', answer))
  await submitApplication(journal, draft)
  const [, outcome] = await journal.exportEvents((await journal.list(1)).applications.map(({ key }) => key))
  expect(outcome && 'answer' in outcome ? outcome.answer : undefined).toEqual(kept)
})

const full = () => vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(noRoom)

test.each<[string, () => void]>([
  ['signed out', () => session.signOut()],
  ['offline', () => vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)],
  ['not recorded', full],
])('%s: nothing is sent and nothing recorded', async (why, prepare) => {
  const arrivals = countArrivals()
  const journal = await openJournal('test')
  prepare()
  expect(await submitApplication(journal, draft)).toEqual({ kind: 'not attempted', why })
  expect(arrivals).toEqual([])
  expect((await journal.list(10)).applications).toEqual([])
})

test('the lock of an attempt is held until its outcome is on disk, and not by one that could not begin', async () => {
  const held = withLocks()
  const journal = await openJournal('test')
  let during = 0
  server.use(
    http.post('*/oms/apply', () => {
      during = held.size
    }),
  )
  await submitApplication(journal, draft)
  expect(during).toBe(1)
  expect(await submitApplication(journal, draft)).toMatchObject({ why: 'duplicate', others: [{ id: '558' }] })
  expect(held.size).toBe(0)
})

test('two presses in one tick, and a second tab, arrive once', async () => {
  const arrivals = countArrivals()
  const [journal, otherTab] = [await openJournal('test'), await openJournal('test')]
  const results = await Promise.all([
    submitApplication(journal, draft),
    submitApplication(journal, draft),
    submitApplication(otherTab, draft),
  ])
  expect(arrivals).toHaveLength(1)
  expect(results.map(({ kind }) => kind).toSorted()).toEqual(['attempted', 'not attempted', 'not attempted'])
})

test('a press that could not be recorded leaves no claim behind', async () => {
  const journal = await openJournal('test')
  const add = full()
  await submitApplication(journal, draft)
  add.mockRestore()
  expect(await submitApplication(journal, draft)).toMatchObject({ outcome: { kind: 'accepted' } })
})

test('an outcome that cannot be saved is told all the same', async () => {
  const journal = await openJournal('test')
  server.use(
    http.post('*/oms/apply', () => {
      full()
    }),
  )
  expect(await submitApplication(journal, draft)).toMatchObject({
    saved: false,
    outcome: { kind: 'accepted', id: '558' },
  })
})

test.each([
  ['the token', () => HttpResponse.json({}, { status: 401 }), undefined],
  ['the address', () => HttpResponse.json({ source_ip: 'ip:10.29.89.51 not in whitelist' }), 'demo'],
  ['the application', () => HttpResponse.json({ apply: { ret: 1, msg: 'no' } }), 'demo'],
  ['nothing, and fails', () => HttpResponse.json({}, { status: 500 }), 'demo'],
])('where OMS refuses %s, this person is signed in then: %3$s', async (_what, answer, username) => {
  session.signIn({ token: accounts[0].token, username: 'demo' })
  const journal = await openJournal('test')
  server.use(http.post('*/oms/apply', answer))
  await submitApplication(journal, draft)
  expect(session.current()?.username).toBe(username)
})

test('a refused token signs out nobody who has a newer one', async () => {
  session.signIn({ token: 'old token' })
  const journal = await openJournal('test')
  server.use(
    http.post('*/oms/apply', () => {
      session.signIn({ token: 'new token' })
      return HttpResponse.json({}, { status: 401 })
    }),
  )
  expect(await submitApplication(journal, draft)).toMatchObject({ outcome: { kind: 'refused', reason: 'token' } })
  expect(session.current()).toEqual({ token: 'new token' })
})

test('a rejection is recorded like an apply, memo and all', async () => {
  const journal = await openJournal('test')
  await submitApplication(journal, draft)
  const [application] = (await journal.list(1)).applications
  const arrivals = countArrivals()
  await rejectApplication(journal, application?.key ?? '', '558', 'wrong "table"\n')
  expect(arrivals).toEqual(['{"apply_id":"558","memo":"wrong \\"table\\"\\n"}'])
  expect((await journal.list(1)).applications).toMatchObject([
    { rejection: { memo: 'wrong "table"\n', outcome: { kind: 'rejected' } } },
  ])
})

test('an application is not approved while it is being rejected', async () => {
  const journal = await openJournal('test')
  await submitApplication(journal, draft)
  const [application] = (await journal.list(1)).applications
  const key = application?.key ?? ''
  const arrivals = countArrivals()
  const results = await Promise.all([
    rejectApplication(journal, key, '558', 'no'),
    approveApplication(journal, key, '558'),
  ])
  expect(arrivals).toHaveLength(1)
  expect(results.map(({ kind }) => kind).toSorted()).toEqual(['attempted', 'not attempted'])
})

test('environments are apart', async () => {
  const [demo, real] = [await openJournal('demo'), await openJournal('oms.example:80')]
  await submitApplication(demo, draft)
  expect((await real.list(10)).applications).toEqual([])
  const names = (await indexedDB.databases()).map(({ name }) => name)
  expect(new Set(names)).toEqual(new Set(['backup-desk:demo', 'backup-desk:oms.example:80']))
})
