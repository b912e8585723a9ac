import { act, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { settleRecorded, useSettle } from '~/actions/settle-recorded'
import { openJournal, type Journal } from '~/record/store/store'
import { unsettledIntents } from '~/record/store/unsettled-intents'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { accepted, applied, detailOf, ended, justNow, underWay } from '~/test/events'
import { withLocks } from '~/test/locks'
import { quickPauses } from '~/test/quick-pauses'
import { renderDesk } from '~/test/render'
import { server } from '~/test/server'
import { answered, created, gateSays, onItsWay, statuses } from '~/actions/test-gate'
import { noRoom } from '~/test/no-room'

beforeEach(() => session.signIn({ token: accounts[0].token, username: 'demo' }))

/** A journal with what a closed tab has left: an application, a rejection and an approval, each of unknown outcome. */
async function withOrphans(): Promise<Journal> {
  const journal = await openJournal('test')
  const times = underWay()
  for (const [key, kind] of [['a'], ['r', 'reject intent'], ['p', 'approve intent']] as const) {
    const intent = { ...applied(key, { ...times, memory: 'memory-1' }) }
    await journal.recordIntent(intent, key)
    if (kind === undefined) continue
    await journal.recordOutcome(intent, ended(key, accepted(key === 'r' ? '558' : '559')))
    const decision = { application: key, attempt: `${key}2`, ...times, body: '{}', memory: 'memory-1' }
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
    http.post('*/oms/attempts/:attempt/settle', ({ request, params }) => {
      if (request.headers.get('authorization') !== `Bearer ${accounts[0].token}`) return HttpResponse.error()
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

test.each([
  ['start', { set_id: 126, trans_id: 260 }],
  ['resume', { set_id: 126, trans_id: 40 }],
] as const)('an order to %s is settled from the record, and its answer kept to the letter', async (action, said) => {
  const journal = await openJournal('test')
  await journal.recordSeen(detailOf({ id: '600', transaction: '260' }), justNow(), {})
  const [{ key } = { key: '' }] = (await journal.list(1)).applications
  const intent = { kind: `${action} intent`, application: key, attempt: 'd', body: '{}', transaction: '260' } as const
  await journal.recordIntent({ ...intent, ...underWay() }, 'd')
  await journal.recordOrphan('d')
  gateSays(answered(said))
  await settleRecorded(journal, (await unsettledIntents(journal, Date.now())).intents)
  const answer = { status: 200, text: JSON.stringify(said) }
  expect((await journal.exportEvents([key])).at(-1)).toMatchObject({
    kind: `${action} outcome`,
    attempt: 'd',
    outcome: { kind: 'started' },
    answer,
  })
})

test.each<[string, (object | undefined)[], number | false, number]>([
  ['soon, what is on its way', [onItsWay, { state: 'lost' }], 2_000, 3],
  ['soon, and the others with it, what the gate could not be asked about', [undefined], 2_000, 1],
  ['never, what the gate knows nothing of', [{ state: 'lost' }], false, 3],
])('it is asked again: %s', async (_name, states, again, count) => {
  const journal = await withOrphans()
  const asked = gateSays(...states)
  expect(await settleRecorded(journal, (await unsettledIntents(journal, Date.now())).intents)).toBe(again)
  expect(asked.map(({ memory }) => memory)).toEqual(Array.from({ length: count }, () => 'memory-1'))
})

test('what is unknown is found among the latest applications, however much news of others came since', async () => {
  const journal = await openJournal('test')
  await journal.recordSeen(detailOf({ id: '600' }), justNow(), {})
  await journal.recordIntent(applied('a', underWay()), 'a')
  await journal.recordOrphan('a')
  for (let status = 1; status <= 160; status += 1)
    await journal.recordSeen(detailOf({ id: '600', status: `${status}` }), justNow())
  await journal.recordSeen(detailOf({ id: '601' }), justNow(), {})
  const { intents } = await unsettledIntents(journal, Date.now())
  expect(intents.map(({ attempt }) => attempt)).toEqual(['a'])
})

test.each(['approve intent', 'start intent'] as const)(
  'an unknown one is found however old its application is: %s',
  async (kind) => {
    const journal = await openJournal('test')
    const transaction = kind === 'start intent' ? '260' : '0'
    for (let id = 600; id < 660; id += 1)
      await journal.recordSeen(detailOf({ id: `${id}`, transaction }), justNow(), {})
    const oldest = (await journal.list(60)).applications.at(-1)
    const about = { application: oldest?.key ?? '', attempt: 'd', body: '{}', ...underWay() }
    await journal.recordIntent(kind === 'start intent' ? { kind, ...about, transaction } : { kind, ...about }, 'd')
    await journal.recordOrphan('d')
    const { intents } = await unsettledIntents(journal, Date.now())
    expect(intents.map(({ attempt }) => attempt)).toEqual(['d'])
  },
)

test('an unknown decision about what was taken over is settled when that is an application of ones own', async () => {
  const journal = await openJournal('test')
  const times = underWay()
  await journal.recordIntent(applied('a', times), 'a')
  await journal.recordSeen(detailOf({ id: '558' }), justNow(), {})
  const [tracked] = (await journal.list(1)).applications
  const rejection = {
    kind: 'reject intent',
    application: tracked?.key ?? '',
    attempt: 'r',
    body: '{}',
    memo: 'no',
  } as const
  await journal.recordIntent({ ...rejection, ...times }, 'decide 558')
  await journal.recordOrphan('r')
  await journal.recordOutcome(applied('a', times), ended('a', accepted('558')))
  const { intents } = await unsettledIntents(journal, Date.now())
  expect(intents.map(({ attempt }) => attempt)).toEqual(['r'])
})

function Settling() {
  useSettle()
  return null
}

const renderSettling = () => renderDesk(<Settling />)

test('what is unknown on record is settled at the start, and whenever something becomes unknown', async () => {
  withLocks()
  await withOrphans()
  const asked = gateSays({ state: 'closed' })
  const { journal } = await renderSettling()
  await waitFor(async () => expect(await statuses(journal)).toEqual(['pending', 'pending', 'not sent']))
  await waitFor(() => expect(asked).toHaveLength(3))
  await journal.recordIntent(applied('late', underWay()), 'late')
  await journal.recordOrphan('late')
  await waitFor(async () => expect(await statuses(journal)).toEqual(['not sent', 'pending', 'pending', 'not sent']))
})

test('what a closed tab has left under way is settled once its time is over, though nothing is written', async () => {
  quickPauses()
  const journal = await openJournal('test')
  const now = Date.now()
  const times = { at: new Date(now).toISOString(), expires: new Date(now + 1_000).toISOString() }
  await journal.recordIntent(applied('a', times), 'a')
  gateSays(created)
  await renderSettling()
  await waitFor(async () => expect(await statuses(journal)).toEqual(['pending']))
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
  withLocks()
  const pauses = quickPauses()
  await withOrphans()
  const asked = gateSays(...Array.from({ length: 6 }, () => undefined), { state: 'closed' })
  await renderSettling()
  await waitFor(() => expect(asked).toHaveLength(9))
  expect([...pauses]).toEqual([2_000, 4_000, 8_000, 16_000, 30_000])
})

test('what the gate said and this browser could not write is asked again', async () => {
  const pauses = quickPauses()
  await withOrphans()
  gateSays({ state: 'closed' })
  const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(noRoom)
  const { journal } = await renderSettling()
  await waitFor(() => expect([...pauses]).toEqual(expect.arrayContaining([2_000, 4_000])))
  full.mockRestore()
  await waitFor(async () => expect(await statuses(journal)).toEqual(['pending', 'pending', 'not sent']))
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
