import { act, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { approveApplication } from '~/actions/approve'
import { rejectApplication } from '~/actions/reject'
import { settled } from '~/actions/settle'
import { settleRecorded, useSettle } from '~/actions/settle-recorded'
import { submitApplication } from '~/actions/submit'
import type { Evidence } from '~/oms/client'
import { withStatus } from '~/record/application'
import { openJournal, type Journal } from '~/record/store/store'
import { unsettledIntents } from '~/record/store/unsettled-intents'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { accepted, applied, draftFor, ended } from '~/test/events'
import { withLocks } from '~/test/locks'
import { renderDesk } from '~/test/render'
import { server } from '~/test/server'

const answered = (value: unknown, status = 200) => ({ state: 'answered', status, body: btoa(JSON.stringify(value)) })
const created = answered({ apply: { ret: 0, msg: '', id: 558 } })
const onItsWay = { state: 'on its way' }

/** The gate says this of every attempt, one after another and the last one for ever; what is undefined never arrives. Gives what it was asked. */
function gateSays(...states: (object | undefined)[]): { attempt: string; memory: string }[] {
  const asked: { attempt: string; memory: string }[] = []
  server.use(
    http.post('*/oms/attempts/:attempt/settle', async ({ request, params }) => {
      const { memory } = (await request.json()) as { memory: string } // as the page writes it
      const attempt = states[Math.min(asked.push({ attempt: String(params.attempt), memory }), states.length) - 1]
      return attempt === undefined ? HttpResponse.error() : HttpResponse.json({ attempt })
    }),
  )
  return asked
}

/** Those who wait for two seconds need not. */
function withoutWaiting() {
  const wait = globalThis.setTimeout
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((work: () => void, ms = 0) => wait(work, ms === 2_000 ? 0 : ms))
}

beforeEach(() => session.signIn({ token: accounts[0].token, username: 'demo' }))

const statuses = async (journal: Journal) =>
  (await journal.list(10)).applications.map((one) => withStatus(one, Date.now())).map((one) => one.status)

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
  ['nothing, since it can not be asked', lose, [undefined], { ...unknown, why: 'connection' }, 1],
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
  withoutWaiting()
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
  const [, outcome] = await journal.exportEvents((await journal.list(1)).applications.map(({ key }) => key))
  expect(outcome).toMatchObject({ answer: { status: 200, text: '{"apply":{"ret":0,"msg":"","id":558}}' } })
})

test('what is on its way for longer than its lease is given up', async () => {
  withoutWaiting()
  const asked = gateSays(onItsWay)
  const evidence = { kind: 'lost', reason: 'connection' } satisfies Evidence
  expect(await settled(applied('a'), undefined, evidence)).toBe(evidence)
  expect(asked).toHaveLength(1)
})

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
  await journal.recordOutcome(applied('a'), ended('a', accepted('558')), 'a')
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
    }),
  )
  await submitApplication(journal, draftFor(''))
  await submitApplication(journal, draftFor(''), { sendAnyway: true })
  const [application] = (await journal.list(1)).applications
  await rejectApplication(journal, application?.key ?? '', '559', 'no', true)
  await approveApplication(journal, application?.key ?? '', '559', true)
  expect(words).toEqual([null, '1', '1', '1'])
})

/** A journal with what a closed tab has left: an application, a rejection and an approval, each of unknown outcome. */
async function withOrphans(): Promise<Journal> {
  const journal = await openJournal('test')
  const now = Date.now()
  const times = { at: new Date(now).toISOString(), expires: new Date(now + 60_000).toISOString() }
  for (const [key, kind] of [['a'], ['r', 'reject intent'], ['p', 'approve intent']] as const) {
    const intent = { ...applied(key, { ...times, memory: 'memory-1' }) }
    await journal.recordIntent(intent, key, true)
    if (kind === undefined) continue
    await journal.recordOutcome(intent, ended(key, accepted(key === 'r' ? '558' : '559')), key)
    const decision = { application: key, attempt: `${key}2`, ...times, body: '{}' }
    await journal.recordIntent(
      kind === 'reject intent' ? { kind, ...decision, memo: 'no' } : { kind, ...decision },
      key,
    )
  }
  for (const attempt of await journal.underWay()) await journal.recordOrphan(attempt)
  return journal
}

