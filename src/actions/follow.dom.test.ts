import { http, HttpResponse } from 'msw'
import { expect, onTestFinished, test, vi } from 'vitest'
import { followOms } from '~/actions/follow'
import { resetDemo } from '~/demo/fill'
import { openJournal, type Journal } from '~/record/store/store'
import { unauthorized } from '~/mocks/answers'
import { memoryDb } from '~/mocks/memory-db'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { detailOf, justNow } from '~/test/events'
import { withLocks } from '~/test/locks'
import { server } from '~/test/server'

/** A journal that knows these ids, in front of an OMS that has those. */
async function deskWith(
  known: string[],
  there: string[],
  fault: (id: string) => Response | undefined = () => undefined,
) {
  session.signIn({ token: accounts[1].token, username: 'reviewer' })
  const journal = await openJournal('test')
  const knows = (id: string) => journal.recordSeen(detailOf({ id }), justNow(), {})
  for (const id of known) await knows(id)
  const asked: string[] = []
  server.use(
    http.get('*/oms/apply-detail/:uid', ({ params }) => {
      const id = String(params.uid)
      asked.push(id)
      const isThere = there.includes(id)
      return fault(id) ?? (isThere ? HttpResponse.text(`{"id":${id},"set_id":126,"trans_id":0}`) : undefined)
    }),
  )
  return { journal, asked, knows }
}

const follow = (journal: Journal) => followOms(journal, new AbortController().signal)

async function ids(journal: Journal) {
  const { applications } = await journal.list(300)
  return applications.map(({ id }) => Number(id)).toSorted((one, other) => one - other)
}

test.each([
  ['nothing newer', ['1000'], [], '1000', 5],
  ['the next ones', ['1000'], ['1001', '1002'], '1002', 7],
  ['a gap of four', ['1000'], ['1005'], '1005', 10],
  ['a gap of five is the end', ['1000'], ['1006'], '1000', 5],
  ['two gaps', ['1000'], ['1003', '1008'], '1008', 13],
  ['above the newest one', ['1000', '9000'], ['1001', '9001'], '9001', 6],
  ['ids beyond 2^53', ['9007199254740993'], ['9007199254740995'], '9007199254740995', 7],
])('%s: knowing %j, of %j it comes up to #%s with %i questions', async (_name, known, there, upTo, questions) => {
  const { journal, asked } = await deskWith(known, there)
  expect(await follow(journal)).toEqual({ kind: 'looked', upTo })
  expect(asked).toHaveLength(questions)
  const newest = (await journal.newestId()) ?? ''
  expect(newest).toBe(upTo)
})

test('a round is one of a minute, also for another tab and after a reload; the next one begins where it has ended', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-23T10:00:00Z') })
  onTestFinished(() => void vi.useRealTimers())
  const { journal, asked, knows } = await deskWith(['1000'], ['1002'])
  expect(await follow(journal)).toEqual({ kind: 'looked', upTo: '1002' })
  expect(await follow(await openJournal('test'))).toEqual({ kind: 'looked', upTo: '1002' })
  vi.setSystemTime(Date.parse('2026-11-23T10:00:54Z'))
  await follow(journal)
  expect(asked).toHaveLength(7)
  // What this browser has applied for itself hides nothing that came before it.
  await knows('1004')
  vi.setSystemTime(Date.parse('2026-11-23T10:01:00Z'))
  server.use(
    http.get('*/oms/apply-detail/:uid', ({ params }) =>
      ['1003', '1004'].includes(String(params.uid)) ? HttpResponse.json({ id: Number(params.uid) }) : undefined,
    ),
  )
  expect(await follow(journal)).toEqual({ kind: 'looked', upTo: '1004' })
  expect(await ids(journal)).toEqual([1000, 1002, 1003, 1004])
})

test('a round looks at 200 ids at most', async () => {
  const there = Array.from({ length: 300 }, (_, index) => String(1001 + index))
  const { journal, asked } = await deskWith(['1000'], there)
  expect(await follow(journal)).toEqual({ kind: 'looked', upTo: '1200' })
  expect(asked).toHaveLength(200)
})

test('nothing is asked while nothing is known, while the page is hidden, and while another tab asks', async () => {
  const nothing = await deskWith([], ['1'])
  expect(await follow(nothing.journal)).toEqual({ kind: 'none known' })
  const { journal, asked } = await deskWith(['1000'], ['1001'])
  const looked = { kind: 'looked', upTo: '1000' }
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  expect(await follow(journal)).toEqual(looked)
  vi.restoreAllMocks()
  const held = withLocks()
  held.add(`${journal.name} follow`)
  expect(await follow(journal)).toEqual(looked)
  expect(asked).toEqual([])
  held.clear()
  expect(await follow(journal)).toEqual({ kind: 'looked', upTo: '1001' })
})

const whitelist = () => HttpResponse.json({ source_ip: 'ip:10.29.89.51 not in whitelist' }, { status: 403 })
const odd = () => HttpResponse.json({}, { status: 500 })
const denied = () => HttpResponse.json({ apply_id: ['no permission for this application'] }, { status: 422 })
const noConnection = () => HttpResponse.json({ proxy: { kind: 'refused', sent: false } }, { status: 502 })

