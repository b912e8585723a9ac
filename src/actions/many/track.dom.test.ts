import { http, HttpResponse } from 'msw'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openJournal, type Journal } from '~/record/store/store'
import { track, type TrackOrder, type TrackResult } from '~/actions/many/track'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { latch } from '~/test/latch'
import { server } from '~/test/server'

async function signedIn(): Promise<Journal> {
  session.signIn({ token: accounts[1].token, username: 'reviewer' })
  return openJournal('test')
}

async function run(journal: Journal, order: TrackOrder, signal = new AbortController().signal) {
  const results: TrackResult[] = []
  const end = await track(journal, order, { signal, onResult: (result) => results.push(result) })
  const kinds = results.map((one) => `${one.id} ${one.kind}`).toSorted((one, other) => parseInt(one) - parseInt(other))
  return { end, kinds }
}

/** The ids that are asked for; a fault answers instead of the mock OMS. */
function watch(fault: (uid: string) => Response | Promise<Response> | undefined = () => undefined): string[] {
  const asked: string[] = []
  server.use(
    http.get('*/oms/apply-detail/:uid', ({ params }) => {
      asked.push(String(params.uid))
      return fault(String(params.uid))
    }),
  )
  return asked
}

const recovery = (uid: string) => HttpResponse.json({ id: Number(uid), set_id: 126, apply_type: 11 })
const found = (uid: string) => HttpResponse.json({ id: Number(uid), set_id: 126, execute_status: 0, trans_id: 0 })

test('takes over what is there, once, and says what is not', async () => {
  const journal = await signedIn()
  const first = await run(journal, { ids: ['534', '535', '536'] })
  expect(first.end).toEqual({ why: 'done' })
  expect(first.kinds).toEqual(['534 tracked', '535 missing', '536 tracked'])
  const { applications } = await journal.list(10)
  expect(
    applications.map((one) => [one.id, one.by]).toSorted(([one = ''], [other = '']) => one.localeCompare(other)),
  ).toEqual([
    ['534', 'reviewer'],
    ['536', 'reviewer'],
  ])
  expect((await run(journal, { ids: ['534', '538'] })).kinds).toEqual(['534 known', '538 tracked'])
})

test('what OMS was asked earlier does not replace what it has said since, however late it comes', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  onTestFinished(() => void vi.useRealTimers())
  const journal = await signedIn()
  await run(journal, { ids: ['558'] })
  const slow = latch()
  const asked = watch(async () => {
    const transaction = asked.length === 1 ? 0 : 408
    if (transaction === 0) await slow.opened
    return HttpResponse.json({ id: 558, set_id: 126, execute_status: 0, trans_id: transaction })
  })
  const earlier = run(journal, { ids: ['558'] })
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  vi.setSystemTime(Date.now() + 1)
  await run(journal, { ids: ['558'] })
  vi.setSystemTime(Date.now() + 1)
  slow.open()
  expect((await earlier).kinds).toEqual(['558 known'])
  expect((await journal.list(1)).applications[0]?.seen?.detail.transaction).toBe('408')
})

test('asks for four at a time, and no more', async () => {
  const waiting: (() => void)[] = []
  let most = 0
  let open = 0
  watch(async (uid) => {
    open += 1
    most = Math.max(most, open)
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
      if (waiting.length === 4) for (const go of waiting.splice(0)) go()
    })
    open -= 1
    return found(uid)
  })
  const { kinds } = await run(await signedIn(), { ids: Array.from({ length: 12 }, (_, index) => String(index + 1)) })
  expect(kinds).toHaveLength(12)
  expect(most).toBe(4)
})

test('an expired token ends it, keeps what was found, and opens the sign-in', async () => {
  const journal = await signedIn()
  const asked = watch()
  const { end, kinds } = await run(journal, { ids: ['534', '9401', '538', '541', '543'] })
  expect(end).toMatchObject({ why: 'refused', item: '9401', refusal: { reason: 'token' } })
  expect(kinds).toEqual(['534 tracked', '538 tracked', '541 tracked', '9401 failed'])
  expect(asked).not.toContain('543')
  expect(session.current()).toBeUndefined()
})

test('one failure does not end it; three do', async () => {
  const journal = await signedIn()
  expect((await run(journal, { ids: ['9500', '534'] })).kinds).toEqual(['534 tracked', '9500 failed'])
  const asked = watch(() => HttpResponse.error())
  expect((await run(journal, { ids: ['1', '2', '3', '4', '5'] })).end).toEqual({ why: 'no answers', item: '3' })
  expect(asked).toHaveLength(4)
})

test('"Stop" gives up what is under way and asks for nothing more', async () => {
  const control = new AbortController()
  const asked = watch((uid) => {
    if (uid !== '2') return found(uid)
    control.abort()
    return new Promise<Response>(() => {})
  })
  const { end, kinds } = await run(await signedIn(), { ids: ['1', '2', '3', '4', '5'] }, control.signal)
  expect(end).toEqual({ why: 'stopped' })
  expect(kinds).not.toContain('2 failed')
  expect(asked).not.toContain('5')
})

test('signed out, nothing is asked', async () => {
  const journal = await signedIn()
  session.signOut()
  const asked = watch()
  expect((await run(journal, { ids: ['534'] })).end).toMatchObject({
    why: 'not attempted',
    notAttempted: { why: 'signed out' },
  })
  expect(asked).toEqual([])
})

test('what cannot be recorded ends it as a failure', async () => {
  const journal = await signedIn()
  vi.spyOn(journal, 'recordSeen').mockRejectedValue(new DOMException('full', 'QuotaExceededError'))
  await expect(run(journal, { ids: ['534'] })).rejects.toThrow('full')
})

test('a walk ends after 200 ids and says where, whatever is missing between them', async () => {
  const asked = watch((uid) => (Number(uid) % 9 === 0 ? found(uid) : undefined))
  const { end } = await run(await signedIn(), { above: 1000n })
  expect(end).toEqual({ why: 'bound', last: '1200' })
  expect(asked).toHaveLength(200)
})

test('a walk that ends at ids of which OMS refused to tell does not say that nothing is newer', async () => {
  const refusal = () => HttpResponse.json({ apply_id: ['no permission for this application'] }, { status: 422 })
  watch((uid) => (uid === '1001' ? found(uid) : uid === '1005' ? refusal() : undefined))
  expect((await run(await signedIn(), { above: 1000n })).end).toEqual({ why: 'unclear', last: '1012' })
  watch((uid) => (uid === '1013' ? found(uid) : undefined))
  expect((await run(await signedIn(), { above: 1012n })).end).toEqual({ why: 'gap', last: '1024' })
})

test('what is no backup is told as what it is, and not taken over', async () => {
  const journal = await signedIn()
  const results: TrackResult[] = []
  const onResult = (result: TrackResult) => results.push(result)
  await track(journal, { ids: ['542'] }, { signal: new AbortController().signal, onResult })
  expect(results).toEqual([{ id: '542', kind: 'other kind', otherKind: '11' }])
  expect((await journal.list(1)).applications).toEqual([])
})

test('what is no backup is no gap: a walk goes on from it', async () => {
  watch((uid) => (['1005', '1014'].includes(uid) ? recovery(uid) : uid === '1022' ? found(uid) : undefined))
  const { end, kinds } = await run(await signedIn(), { above: 1000n })
  expect(kinds.filter((kind) => !kind.endsWith('missing'))).toEqual([
    '1005 other kind',
    '1014 other kind',
    '1022 tracked',
  ])
  expect(end).toEqual({ why: 'gap', last: '1032' })
})
