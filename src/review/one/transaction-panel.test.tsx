import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import type { JournalEvent } from '~/record/events'
import { ApplicationPage } from '~/review/one/application-page'
import { justSentBy } from '~/test/answers'
import { accepted, applied, at, ended, transactionOf } from '~/test/events'
import { renderDesk } from '~/test/render'
import { server } from '~/test/server'

const approved = [
  applied('a'),
  ended('a', { ...accepted('558'), approval: { kind: 'approved', transaction: '260' } }),
] satisfies JournalEvent[]
const about = { application: 'a', at } as const
const order = { ...about, attempt: 's', body: '{}', expires: at, transaction: '260', by: 'eve' } as const
const seen = (rest: Parameters<typeof transactionOf>[0], when = at): JournalEvent => ({
  ...about,
  kind: 'transaction seen',
  attempt: 'a',
  at: when,
  transaction: transactionOf(rest),
})
const detail = (Status: number, rest: object = {}) => ({ Id: 260, Status, ...rest })

/** The page of application 558, whose transaction OMS tells of with `answer`, and what was ordered there. */
async function openPage(answer: () => Response | Promise<Response>, events: JournalEvent[] = []) {
  const orders: string[] = []
  const asked: string[] = []
  server.use(
    http.get('*/oms/transaction/:set/:id', ({ request }) => {
      asked.push(new URL(request.url).pathname)
      return answer()
    }),
    http.get('*/oms/apply-detail/:uid', () => HttpResponse.json({ id: 558, set_id: 126, trans_id: 260 })),
    http.post('*/oms/:call', async ({ request, params }) => {
      if (params.call !== 'start' && params.call !== 'resume') return undefined
      orders.push(`${params.call} ${await request.text()}`)
      return HttpResponse.json({ set_id: 126, trans_id: 260 })
    }),
  )
  const desk = await renderDesk(<ApplicationPage addressKey="558" applyAddress="http://OmsAddress/apply" />)
  await desk.journal.importEvents([...approved, ...events])
  const panel = within(await screen.findByRole('region', { name: /^Backup transaction 260/ }))
  return { ...desk, panel, orders, asked }
}
const button = (name: string) => screen.queryByRole('button', { name })

test.each([
  [1, {}, 'Not started', 'Start backup #558'],
  [77, { UpdateTime: 5 }, 'Running', 'Start backup #558'],
  [5, { UpdateTime: 5 }, 'Suspended', 'Resume backup #558'],
  [9, { UpdateTime: null }, 'Completed', undefined],
  [10, { UpdateTime: [] }, 'Failed', undefined],
])('status %i with %j is "%s" and offers %s', async (status, rest, state, name) => {
  const { panel } = await openPage(() =>
    HttpResponse.json(detail(status, { StatusText: '原文', Reason: 7, IdName: 'add_table350', CanRedo: 1, ...rest })),
  )
  expect((await panel.findByText('原文')).parentElement).toHaveTextContent(`OMS says: 原文 · status ${status}`)
  expect(await screen.findAllByText(state)).toHaveLength(2)
  for (const text of ['7', 'add_table350', 'CanRedo 1, CanSuspend -, CanRollback -']) {
    expect(panel.getByText(text)).toBeVisible()
  }
  for (const one of ['Start backup #558', 'Resume backup #558']) {
    expect(button(one)?.matches(':enabled')).toBe(one === name ? true : undefined)
  }
})