test.each([
  ['a refused token pauses, and nobody is signed out', unauthorized, 'paused', '1001', ['1001', '1002']],
  ['the whitelist pauses', whitelist, 'paused', '1001', ['1001', '1002']],
  ['a gate without a connection to OMS ends the round', noConnection, 'failed', '1001', ['1001', '1002']],
  ['no answer ends the round', () => HttpResponse.error(), 'failed', '1001', ['1001', '1002']],
  ['a refusal that is about one id is passed over', denied, 'failed', '1003', ['1001', '1002', '1003']],
  ['an odd answer is passed over', odd, 'failed', '1003', ['1001', '1002', '1003']],
])('%s', async (_name, fault, kind, newest, asked) => {
  const desk = await deskWith(['1000'], ['1001', '1003'], (id) => (id === '1002' ? fault() : undefined))
  expect(await follow(desk.journal)).toMatchObject({ kind, id: '1002' })
  expect(desk.asked.slice(0, asked.length)).toEqual(asked)
  expect(await desk.journal.newestId()).toBe(newest)
  expect(session.current()).toBeDefined()
})

test('an odd answer that was passed over is asked for again, until OMS tells', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const nextMinute = () => vi.setSystemTime(Date.now() + 60_000)
  let isOdd = true
  const { journal, asked } = await deskWith(['1000'], ['1002', '1003'], (id) =>
    isOdd && id === '1002' ? odd() : undefined,
  )
  const failed = { kind: 'failed', id: '1002' }
  expect(await follow(journal)).toMatchObject(failed)
  nextMinute()
  expect(await follow(journal)).toMatchObject(failed)
  expect(await ids(journal)).toEqual([1000, 1003])
  isOdd = false
  nextMinute()
  expect(await follow(journal)).toEqual({ kind: 'looked', upTo: '1003' })
  expect(await ids(journal)).toEqual([1000, 1002, 1003])
  nextMinute()
  asked.length = 0
  await follow(journal)
  expect(asked).toEqual(['1004', '1005', '1006', '1007', '1008'])
})

test('of those that were passed over the latest twenty are asked for again, and none above the last that is there', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const there = Array.from({ length: 23 }, (_, index) => String(1001 + 2 * index))
  let fault = (id: string) => (Number(id) % 2 === 0 ? odd() : undefined)
  const { journal, asked } = await deskWith(['1000'], there, (id) => fault(id))
  expect(await follow(journal)).toMatchObject({ kind: 'failed', id: '1050' })
  asked.length = 0
  vi.setSystemTime(Date.now() + 60_000)
  await follow(journal)
  const again = Array.from({ length: 20 }, (_, index) => String(1006 + 2 * index))
  expect(asked).toEqual([...again, '1046', '1047', '1048', '1049', '1050'])
  asked.length = 0
  vi.setSystemTime(Date.now() + 60_000)
  fault = whitelist
  expect(await follow(journal)).toMatchObject({ kind: 'paused' })
  expect(asked).toEqual(['1006'])
})

test('what is above the newest of this browser is followed, too, and after a refusal nothing between is lost', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  let isRefused = false
  const { journal, knows } = await deskWith(['1000'], ['1001', '1021', '1022', '1031'], () =>
    isRefused ? unauthorized() : undefined,
  )
  await follow(journal)
  await knows('1020')
  vi.setSystemTime(Date.now() + 60_000)
  expect(await follow(journal)).toEqual({ kind: 'looked', upTo: '1022' })
  await knows('1030')
  vi.setSystemTime(Date.now() + 60_000)
  isRefused = true
  expect(await follow(journal)).toMatchObject({ kind: 'paused', id: '1023' })
  isRefused = false
  await deskWith([], ['1024', '1031'])
  expect(await follow(journal)).toEqual({ kind: 'looked', upTo: '1031' })
  expect(await ids(journal)).toEqual([1000, 1001, 1020, 1021, 1022, 1024, 1030, 1031])
})

test('a demo that was reset is followed from the first id that is known again', async () => {
  const { journal, knows } = await deskWith(['9000'], ['1001', '9001'])
  expect(await follow(journal)).toEqual({ kind: 'looked', upTo: '9001' })
  await resetDemo(memoryDb(), journal)
  await knows('1000')
  expect(await follow(journal)).toEqual({ kind: 'looked', upTo: '1001' })
  expect(await ids(journal)).toEqual([1000, 1001])
})

test('what is no backup is passed over: it is no gap, not taken over, and not asked for again', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const kinds: Record<string, unknown> = { 1004: 10, 1008: '11' }
  const { journal, asked } = await deskWith(['1000'], ['1012'], (id) =>
    id in kinds ? HttpResponse.json({ id, apply_type: kinds[id] }) : undefined,
  )
  expect(await follow(journal)).toEqual({ kind: 'looked', upTo: '1012' })
  expect(await ids(journal)).toEqual([1000, 1012])
  vi.setSystemTime(Date.now() + 60_000)
  asked.length = 0
  await follow(journal)
  expect(asked).toEqual(['1013', '1014', '1015', '1016', '1017'])
})
