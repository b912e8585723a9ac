import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { executeBackup, type Backup } from '~/actions/execute-backup'
import { settleRecorded } from '~/actions/settle-recorded'
import { withStatus } from '~/record/application'
import type { Intent } from '~/record/events'
import { openJournal, type Journal } from '~/record/store/store'
import { unsettledAttempts } from '~/record/unsettled'
import { session } from '~/session/session'
import { accepted, applied, at, ended } from '~/test/events'
import { latch } from '~/test/latch'
import { server } from '~/test/server'

const backup: Backup = { key: 'a', setId: '126', transaction: '260' }

/** A journal with application 558, which is approved. */
async function openApproved(memory?: string): Promise<Journal> {
  session.signIn({ token: 'token', username: 'demo' })
  const journal = await openJournal('test', () => {}, memory)
  const approval = { kind: 'approved', transaction: '260' } as const
  await journal.importEvents([applied('a'), ended('a', { ...accepted('558'), approval })])
  return journal
}
const kinds = async (journal: Journal) => (await journal.exportEvents(['a'])).map(({ kind }) => kind)
const now = async (journal: Journal) => {
  const [one] = (await journal.list(1)).applications
  if (one === undefined) throw new Error('no application')
  return withStatus(one, Date.now())
}

test.each(['start', 'resume'] as const)('%s: the intent is on disk before the request leaves', async (action) => {
  const journal = await openApproved()
  let during: string[] = []
  let sent: unknown
  server.use(
    http.post(`*/oms/${action}`, async ({ request }) => {
      sent = await request.json()
      during = await kinds(journal)
      return HttpResponse.json({ set_id: 126, trans_id: 260 })
    }),
  )
  expect(await executeBackup(journal, action, backup)).toMatchObject({ outcome: { kind: 'started' }, saved: true })
  expect(sent).toEqual({ set_id: 126, trans_id: 260 })
  expect(during.at(-1)).toBe(`${action} intent`)
  expect((await kinds(journal)).at(-1)).toBe(`${action} outcome`)
  expect(await now(journal)).toMatchObject({ openExecution: undefined, execution: { of: action, by: 'demo' } })
})

test('a start and a resumption are never under way together', async () => {
  const journal = await openApproved()
  const { opened, open } = latch()
  let arrivals = 0
  server.use(
    http.post('*/oms/:call', async () => {
      arrivals += 1
      await opened
      return HttpResponse.json({ set_id: 126, trans_id: 260 })
    }),
  )
  const first = executeBackup(journal, 'start', backup)
  await expect.poll(() => arrivals).toBe(1)
  expect(await executeBackup(journal, 'resume', backup)).toEqual({ kind: 'not attempted', why: 'in flight' })
  open()
  expect(await first).toMatchObject({ outcome: { kind: 'started' } })
  expect(arrivals).toBe(1)
})

test.each([
  ['what OMS answered', { status: 200, body: '{"set_id":126,"trans_id":260}' }, undefined],
  ['a refusal', { status: 422, body: '{"trans_id":["no"]}' }, 'refused'],
])('a start of unknown outcome is asked for at the gate, which tells %s', async (_name, { status, body }, open) => {
  const journal = await openApproved('memory-1')
  server.use(
    http.post('*/oms/start', () => HttpResponse.error()),
    http.post('*/oms/attempts/:attempt/settle', () => HttpResponse.error()),
  )
  await executeBackup(journal, 'start', backup)
  const one = await now(journal)
  expect(one.openExecution).toBe('unknown')
  expect(unsettledAttempts(one, Date.now())).toEqual([one.execution?.attempt])
  server.use(
    http.post('*/oms/attempts/:attempt/settle', () =>
      HttpResponse.json({ attempt: { state: 'answered', status, body: btoa(body) } }),
    ),
  )
  const intents = (await journal.exportEvents(['a'])).filter((event): event is Intent => event.kind === 'start intent')
  await settleRecorded(journal, intents)
  expect((await now(journal)).openExecution).toBe(open)
})

test('orders of two browsers come each as a whole, by the time of their press, and the later one counts', async () => {
  const journal = await openApproved()
  const time = (minute: number) => at.replace(':00:00', `:0${minute}:00`)
  const order = (action: 'start' | 'resume', attempt: string, minute: number) =>
    ({
      kind: `${action} intent`,
      application: 'a',
      attempt,
      at: time(minute),
      expires: time(minute),
      body: '{}',
      transaction: '260',
    }) as const
  const end = (action: 'start' | 'resume', attempt: string, minute: number) =>
    ({ kind: `${action} outcome`, application: 'a', attempt, at: time(minute), outcome: { kind: 'started' } }) as const
  await journal.importEvents([order('resume', 'theirs', 2), end('resume', 'theirs', 4)])
  await journal.importEvents([order('start', 'mine', 1), end('start', 'mine', 3)])
  expect((await kinds(journal)).slice(2)).toEqual(['start intent', 'start outcome', 'resume intent', 'resume outcome'])
  expect((await now(journal)).execution).toMatchObject({ of: 'resume', attempt: 'theirs' })
})