test('nothing can be started before the details of this visit are there, nor when the latest question brought none', async () => {
  let isGone = false
  let answer = () => {}
  const { user, panel } = await openPage(async () => {
    await new Promise<void>((resolve) => (answer = resolve))
    return isGone
      ? HttpResponse.json({ trans_id: ["can't find transaction(trans_id=260)"] }, { status: 422 })
      : HttpResponse.json(detail(5, { StatusText: '已暂停' }))
  }, [seen({ status: '5', statusText: '已暂停' })])
  expect(await panel.findByText('已暂停')).toBeVisible()
  expect(button('Resume backup #558')).toBeNull()
  answer()
  expect(await screen.findByRole('button', { name: 'Resume backup #558' })).toBeEnabled()
  isGone = true
  await user.click(panel.getByRole('button', { name: 'Refresh' }))
  await waitFor(() => {
    answer()
    expect(panel.getByRole('alert')).toHaveTextContent(/can't find transaction/)
  })
  expect(panel.getByText('已暂停')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Resume backup #558' })).toBeDisabled()
})

test('what has ended while its dialog was open can no longer be started there, and the button says why', async () => {
  let status = 1
  const { user, panel } = await openPage(() => HttpResponse.json(detail(status)))
  await user.click(await screen.findByRole('button', { name: 'Start backup #558' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Start backup #558' }))
  const start = dialog.getByRole('button', { name: 'Start backup' })
  expect(start).toBeEnabled()
  status = 9
  // As the desk asks by itself.
  fireEvent.click(panel.getByRole('button', { name: 'Refresh', hidden: true }))
  await waitFor(() => expect(start).toBeDisabled())
  expect(start).toHaveAccessibleDescription(/The state has changed since you opened this dialog/)
})

test('a transaction that OMS never told of is in an unknown state, and the reason stands beside it', async () => {
  const { panel } = await openPage(() => HttpResponse.json({ trans_id: ['no such transaction'] }, { status: 422 }))
  expect(await panel.findByText(/no such transaction/)).toBeVisible()
  // Nobody has pressed anything.
  expect(panel.queryByRole('alert')).toBeNull()
  expect(panel.getByText('Backup state unknown')).toBeVisible()
})

test.each([
  ['start', 1, 'Start backup', '{"trans_id":260,"set_id":126}'],
  ['resume', 5, 'Resume backup', '{"set_id":126,"trans_id":260}'],
] as const)(
  '%s says what is known, is sent once, and the details are read again until they change',
  async (action, status, name, body) => {
    let count = 0
    const { user, orders, panel } = await openPage(() => {
      count += 1
      return HttpResponse.json(
        count < 3
          ? detail(status, { CreateTime: 'a', UpdateTime: 'a' })
          : detail(2, { CreateTime: 'a', UpdateTime: 'b' }),
      )
    })
    await user.click(await screen.findByRole('button', { name: `${name} #558` }))
    const dialog = within(await screen.findByRole('dialog', { name: `${name} #558` }))
    expect(dialog.getByText('Table').parentElement).toHaveTextContent(/Tablea/)
    expect(dialog.getByText(new RegExp(`^Backup transaction 260: status ${status}, read at `))).toBeVisible()
    await waitFor(() => expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus())
    await user.dblClick(dialog.getByRole('button', { name }))
    expect(
      await panel.findByText('OMS accepted the request. The details are read again until they change.'),
    ).toBeVisible()
    expect(orders).toEqual([`${action} ${body}`])
    expect(await panel.findByText('status 2', undefined, { timeout: 5_000 })).toBeVisible()
    await waitFor(() => expect(panel.queryByText(/OMS accepted the request/)).toBeNull())
    expect(screen.queryByRole('dialog')).toBeNull()
  },
)

test("OMS's refusal stands in its words, and the details are read again", async () => {
  const { user, asked } = await openPage(() => HttpResponse.json(detail(1)))
  const refusal = '当前事务状态不允许执行,当前事务状态:已成功完成'
  server.use(http.post('*/oms/start', () => HttpResponse.json({ trans_id: [refusal] }, { status: 422 })))
  await user.click(await screen.findByRole('button', { name: 'Start backup #558' }))
  const before = asked.length
  await user.click(await screen.findByRole('button', { name: 'Start backup' }))
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent('OMS refused: the backup is not started')
  expect(alert).toHaveTextContent(refusal)
  await waitFor(() => expect(asked.length).toBeGreaterThan(before))
})

test('what somebody else has just sent is said, and sent when the person wants it all the same', async () => {
  const { user } = await openPage(() => HttpResponse.json(detail(5)))
  const words: (string | null)[] = []
  server.use(
    http.post('*/oms/resume', ({ request }) => {
      words.push(request.headers.get('x-send-anyway'))
      return justSentBy(undefined, request)
    }),
  )
  await user.click(await screen.findByRole('button', { name: 'Resume backup #558' }))
  await user.click(await screen.findByRole('button', { name: 'Resume backup' }))
  await user.click(await screen.findByRole('button', { name: 'Send anyway' }))
  await waitFor(() => expect(words).toEqual([null, '1']))
})

test('details that have not changed a minute after OMS took the order are said, and an earlier start of unknown outcome', async () => {
  const { panel } = await openPage(
    () => HttpResponse.json(detail(1)),
    [
      seen({ status: '1' }, '2026-11-23T09:59:00.000Z'),
      { ...order, kind: 'start intent' },
      { ...about, kind: 'start outcome', attempt: 's', outcome: { kind: 'started' } },
    ],
  )
  const said =
    /^OMS accepted the request .* ago, and the details have not changed\. Check in OMS whether it runs, or ask again\.$/
  expect(await panel.findByText(said)).toBeVisible()
})

test('an earlier start of unknown outcome is said before the next one', async () => {
  const { user } = await openPage(
    () => HttpResponse.json(detail(1)),
    [
      { ...order, kind: 'start intent' },
      { ...about, kind: 'start outcome', attempt: 's', outcome: { kind: 'unknown', why: 'deadline' } },
    ],
  )
  expect(
    (await screen.findAllByText(/It is unknown whether OMS carried out the request to start sent at/))[0],
  ).toBeVisible()
  await user.click(await screen.findByRole('button', { name: 'Start backup #558' }))
  expect(
    await screen.findByText(/^An earlier request to start was sent at .*OMS may have carried it out\.$/),
  ).toBeVisible()
})

test('a state that is long is there whole, folded open by a press', async () => {
  const { user, panel } = await openPage(() =>
    HttpResponse.json(detail(1, { StatusText: `${'waiting for an agent. '.repeat(30)}It ends here` })),
  )
  await panel.findByText(/^waiting for an agent/)
  expect(panel.queryByText(/It ends here$/)).toBeNull()
  await user.click(panel.getByRole('button', { name: 'Show the whole text' }))
  expect(panel.getByText(/It ends here$/)).toBeVisible()
})
