import { focusManager } from '@tanstack/react-query'
import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, onTestFinished, test } from 'vitest'
import { submitApplication } from '~/actions/submit'
import { keptMemos } from '~/review/decide/kept-memos'
import { HistoryPanel } from '~/review/list/history-panel'
import { justSentBy } from '~/test/answers'
import { server } from '~/test/server'
import { accepted, applied, draftFor, ended, serversDraft } from '~/test/events'
import { latch } from '~/test/latch'
import { renderDesk } from '~/test/render'

const zone = draftFor('player')
const panel = <HistoryPanel />
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

test('only what is pending can be rejected', async () => {
  const { journal } = await renderDesk(panel)
  await submitApplication(journal, serversDraft)
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
  server.use(http.post('*/oms/reject', ({ request }) => justSentBy('li.wei', request)))
  const { user, dialog } = await reject('wrong table')
  expect(await dialog.findByText(/^li\.wei sent exactly the same at 24 Nov/)).toBeVisible()
  await user.click(dialog.getByRole('button', { name: 'Send anyway' }))
  expect(await screen.findByText('Application #558 is rejected')).toBeVisible()
})

test('an application whose id OMS has given to a later one is not rejected in its place, and it is said why', async () => {
  const arrived: string[] = []
  server.use(http.post('*/oms/reject', ({ request }) => void arrived.push(request.url)))
  const { journal, user } = await renderDesk(panel)
  for (const [key, hour] of [
    ['old', 10],
    ['new', 11],
  ] as const) {
    const intent = applied(key, { at: `2026-11-23T${hour}:00:00.000Z` })
    await journal.recordIntent(intent, key)
    await journal.recordOutcome(intent, ended(key, accepted('558'), intent.at))
  }
  const old = within(await row(/#558.*Table old/))
  await user.click(old.getByRole('button', { name: 'Reject #558' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Reject #558' }))
  await user.type(dialog.getByRole('textbox', { name: 'Memo' }), 'wrong table')
  await user.click(dialog.getByRole('button', { name: 'Reject' }))
  expect(await dialog.findByText(/in OMS its id now belongs to something else. Do not select it again/)).toBeVisible()
  expect(arrived).toEqual([])
})

test.each(['   ', '\u200b\u2060'])(
  'a memo of %j, in which nothing is seen, is an error, and nothing is sent',
  async (memo) => {
    const { journal, dialog } = await reject(memo)
    expect(await dialog.findByText('Enter a memo')).toBeVisible()
    expect((await journal.list(1)).applications).toMatchObject([{ outcome: { kind: 'accepted' } }])
    expect((await journal.list(1)).applications[0]).not.toHaveProperty('rejection')
  },
)

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
    // Nothing asks again and again in a window that is out of view.
    focusManager.setFocused(false)
    onTestFinished(() => focusManager.setFocused(undefined))
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

test.each(['Reject', 'Approve'])('"%s" of one application does not wait for that of another one', async (verb) => {
  const kept = latch()
  onTestFinished(kept.open)
  const arrivals: string[] = []
  const keep = async ({ request }: { request: Request }) => {
    arrivals.push(await request.clone().text())
    await kept.opened
  }
  server.use(http.post('*/oms/reject', keep), http.post('*/oms/check', keep))
  const { journal, user } = await renderDesk(panel)
  await submitApplication(journal, zone)
  await submitApplication(journal, draftFor('guild'))
  for (const id of ['558', '559']) {
    await user.click(await screen.findByRole('button', { name: `${verb} #${id}` }))
    const dialog = within(await screen.findByRole('dialog', { name: `${verb} #${id}` }))
    if (verb === 'Reject') await user.type(dialog.getByRole('textbox', { name: 'Memo' }), 'no')
    await user.click(dialog.getByRole('button', { name: verb }))
    await waitFor(() => expect(arrivals.at(-1)).toContain(id))
    await user.click(dialog.getByRole('button', { name: 'Cancel' }))
  }
})

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
