import { act, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { useState } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { listIndexOf } from '~/record/react/list-index'
import { useListSnapshot } from '~/record/react/use-list'
import type { Journal } from '~/record/store/store'
import { track } from '~/actions/many/track'
import { approveApplication } from '~/actions/approve'
import { recentMemos } from '~/review/decide/recent-memos'
import { ListSelectionBar } from '~/review/list/list-selection-bar'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { accepted, applied, ended } from '~/test/events'
import { latch } from '~/test/latch'
import { server } from '~/test/server'
import { renderDesk } from '~/test/render'

const onDone = vi.fn<() => void>()

// A long table draws what its frame has room for, and here nothing is laid out.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(480)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(44)
})

/** A list whose rows are all selected. */
function Selection() {
  const list = useListSnapshot()
  const all = (typeof list === 'string' ? [] : list.entries).toSorted((one, other) =>
    (one.id ?? '').localeCompare(other.id ?? ''),
  )
  return <ListSelectionBar selected={all} outOfView={0} onClear={onDone} />
}

async function open(user: Awaited<ReturnType<typeof renderDesk>>['user'], count: string) {
  await user.click(await screen.findByRole('button', { name: `Reject ${count}` }))
  return within(await screen.findByRole('dialog', { name: `Reject ${count}` }))
}

async function opened(ids: string[], count: string) {
  onDone.mockClear()
  const desk = await renderDesk(<Selection />)
  await take(desk.journal, ids)
  const dialog = await open(desk.user, count)
  const row = (id: string) => dialog.getByRole('row', { name: new RegExp(id) })
  const reject = async () => {
    await desk.user.type(dialog.getByRole('textbox', { name: 'Memo' }), 'not now')
    await desk.user.click(dialog.getByRole('button', { name: 'Reject' }))
  }
  return { ...desk, dialog, row, reject }
}

function take(journal: Journal, ids: string[]) {
  return track(journal, { ids }, { signal: new AbortController().signal, onResult: () => {} })
}

function watch(fault: (id: string) => Response | Promise<Response> | undefined = () => undefined): string[] {
  const arrivals: string[] = []
  server.use(
    http.post('*/oms/reject', async ({ request }) => {
      const { apply_id, memo } = (await request.clone().json()) as { apply_id: string; memo: string } // as rejectBody wrote it
      arrivals.push(`${apply_id} ${memo}`)
      return fault(apply_id)
    }),
  )
  return arrivals
}

test('says why nothing can be rejected', async () => {
  const { journal } = await renderDesk(<Selection />)
  await take(journal, ['556'])
  const button = await screen.findByRole('button', { name: 'Reject 0 applications' })
  expect(button).toBeDisabled()
  expect(button).toHaveAccessibleDescription('The selected one is not pending')
})

test('lists what is selected, and says why a row is left out', async () => {
  const { dialog, row } = await opened(['534', '541', '556'], '2 applications')
  expect(row('#534')).toHaveTextContent('chen.jie')
  expect(row('#534')).toHaveTextContent('Table friend')
  expect(row('#556')).toHaveTextContent('Cannot be rejected: its status is Approved')
  expect(dialog.getByText(/1 of the selected cannot be rejected/)).toBeVisible()
})

