import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test, vi } from 'vitest'
import { openJournal } from '~/record/store/store'
import { sharing } from '~/record/store/team-record'
import { submitApplication } from '~/actions/submit'
import type { ApplicationDraft } from '~/oms/application-draft'
import { keptMemos } from '~/review/decide/kept-memos'
import { HistoryPanel } from '~/review/list/history-panel'
import { server } from '~/test/server'
import { accepted, applied, at, draftFor, ended, expires } from '~/test/events'
import { renderDesk } from '~/test/render'

const zone = draftFor('player')
const servers: ApplicationDraft = {
  ...zone,
  target: {
    scope: 'servers',
    zoneId: '',
    tableName: '',
    serverIds: ['126.2.2.2', '126.2.2.3', '126.2.2.4', '126.2.2.5'],
  },
  autoApprove: true,
}
const panel = <HistoryPanel intro="The latest" />
const row = (name: string | RegExp) => screen.findByRole('row', { name })

/** The panel with one application, and the dialog in which its rejection with that memo was pressed. */
async function reject(memo: string) {
  const { journal, user } = await renderDesk(panel)
  await submitApplication(journal, zone)
  await user.click(await screen.findByRole('button', { name: 'Reject #558' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Reject #558' }))
  await user.type(dialog.getByRole('textbox', { name: 'Memo' }), memo)
  await user.click(dialog.getByRole('button', { name: 'Reject' }))
  return { journal, user, dialog }
}

test('where there is nothing yet it says what to do, to who applies and to who reviews', async () => {
  const { user } = await renderDesk(panel)
  expect(await screen.findByText('No applications yet')).toBeVisible()
  expect(screen.getByText(/^Apply for a backup/)).toBeVisible()
  expect(screen.getByText(/^You review\?/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Track by id' }))
  expect(await screen.findByRole('dialog', { name: 'Track by id' })).toBeVisible()
})

test('names id, status, target, set, app, servers, auto-approve and transaction, newest first', async () => {
  const { journal } = await renderDesk(panel)
  await submitApplication(journal, zone)
  await submitApplication(journal, servers)
  const first = await row(/#559.*Approved/)
  expect(first).toHaveTextContent('Transaction 260')
  expect(first).toHaveTextContent('4 servers: 126.2.2.2, 126.2.2.3, 126.2.2.4 and 1 more')
  expect(within(first).getByRole('img', { name: 'Auto-approve' })).toBeVisible()
  const second = await row(/#558/)
  expect(within(second).queryByRole('img', { name: 'Auto-approve' })).not.toBeInTheDocument()
  expect(second).toHaveTextContent('Pending')
  expect(second).toHaveTextContent('Zone 0')
  expect(second).toHaveTextContent('Table player')
  expect(within(second).getByRole('cell', { name: '126' })).toBeVisible()
  expect(within(second).getByRole('cell', { name: '2' })).toBeVisible()
  const [, ...rows] = within(screen.getByRole('region', { name: 'Applications' })).getAllByRole('row')
  expect(rows).toEqual([first, second])
})

test('says who applied and who decided, and whose name nobody has confirmed', async () => {
  const { journal } = await renderDesk(panel)
  const decision = { application: 'a', attempt: 'r', at }
  await sharing(journal).mergeRecorded(
    {
      memory: 'm',
      last: 4,
      upTo: 4,
      events: [
        applied('a', { by: 'sara', unproven: true }),
        ended('a', accepted('558')),
        { kind: 'reject intent', ...decision, by: 'chen.jie', expires, body: '{}', memo: 'Asked for twice' } as const,
        { kind: 'reject outcome', ...decision, outcome: { kind: 'rejected' } } as const,
      ].map((event, index) => ({ seq: index + 1, event })),
    },
    0,
  )
  const decided = await row(/#558.*Rejected/)
  expect(decided).toHaveTextContent('by sara (name not confirmed)')
  expect(decided).toHaveTextContent(/Rejected \d+ Nov(?: \d{4})?, \d\d:00 by chen\.jie/)
  expect(decided).toHaveTextContent('Memo: Asked for twice')
  expect(within(decided).getByTitle(/ \d{4}, \d\d:\d\d:\d\d UTC[+-]\d\d:\d\d by sara/)).toBeVisible()
  expect(within(decided).queryByRole('button')).not.toBeInTheDocument()
})

test('follows what another tab writes', async () => {
  await renderDesk(panel)
  await screen.findByText('No applications yet')
  await submitApplication(await openJournal('test'), zone)
  expect(await row(/#558/)).toBeVisible()
})

test('only what is pending can be rejected', async () => {
  const { journal } = await renderDesk(panel)
  await submitApplication(journal, servers)
  await row(/#558/)
  expect(screen.queryByRole('button', { name: /Reject/ })).not.toBeInTheDocument()
})

test('rejects with the memo, and shows it once OMS said true', async () => {
  await reject('wrong table')
  expect(await screen.findByText('Application #558 is rejected')).toBeVisible()
  expect(await row(/#558.*Rejected/)).toHaveTextContent('Memo: wrong table')
  expect(screen.queryByRole('button', { name: 'Reject #558' })).not.toBeInTheDocument()
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
})

test('what somebody else has just rejected is said, and sent when the person wants it all the same', async () => {
  server.use(
    http.post('*/oms/reject', ({ request }) => {
      if (request.headers.get('x-send-anyway') === '1') return undefined
      const proxy = { kind: 'duplicate', sent: false, by: 'li.wei', at: '2026-11-24T09:00:00.000Z' }
      return HttpResponse.json({ proxy }, { status: 409 })
    }),
  )
  const { user, dialog } = await reject('wrong table')
  expect(await dialog.findByText(/^li\.wei sent exactly the same at 24 Nov/)).toBeVisible()
  await user.click(dialog.getByRole('button', { name: 'Send anyway' }))
  expect(await screen.findByText('Application #558 is rejected')).toBeVisible()
})

test('a blank memo is an error, and nothing is sent', async () => {
  const { journal, dialog } = await reject('   ')
  expect(await dialog.findByText('Enter a memo')).toBeVisible()
  expect((await journal.list(1)).applications).toMatchObject([{ outcome: { kind: 'accepted' } }])
  expect((await journal.list(1)).applications[0]).not.toHaveProperty('rejection')
})

test.each([
  [
    'refused',
    () => HttpResponse.json({ apply_id: ['not pending'] }, { status: 422 }),
    /OMS refused.*apply_id: not pending/,
  ],
  ['answered false', () => HttpResponse.json(false), /Outcome unknown/],
  ['lost', () => HttpResponse.error(), /Outcome unknown.*may or may not be rejected/],
  [
    'stopped by the proxy',
    () => HttpResponse.json({ proxy: { kind: 'refused', sent: false } }, { status: 502 }),
    /Not sent/,
  ],
])('a rejection that is %s keeps the memo, and the application stays pending', async (_name, answer, text) => {
  server.use(http.post('*/oms/reject', answer))
  const { user, dialog } = await reject('wrong table')
  expect(await dialog.findByRole('alert')).toHaveTextContent(text)
  expect(dialog.getByRole('textbox', { name: 'Memo' })).toHaveValue('wrong table')
  await user.click(dialog.getByRole('button', { name: 'Cancel' }))
  expect(await row(/#558/)).toHaveTextContent('Pending')
})

test.each([
  [
    'refused',
    'Refused',
    () => HttpResponse.json({ apply: { ret: 1, msg: 'no table in this zone' } }),
    'no table in this zone',
  ],
  ['lost', 'Outcome unknown', () => HttpResponse.error(), 'The proxy has no answer from OMS either'],
  [
    'not sent',
    'Not sent',
    () => HttpResponse.json({ proxy: { kind: 'refused', sent: false } }, { status: 502 }),
    'could not connect to OMS',
  ],
])('an application that is %s stays in the list as "%s"', async (_name, status, answer, text) => {
  server.use(http.post('*/oms/apply', answer))
  const { journal } = await renderDesk(panel)
  await submitApplication(journal, zone)
  expect(await row(new RegExp(`No OMS id.*${status}`))).toHaveTextContent(text)
})

test.each(['Reject', 'Approve'])(
  'what was decided elsewhere is asked for at once when OMS refuses "%s"',
  async (verb) => {
    const refuse = () => HttpResponse.json({ uid: ['apply not in pending status'] }, { status: 422 })
    let isDecided = false
    const decided = () => {
      isDecided = true
      return refuse()
    }
    const detail = { id: 558, set_id: 126, username: 'demo', execute_status: 0 }
    server.use(
      http.post('*/oms/reject', decided),
      http.post('*/oms/check', decided),
      http.get('*/oms/apply-detail/558', () => HttpResponse.json({ ...detail, trans_id: isDecided ? 408 : 0 })),
    )
    const { journal, user } = await renderDesk(panel)
    await submitApplication(journal, zone)
    await waitFor(async () => expect((await journal.find('558'))?.application.seen).toBeDefined())
    await user.click(await screen.findByRole('button', { name: `${verb} #558` }))
    const dialog = within(await screen.findByRole('dialog', { name: `${verb} #558` }))
    if (verb === 'Reject') await user.type(dialog.getByRole('textbox', { name: 'Memo' }), 'no')
    await user.click(dialog.getByRole('button', { name: verb }))
    await dialog.findByRole('alert')
    await user.click(dialog.getByRole('button', { name: 'Cancel' }))
    expect(await row(/#558.*Approved/)).toHaveTextContent('Transaction 408')
    expect(screen.queryByRole('button', { name: /#558/ })).not.toBeInTheDocument()
  },
)

test('a typed memo is there again after Escape, for its own application only, and gone once it is sent', async () => {
  const { journal, user } = await renderDesk(panel)
  await submitApplication(journal, zone)
  await submitApplication(journal, draftFor('guild'))
  const open = async (id: string) => {
    await user.click(await screen.findByRole('button', { name: `Reject ${id}` }))
    return within(await screen.findByRole('dialog', { name: `Reject ${id}` })).getByRole('textbox', { name: 'Memo' })
  }
  await user.type(await open('#558'), 'wrong table')
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(await open('#559')).toHaveValue('')
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  const memo = await open('#558')
  expect(memo).toHaveValue('wrong table')
  await user.click(screen.getByRole('button', { name: 'Reject' }))
  expect(await screen.findByText('Application #558 is rejected')).toBeVisible()
  expect(keptMemos([(await journal.find('558'))?.application.key ?? '']).memo).toBe('')
})

test('text of any origin is shown as text', async () => {
  const nasty = '<img src=x onerror=alert(1)>\u202e'
  server.use(http.post('*/oms/apply', () => HttpResponse.json({ apply: { ret: 1, msg: nasty } })))
  const { journal } = await renderDesk(panel)
  await submitApplication(journal, { ...zone, target: { scope: 'tables', zoneId: '', tableName: nasty } })
  expect(await row(/No OMS id.*Refused/)).toHaveTextContent('<img src=x onerror=alert(1)>')
  expect(document.querySelector('img')).toBeNull()
})

test('records that make no sense are counted, and the others are shown', async () => {
  const { journal } = await renderDesk(panel)
  // What a damaged or foreign record looks like.
  await (await journal.database()).put('applications', { key: 'x', seq: 0, draft: 'nonsense' } as never)
  await submitApplication(journal, zone)
  expect(await screen.findByText('1 record cannot be read')).toBeVisible()
  expect(await row(/#558/)).toBeVisible()
})

test('a journal that can not be read says so, and a retry finds what is there', async () => {
  const index = vi.spyOn(IDBObjectStore.prototype, 'index').mockImplementation(() => {
    throw new DOMException('broken', 'UnknownError')
  })
  const { user } = await renderDesk(panel)
  expect(await screen.findByRole('alert')).toHaveTextContent('could not be read')
  index.mockRestore()
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  expect(await screen.findByText('No applications yet')).toBeVisible()
})
