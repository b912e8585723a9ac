import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test, vi } from 'vitest'
import { openJournal } from '~/record/store/store'
import { sharing } from '~/team/team-record'
import { rejectApplication } from '~/actions/reject'
import { submitApplication, useSubmitApplication } from '~/actions/submit'
import { HistoryPanel } from '~/review/list/history-panel'
import { server } from '~/test/server'
import { accepted, applied, at, draftFor, ended, expires, serversDraft } from '~/test/events'
import { renderDesk } from '~/test/render'

const zone = draftFor('player')
const panel = <HistoryPanel />
const row = (name: string | RegExp) => screen.findByRole('row', { name })

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
  await submitApplication(journal, serversDraft)
  const first = await row(/#559.*Approved/)
  expect(first).toHaveTextContent('Transaction 260')
  expect(first).toHaveTextContent('4 servers: 126.2.2.2, 126.2.2.3, 126.2.2.4 and 1 more')
  expect(within(first).getByRole('img', { name: 'Auto-approve' })).toBeVisible()
  // Beside the form, that is the label of the switch alone.
  expect(within(first).queryByLabelText('Auto-approve')).not.toBeInTheDocument()
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

/** Waits for every read of the panel that has begun: the one that its rows are held after is among them. */
async function panelHasRead({ mock }: { mock: { results: { value: unknown }[] } }) {
  for (let known = -1; known !== mock.results.length;) {
    known = mock.results.length
    await Promise.all(mock.results.map(({ value }) => value))
  }
}

/** The rows by their ids. */
const ids = () =>
  screen
    .getAllByRole('link', { name: /^#\d+$/ })
    .map(({ textContent }) => textContent)
    .join(' ')

test('under the pointer the rows stay where they are, also when they are among the latest no more, until it goes elsewhere', async () => {
  const { journal, user } = await renderDesk(panel)
  const list = vi.spyOn(journal, 'list')
  const another = await openJournal('test')
  await submitApplication(journal, zone)
  await user.hover(await row(/#558/))
  await panelHasRead(list)
  for (let made = 0; made < 20; made++) {
    const seen = (await another.list(20)).applications.map(({ key }) => key)
    await submitApplication(another, zone, { seen })
  }
  expect(await screen.findByRole('button', { name: 'Show what has changed' })).toBeVisible()
  await waitFor(() => expect(ids()).toBe('#558'))
  await rejectApplication(another, (await another.find('558'))?.application.key ?? '', '558', 'elsewhere')
  expect(await row(/#558.*Rejected/)).toBeVisible()
  await user.hover(screen.getByRole('heading', { name: 'Applications' }))
  expect(await row(/#578/)).toBeVisible()
  expect(screen.getAllByRole('link', { name: /^#\d+$/ })).toHaveLength(20)
  expect(screen.queryByRole('button', { name: 'Show what has changed' })).not.toBeInTheDocument()
})

function SubmitHere() {
  const { mutate, isPending } = useSubmitApplication()
  const press = { draft: draftFor('mail'), onCreated: () => undefined }
  return (
    <button type="button" disabled={isPending} onClick={() => mutate(press)}>
      Submit
    </button>
  )
}

test('what is submitted here with the keyboard is shown, wherever the pointer is, and the rows stay again after it', async () => {
  const { journal, user } = await renderDesk(
    <>
      <SubmitHere />
      {panel}
    </>,
  )
  const list = vi.spyOn(journal, 'list')
  await submitApplication(journal, zone)
  await user.hover(await row(/#558/))
  await panelHasRead(list)
  await submitApplication(await openJournal('test'), draftFor('guild'))
  expect(await screen.findByRole('button', { name: 'Show what has changed' })).toBeVisible()
  await user.tab()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(ids()).toBe('#560 #559 #558'))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Submit' })).toBeEnabled())
  await panelHasRead(list)
  await submitApplication(await openJournal('test'), draftFor('inventory'))
  const show = await screen.findByRole('button', { name: 'Show what has changed' })
  expect(ids()).toBe('#560 #559 #558')
  show.focus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(ids()).toBe('#561 #560 #559 #558'))
  expect(document.body).not.toHaveFocus()
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

test('a journal that cannot be read says so, and a retry finds what is there', async () => {
  const index = vi.spyOn(IDBObjectStore.prototype, 'index').mockImplementation(() => {
    throw new DOMException('broken', 'UnknownError')
  })
  const { user } = await renderDesk(panel)
  expect(await screen.findByRole('alert')).toHaveTextContent('could not be read')
  index.mockRestore()
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  expect(await screen.findByText('No applications yet')).toBeVisible()
  expect(document.body).not.toHaveFocus()
})