test('of a long selection only the rows in view are read whole, before and after a rejection', async () => {
  const { journal, user } = await renderDesk(<Selection />)
  const loaded = vi.spyOn(listIndexOf(journal), 'loadFull')
  await journal.importEvents(
    Array.from({ length: 200 }, (_none, index) => [
      applied(`t${index}`),
      ended(`t${index}`, accepted(String(600 + index))),
    ]).flat(),
  )
  const dialog = await open(user, '200 applications')
  watch((id) => HttpResponse.json(id === '600' ? true : {}, { status: id === '600' ? 200 : 401 }))
  await user.type(dialog.getByRole('textbox', { name: 'Memo' }), 'not now')
  await user.click(dialog.getByRole('button', { name: 'Reject' }))
  expect(await dialog.findByText('1 rejected, 199 not rejected yet', { selector: 'p' })).toBeVisible()
  expect(dialog.getByRole('row', { name: /#600/ })).toHaveTextContent(/Table t0.*Rejected/)
  expect(new Set(loaded.mock.calls.flatMap(([keys]) => keys)).size).toBeLessThan(50)
})

test('OMS is asked which of them are something else there, and that is told above them and in their rows', async () => {
  const { journal, user } = await renderDesk(<Selection />)
  await journal.importEvents(
    ['a', 'b'].flatMap((key) => [applied(key), ended(key, accepted(key === 'a' ? '558' : '559'))]),
  )
  const inOms = { id: 558, set_id: 126, zone_id: 0, table_name: 'guild' }
  server.use(http.get('*/oms/apply-detail/558', () => HttpResponse.json(inOms)))
  const dialog = await open(user, '2 applications')
  expect(await dialog.findByText(/^1 of the selected has another set, zone or table in OMS/)).toBeVisible()
  expect(dialog.getByRole('row', { name: /#558/ })).toHaveTextContent('In OMS #558 has another set, zone or table')
  expect(dialog.getByRole('row', { name: /#559/ })).not.toHaveTextContent('has another')
})

test('who has applied under a name that is not confirmed is named so', async () => {
  const { journal, user } = await renderDesk(<Selection />)
  await journal.importEvents([applied('a', { by: 'mallory', unproven: true }), ended('a', accepted('558'))])
  const dialog = await open(user, '1 application')
  expect(dialog.getByRole('row', { name: /#558/ })).toHaveTextContent('mallory (name not confirmed)')
})

test('one memo for all and another one for one, each in a request of its own', async () => {
  const { user, dialog, row } = await opened(['534', '538', '541'], '3 applications')
  const arrivals = watch()
  await user.click(dialog.getByRole('button', { name: 'Reject' }))
  expect(await dialog.findByText('Enter a memo')).toBeVisible()
  expect(arrivals).toEqual([])
  await user.type(dialog.getByRole('textbox', { name: 'Memo' }), 'not now')
  await user.click(dialog.getByRole('switch', { name: 'Different memo for some' }))
  await user.type(dialog.getByRole('textbox', { name: 'Own memo for #538' }), 'twice')
  await user.click(dialog.getByRole('button', { name: 'Reject' }))
  expect(await dialog.findByText('3 rejected', { selector: 'p' })).toBeVisible()
  expect(arrivals).toEqual(['534 not now', '538 twice', '541 not now'])
  expect(within(row('#538')).getByText('Rejected')).toBeVisible()
  expect(dialog.getByRole('progressbar', { name: 'Progress' })).toHaveAttribute('aria-valuenow', '3')
  expect(onDone).not.toHaveBeenCalled()
  await user.click((await dialog.findAllByRole('button', { name: 'Close' }))[0] ?? document.body)
  expect(onDone).toHaveBeenCalledOnce()
})

test('where each has a memo of its own, none is needed for all; Enter goes on to the next one', async () => {
  const { user, dialog } = await opened(['534', '538'], '2 applications')
  const arrivals = watch()
  await user.click(dialog.getByRole('switch', { name: 'Different memo for some' }))
  await user.type(dialog.getByRole('textbox', { name: 'Own memo for #534' }), 'not now{Enter}')
  expect(dialog.getByRole('textbox', { name: 'Own memo for #538' })).toHaveFocus()
  await user.click(dialog.getByRole('button', { name: 'Reject' }))
  expect(await dialog.findByText('Enter a memo')).toBeVisible()
  await user.type(dialog.getByRole('textbox', { name: 'Own memo for #538' }), 'twice')
  await user.click(dialog.getByRole('button', { name: 'Reject' }))
  expect(await dialog.findByText('2 rejected', { selector: 'p' })).toBeVisible()
  expect(arrivals).toEqual(['534 not now', '538 twice'])
})

test('the complaint about the memo for all ends once each has its own, and with the switch', async () => {
  const { user, dialog } = await opened(['534', '538'], '2 applications')
  const memo = dialog.getByRole('textbox', { name: 'Memo' })
  const own = dialog.getByRole('switch', { name: 'Different memo for some' })
  const reject = () => user.click(dialog.getByRole('button', { name: 'Reject' }))
  await reject()
  await waitFor(() => expect(memo).toBeInvalid())
  await user.click(own)
  await waitFor(() => expect(memo).toBeValid())
  await reject()
  await waitFor(() => expect(memo).toBeInvalid())
  await user.type(dialog.getByRole('textbox', { name: 'Own memo for #534' }), 'not now')
  expect(memo).toBeInvalid()
  await user.type(dialog.getByRole('textbox', { name: 'Own memo for #538' }), 'twice')
  await waitFor(() => expect(memo).toBeValid())
})

test('what was typed is there again after Escape, for the same selection', async () => {
  const { user, dialog } = await opened(['534', '538'], '2 applications')
  await user.type(dialog.getByRole('textbox', { name: 'Memo' }), 'not now')
  await user.click(dialog.getByRole('switch'))
  await user.type(dialog.getByRole('textbox', { name: 'Own memo for #538' }), 'twice')
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  const again = await open(user, '2 applications')
  expect(again.getByRole('textbox', { name: 'Memo' })).toHaveValue('not now')
  expect(again.getByRole('textbox', { name: 'Own memo for #538' })).toHaveValue('twice')
})

test('the list stays as it was when the dialog opened', async () => {
  const { journal, dialog, row } = await opened(['534', '538'], '2 applications')
  await take(journal, ['541'])
  expect(await screen.findByText('Reject 3 applications')).toBeInTheDocument()
  expect(dialog.getByRole('heading', { name: 'Reject 2 applications' })).toBeVisible()
  expect(dialog.queryByRole('row', { name: /#541/ })).not.toBeInTheDocument()
  expect(row('#534')).toBeVisible()
})

test('a refused row says so in the words of OMS and is retried, an unknown one is not, and the memo stays', async () => {
  const { user, dialog, row, reject } = await opened(['534', '538', '541'], '3 applications')
  watch((id) => {
    if (id === '534') return HttpResponse.json({ apply_id: ['busy'] }, { status: 422 })
    return id === '538' ? HttpResponse.error() : undefined
  })
  await reject()
  expect(await dialog.findByText('1 rejected, 1 refused, 1 of unknown outcome', { selector: 'p' })).toBeVisible()
  expect(row('#534')).toHaveTextContent('busy')
  expect(row('#538')).toHaveTextContent('Outcome unknown')
  expect(dialog.queryByRole('button', { name: 'Reject' })).not.toBeInTheDocument()
  expect(screen.getByRole('dialog')).toHaveFocus()
  expect(dialog.getByRole('textbox', { name: 'Memo' })).toHaveValue('not now')
  server.reset()
  const arrivals = watch()
  await user.click(dialog.getByRole('button', { name: 'Retry 1 refused' }))
  expect(await within(row('#534')).findByText('Rejected')).toBeVisible()
  expect(screen.getByRole('dialog')).toHaveFocus()
  expect(arrivals).toEqual(['534 not now'])
})

test.each([
  ['the last three', 3, 0],
  ['three of four', 4, 1],
])('where OMS does not answer %s, only what is left is to be gone on with', async (_name, count, left) => {
  const { dialog, reject } = await opened(['534', '538', '541', '545'].slice(0, count), `${count} applications`)
  watch(() => HttpResponse.error())
  await reject()
  await waitFor(() => expect(dialog.getAllByText('Outcome unknown')).toHaveLength(3))
  expect(await dialog.findAllByRole('button', { name: 'Close' })).toHaveLength(2)
  expect(dialog.queryAllByRole('button', { name: 'Reject' })).toHaveLength(left)
  expect(dialog.queryAllByText(/did not answer three times in a row.*then press Reject to go on/)).toHaveLength(left)
})

test('while it runs it cannot be closed but stopped, and goes on with another press', async () => {
  const { user, dialog, row, reject } = await opened(['534', '538'], '2 applications')
  const { opened: held, open: release } = latch()
  const arrivals = watch(async (id) => {
    if (id === '534') await held
    return HttpResponse.json(true)
  })
  await reject()
  await user.click(await dialog.findByRole('button', { name: 'Stop' }))
  expect(dialog.getByRole('button', { name: /^Stopping/ })).toHaveFocus()
  expect(await within(row('#534')).findAllByText('Rejecting')).toHaveLength(1)
  expect(dialog.queryByRole('button', { name: 'Close' })).not.toBeInTheDocument()
  await user.keyboard('{Escape}')
  expect(dialog.getByRole('textbox', { name: 'Memo' })).toBeVisible()
  release()
  expect(await dialog.findByText('Stopped: 1 is not rejected. Press Reject to go on.')).toBeVisible()
  expect(screen.getByRole('dialog')).toHaveFocus()
  expect(arrivals).toHaveLength(1)
  await user.click(dialog.getByRole('button', { name: 'Reject' }))
  expect(await dialog.findByText('2 rejected', { selector: 'p' })).toBeVisible()
  expect(arrivals).toHaveLength(2)
})

test('recent memos fill in the memo', async () => {
  const { user, journal, dialog, reject } = await opened(['534', '538'], '2 applications')
  await reject()
  await dialog.findByText('2 rejected', { selector: 'p' })
  await user.click(dialog.getAllByRole('button', { name: 'Close' })[0] ?? document.body)
  await take(journal, ['541'])
  const next = await open(user, '1 application')
  await user.click(await next.findByRole('button', { name: 'not now' }))
  expect(next.getByRole('textbox', { name: 'Memo' })).toHaveValue('not now')
})

test('offers the latest five different memos, newest first', () => {
  expect(recentMemos(['c ', 'f', 'e', 'd', 'c', 'b', 'a'])).toEqual(['c', 'f', 'e', 'd', 'b'])
})

test('what was approved since it was chosen is passed over, and a refused token ends it at its row until somebody is signed in', async () => {
  const { user, dialog, row, journal, reject } = await opened(['534', '538', '541'], '3 applications')
  const { applications } = await journal.list(Infinity)
  await approveApplication(journal, applications.find(({ id }) => id === '534')?.key ?? '', '534')
  const arrivals = watch(() => HttpResponse.json({}, { status: 401 }))
  await reject()
  expect(await screen.findByText('Stopped at #538')).toBeInTheDocument()
  expect(arrivals).toEqual(['538 not now'])
  expect(row('#534')).toHaveTextContent('Approved')
  expect(row('#538')).toHaveTextContent('Waiting')
  expect(row('#541')).toHaveTextContent('Waiting')
  server.reset()
  act(() => session.signIn({ token: accounts[0].token }))
  await user.click(await dialog.findByRole('button', { name: 'Reject' }))
  expect(await dialog.findByText(/^2 rejected/, { selector: 'p' })).toBeVisible()
})

test('why it went no further is not told once somebody else has decided the rest', async () => {
  const { dialog, journal, reject } = await opened(['534'], '1 application')
  watch(() => HttpResponse.json({}, { status: 401 }))
  await reject()
  expect(await screen.findByText('Stopped at #534')).toBeInTheDocument()
  server.reset()
  act(() => session.signIn({ token: accounts[0].token }))
  const { applications } = await journal.list(1)
  await approveApplication(journal, applications[0]?.key ?? '', '534')
  expect(await dialog.findByText('1 approved meanwhile', { selector: 'p' })).toBeVisible()
  expect(dialog.queryByText(/Stopped at|Press Reject/)).not.toBeInTheDocument()
})

test('one that turns out to be the application of somebody else meanwhile is rejected, and its row says so', async () => {
  const { dialog, row, journal, reject } = await opened(['534', '538'], '2 applications')
  const arrivals = watch()
  await journal.importEvents([applied('theirs'), ended('theirs', accepted('538'))])
  await reject()
  expect(await dialog.findByText('2 rejected', { selector: 'p' })).toBeVisible()
  expect(within(row('#538')).getByText('Rejected')).toBeVisible()
  expect(arrivals).toEqual(['534 not now', '538 not now'])
})

test('one whose record was cleared away meanwhile is passed over, and the others are rejected', async () => {
  const { dialog, row, journal, reject } = await opened(['534', '538', '541'], '3 applications')
  const { applications } = await journal.list(Infinity)
  await journal.forget(applications.flatMap(({ id, key }) => (id === '534' ? key : [])))
  const arrivals = watch()
  await reject()
  expect(await dialog.findByText('2 rejected, 1 no longer in this browser', { selector: 'p' })).toBeVisible()
  expect(arrivals).toEqual(['538 not now', '541 not now'])
  expect(row('#534')).toHaveTextContent(/Table friend.*No longer in this browser/)
})

/** As when somebody goes to another page and comes back. */
function Visits() {
  const [visit, setVisit] = useState(1)
  return (
    <>
      <button type="button" onClick={() => setVisit(visit + 1)}>
        Come back
      </button>
      <Selection key={visit} />
    </>
  )
}

test('a dialog that opens while the run of another one ends can be closed, and rejects once that has ended', async () => {
  const { journal, user } = await renderDesk(<Visits />)
  await take(journal, ['534', '538'])
  const slow = latch()
  const arrivals = watch((id) => (id === '534' ? slow.opened.then(() => HttpResponse.json(true)) : undefined))
  const first = await open(user, '2 applications')
  await user.type(first.getByRole('textbox', { name: 'Memo' }), 'not now')
  await user.click(first.getByRole('button', { name: 'Reject' }))
  await waitFor(() => expect(arrivals).toHaveLength(1))
  act(() => screen.getByText('Come back').click())

  const second = await open(user, '1 application')
  expect(second.queryByRole('progressbar')).toBeNull()
  expect(second.getByRole('button', { name: 'Cancel' })).toBeEnabled()
  const reject = second.getByRole('button', { name: 'Reject' })
  expect(reject).toHaveAttribute('data-loading')
  slow.open()
  await waitFor(() => expect(reject).not.toHaveAttribute('data-loading'))
  await user.click(reject)
  await waitFor(() => expect(arrivals).toEqual(['534 not now', '538 not now']))
})