test('what closed tabs have left is settled from the record, each in its own words', async () => {
  const journal = await withOrphans()
  const { intents } = await unsettledIntents(journal, Date.now())
  expect(intents.map(({ attempt }) => attempt).toSorted()).toEqual(['a', 'p2', 'r2'])
  server.use(
    http.post('*/oms/attempts/:attempt/settle', ({ params }) => {
      const answers = { a: created, r2: answered(true), p2: answered({ trans_id: 408 }) }
      return HttpResponse.json({
        attempt: Object.entries(answers).find(([attempt]) => attempt === params.attempt)?.[1],
      })
    }),
  )
  expect(await settleRecorded(journal, intents)).toBe(false)
  expect(await unsettledIntents(journal, Date.now())).toMatchObject({ intents: [] })
  expect((await journal.list(10)).applications).toMatchObject([
    { key: 'p', approval: { outcome: { kind: 'approved', transaction: '408' } } },
    { key: 'r', rejection: { outcome: { kind: 'rejected' } } },
    { key: 'a', id: '558' },
  ])
})

test.each<[string, (object | undefined)[], number | false, number]>([
  ['soon, what is on its way', [onItsWay, { state: 'lost' }], 2_000, 3],
  ['soon, and the others with it, what the gate could not be asked about', [undefined], 2_000, 1],
  ['never, what the gate knows nothing of', [{ state: 'lost' }], false, 3],
])('it is asked again: %s', async (_name, states, again, count) => {
  const journal = await withOrphans()
  const asked = gateSays(...states)
  expect(await settleRecorded(journal, (await unsettledIntents(journal, Date.now())).intents)).toBe(again)
  expect(asked).toHaveLength(count)
})

function Settling() {
  useSettle()
  return null
}

const renderSettling = () => renderDesk(<Settling />)

test('what is unknown on record is settled at the start, and whenever something becomes unknown', async () => {
  await withOrphans()
  const asked = gateSays({ state: 'closed' })
  const { journal } = await renderSettling()
  await waitFor(async () => expect(await statuses(journal)).toEqual(['pending', 'pending', 'not sent']))
  await waitFor(() => expect(asked).toHaveLength(3))
  const now = new Date()
  const expires = new Date(now.getTime() + 60_000).toISOString()
  await journal.recordIntent(applied('late', { at: now.toISOString(), expires }), 'late')
  await journal.recordOrphan('late')
  await waitFor(async () => expect(await statuses(journal)).toEqual(['not sent', 'pending', 'pending', 'not sent']))
})

test('after a sign-in, and when the network is back, the gate is asked again', async () => {
  const journal = await withOrphans()
  const asked = gateSays(undefined, undefined, { state: 'closed' })
  await renderSettling()
  await waitFor(() => expect(asked).toHaveLength(1))
  act(() => session.signOut())
  act(() => session.signIn({ token: accounts[0].token, username: 'demo' }))
  await waitFor(() => expect(asked).toHaveLength(2))
  window.dispatchEvent(new Event('offline'))
  window.dispatchEvent(new Event('online'))
  await waitFor(async () => expect(await statuses(journal)).toEqual(['pending', 'pending', 'not sent']))
})

test('a gate that could not be asked is asked again after pauses that grow', async () => {
  const pauses = new Set<number>()
  const every = globalThis.setInterval
  vi.spyOn(globalThis, 'setInterval').mockImplementation((work: () => void, ms = 0) => {
    if (ms < 1_000) return every(work, ms)
    pauses.add(ms)
    return every(work, 0)
  })
  await withOrphans()
  const asked = gateSays(...Array.from({ length: 6 }, () => undefined), { state: 'closed' })
  await renderSettling()
  await waitFor(() => expect(asked).toHaveLength(9))
  expect([...pauses]).toEqual([2_000, 4_000, 8_000, 16_000, 30_000])
})

test('nobody signed in asks nothing, and of two tabs one asks', async () => {
  const journal = await withOrphans()
  const asked = gateSays({ state: 'closed' })
  session.signOut()
  expect(await settleRecorded(journal, (await unsettledIntents(journal, Date.now())).intents)).toBe(false)
  const held = withLocks()
  held.add('backup-desk:test settle')
  onTestFinished(() => held.clear())
  await renderSettling()
  await waitFor(async () =>
    expect(await unsettledIntents(journal, Date.now())).toMatchObject({ intents: [{}, {}, {}] }),
  )
  expect(asked).toEqual([])
})
