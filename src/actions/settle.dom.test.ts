import { http, HttpResponse } from 'msw'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { approveApplication } from '~/actions/approve'
import { executeBackup } from '~/actions/execute-backup'
import { rejectApplication } from '~/actions/reject'
import { settled, underWayMs } from '~/actions/settle'
import { submitApplication } from '~/actions/submit'
import type { Evidence } from '~/oms/evidence'
import { openJournal, type Journal } from '~/record/store/store'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { accepted, applied, draftFor, ended } from '~/test/events'
import { server } from '~/test/server'
import { answered, created, gateSays, onItsWay, statuses } from '~/actions/test-gate'

/** Those who wait for two seconds need not; counts them. */
function withoutWaiting(): { waits: number } {
  const counted = { waits: 0 }
  const wait = globalThis.setTimeout
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((work: () => void, ms = 0) => {
    if (ms === 2_000) counted.waits += 1
    return wait(work, ms === 2_000 ? 0 : ms)
  })
  return counted
}

beforeEach(() => session.signIn({ token: accounts[0].token, username: 'demo' }))

const lose = () => HttpResponse.error()
const repeated = () => HttpResponse.json({ proxy: { kind: 'repeated', sent: 'maybe' } }, { status: 409 })
const front = () => HttpResponse.html('<h1>Bad Gateway</h1>', { status: 502 })
const unknown = { kind: 'unknown' }

test.each<[string, () => Response, (object | undefined)[], object, number]>([
  ['what OMS has answered', lose, [created], { kind: 'accepted', id: '558' }, 1],
  ['what OMS answers in the end', lose, [onItsWay, onItsWay, created], { kind: 'accepted' }, 3],
  ['a refusal', lose, [answered({ apply: { ret: 1, msg: 'no' } })], { kind: 'refused', messages: ['no'] }, 1],
  ['that it never arrived', lose, [{ state: 'closed' }], { kind: 'not sent', why: 'closed' }, 1],
  ['that nothing has left', lose, [{ state: 'gave up', kind: 'refused', sent: false }], { kind: 'not sent' }, 1],
  ['that OMS gave none', lose, [{ state: 'gave up', kind: 'cut', sent: 'maybe' }], { ...unknown, why: 'proxy' }, 1],
  ['that it knows nothing', lose, [{ state: 'lost' }], { ...unknown, why: 'gate' }, 1],
  ['nothing, since it cannot be asked', lose, [undefined], { ...unknown, why: 'connection' }, 1],
  ['the first of two that a browser has sent', repeated, [onItsWay, created], { kind: 'accepted' }, 2],
  ['what a front has lost', front, [created], { kind: 'accepted' }, 1],
  ['nothing: OMS itself answers in no known way', () => HttpResponse.json({}, { status: 500 }), [created], unknown, 0],
  ['nothing: the answer is here', () => HttpResponse.json({ apply: { ret: 1 } }), [created], { kind: 'refused' }, 0],
])('an application whose answer is lost is what the gate says: %s', async (_name, answer, states, outcome, count) => {
  withoutWaiting()
  server.use(http.post('*/oms/apply', answer))
  const asked = gateSays(...states)
  const journal = await openJournal('test', () => {}, 'memory-1')
  expect(await submitApplication(journal, draftFor(''))).toMatchObject({ saved: true, outcome })
  const [application] = (await journal.list(1)).applications
  expect(application?.outcome).toMatchObject(outcome)
  expect(asked).toEqual(Array.from({ length: count }, () => ({ attempt: application?.key, memory: 'memory-1' })))
  expect(await journal.underWay()).toEqual([])
})

test.each([
  ['fault_lost_connection', 'accepted'],
  ['fault_lost_answer', 'unknown'],
])("the demo's gate tells of %s what it knows: %s", async (tableName, kind) => {
  expect(await submitApplication(await openJournal('test'), draftFor(tableName))).toMatchObject({ outcome: { kind } })
})

test('while OMS may still answer the gate the application is being sent, and its answer is kept to the letter', async () => {
  const counted = withoutWaiting()
  server.use(http.post('*/oms/apply', lose))
  const journal = await openJournal('test')
  const during: string[][] = []
  server.use(
    http.post('*/oms/attempts/:attempt/settle', async () => {
      during.push(await statuses(journal))
      return HttpResponse.json({ attempt: during.length === 2 ? created : onItsWay })
    }),
  )
  await submitApplication(journal, draftFor(''))
  expect(during).toEqual([['sending'], ['sending']])
  expect(counted.waits).toBe(1)
  const [, outcome] = await journal.exportEvents((await journal.list(1)).applications.map(({ key }) => key))
  expect(outcome).toMatchObject({ answer: { status: 200, text: '{"apply":{"ret":0,"msg":"","id":558}}' } })
})

test.each([
  [0, 1],
  [1_999, 1],
  [2_001, 2],
  [5_000, 3],
])(
  'what is on its way is asked about every two seconds, and no more once its lease is over by then: %i ms',
  async (left, count) => {
    const { setTimeout: patient } = globalThis
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    vi.spyOn(globalThis, 'setTimeout').mockImplementation((work: () => void, ms = 0) => {
      if (ms !== underWayMs) return patient(work, ms)
      vi.setSystemTime(Date.now() + underWayMs)
      return patient(work)
    })
    // An end of it: what asks for too long fails here.
    const asked = gateSays(onItsWay, onItsWay, onItsWay, onItsWay, created)
    const evidence = { kind: 'lost', reason: 'connection' } satisfies Evidence
    const intent = applied('a', { expires: new Date(Date.now() + left).toISOString() })
    expect(await settled(intent, undefined, evidence)).toBe(evidence)
    expect(asked).toHaveLength(count)
  },
)

test.each([
  ['reject', rejectApplication, answered(true), { rejection: { outcome: { kind: 'rejected' } } }],
  [
    'check',
    (journal: Journal, key: string, id: string) => approveApplication(journal, key, id),
    answered({ set_id: 126, trans_id: 408, username: 'tcaplus' }),
    { approval: { outcome: { kind: 'approved', transaction: '408' } } },
  ],
])('a decision whose answer is lost is what the gate says: %s', async (path, decide, state, known) => {
  const journal = await openJournal('test')
  await journal.recordIntent(applied('a'), 'a')
  await journal.recordOutcome(applied('a'), ended('a', accepted('558')))
  server.use(http.post(`*/oms/${path}`, lose))
  gateSays(state)
  await decide(journal, 'a', '558', 'not now')
  expect((await journal.list(1)).applications).toMatchObject([known])
})

test('only what the person has seen is sent with the word that it is wanted all the same', async () => {
  const journal = await openJournal('test')
  const words: (string | null)[] = []
  server.use(
    http.post('*/oms/*', ({ request }) => {
      words.push(request.headers.get('x-send-anyway'))
      // What is decided would not be decided again.
      return request.url.endsWith('/apply') ? undefined : HttpResponse.json({}, { status: 500 })
    }),
  )
  await submitApplication(journal, draftFor(''))
  const [{ key } = { key: '' }] = (await journal.list(1)).applications
  await submitApplication(journal, draftFor(''), { sendAnyway: true, seen: [key] })
  for (const seen of [undefined, true]) {
    await rejectApplication(journal, key, '558', 'no', seen)
    await approveApplication(journal, key, '558', seen)
    await executeBackup(journal, 'resume', { key, setId: '126', transaction: '260' }, seen)
  }
  expect(words).toEqual([null, '1', null, null, null, '1', '1', '1'])
})
