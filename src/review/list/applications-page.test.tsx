import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { afterEach, expect, test, vi } from 'vitest'
import type { Journal } from '~/record/store/store'
import { rejectApplication } from '~/actions/reject'
import { submitApplication } from '~/actions/submit'
import { ApplicationsPage } from '~/review/list/applications-page'
import { pending } from '~/review/transfer/test-transfer'
import { catchSaved } from '~/test/catch-saved'
import { draftFor } from '~/test/events'
import { latch } from '~/test/latch'
import { renderDesk } from '~/test/render'
import { server } from '~/test/server'

afterEach(() => {
  vi.unstubAllGlobals()
  Reflect.deleteProperty(navigator, 'storage')
})

/** Applications #558 and so on. */
async function arrive(journal: Journal, ...tables: string[]) {
  for (const table of tables) await submitApplication(journal, draftFor(table))
}

/** As another tab does it. */
async function rejectedElsewhere(journal: Journal, id: string) {
  const found = await journal.find(id)
  await rejectApplication(journal, found?.application.key ?? '', id, 'elsewhere')
}

/** The rows of the list of what is pending, by their ids and status. */
const rows = () =>
  within(screen.getByRole('table', { name: 'Applications' }))
    .getAllByRole('row')
    .slice(1)
    .flatMap(
      ({ textContent }) =>
        /#\d+.*(?:Pending|Rejected)/.exec(textContent ?? '')?.[0].replace(/^(#\d{3}).*(Pending|Rejected)$/, '$1 $2') ??
        [],
    )

async function renderPending() {
  history.replaceState(null, '', '/applications?show=pending')
  const desk = await renderDesk(<ApplicationsPage />)
  await arrive(desk.journal, 'mail', 'guild')
  await waitFor(() => expect(rows()).toEqual(['#558 Pending', '#559 Pending']))
  return desk
}

test('under the pointer no row changes its place: what was decided elsewhere stays and says so, what is new waits', async () => {
  const { user, journal } = await renderPending()
  await user.hover(await screen.findByRole('row', { name: /#559/ }))
  await rejectedElsewhere(journal, '558')
  await arrive(journal, 'player')
  await waitFor(() => expect(rows()).toEqual(['#558 Rejected', '#559 Pending']))
  expect(screen.queryByRole('button', { name: /#558/ })).not.toBeInTheDocument()
  await user.click(await screen.findByRole('button', { name: 'Show what has changed' }))
  await waitFor(() => expect(rows()).toEqual(['#559 Pending', '#560 Pending']))
  expect(screen.queryByRole('button', { name: 'Show what has changed' })).not.toBeInTheDocument()
})

test.each([
  ['grants it', async () => true, /^All applications recorded in this browser$/],
  ['denies it', async () => false, /^All applications recorded in this browser, which may delete them/],
  ['cannot be asked', undefined, /^All applications recorded in this browser, which may delete them/],
])(
  'what is sent is to stay also when the disk is full, and the list says where the browser %s',
  async (_, persist, intro) => {
    let isPersisted = false
    const ask = vi.fn<() => Promise<boolean>>(async () => (isPersisted = (await persist?.()) ?? false))
    const storage = persist && { persist: ask, persisted: async () => isPersisted }
    Object.defineProperty(navigator, 'storage', { configurable: true, value: storage })
    const { journal } = await renderDesk(null)
    await arrive(journal, 'player')
    expect(ask).toHaveBeenCalledTimes(persist ? 1 : 0)
    await renderDesk(<ApplicationsPage />)
    expect(await screen.findByText(intro)).toBeVisible()
  },
)

test('a record of which nothing can be read says that alone, and not that there are no applications', async () => {
  history.replaceState(null, '', '/applications')
  const { journal } = await renderDesk(<ApplicationsPage />)
  expect(await screen.findByText('No applications yet')).toBeVisible()
  await (await journal.database()).put('applications', { key: 'x', seq: 1, draft: 'nonsense' } as never)
  new BroadcastChannel(journal.name).postMessage('all')
  expect(await screen.findByText('1 record cannot be read')).toBeVisible()
  expect(screen.queryByText('No applications yet')).not.toBeInTheDocument()
})

test('rows stand still for the keyboard too, until it goes elsewhere', async () => {
  const { user, journal } = await renderPending()
  const search = screen.getByRole('searchbox', { name: 'Search applications' })
  ;(await screen.findByRole('checkbox', { name: 'Select #559' })).focus()
  await rejectedElsewhere(journal, '558')
  await waitFor(() => expect(rows()).toEqual(['#558 Rejected', '#559 Pending']))
  await user.click(search)
  await waitFor(() => expect(rows()).toEqual(['#559 Pending']))
})

test('a row that is decided here leaves the list of what is pending at once', async () => {
  const { user } = await renderPending()
  await user.click(await screen.findByRole('button', { name: 'Reject #558' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Reject #558' }))
  await user.type(dialog.getByRole('textbox', { name: 'Memo' }), 'no')
  await user.click(dialog.getByRole('button', { name: 'Reject' }))
  expect(await screen.findByText('Application #558 is rejected')).toBeVisible()
  expect(screen.getByRole('link', { name: '#559' })).toHaveFocus()
  await user.hover(await screen.findByRole('row', { name: /#559/ }))
  await waitFor(() => expect(rows()).toEqual(['#559 Pending']))
})

test('what is selected is rejected in the order of the rows', async () => {
  const { user } = await renderPending()
  await user.click(await screen.findByRole('checkbox', { name: 'Select all 2' }))
  await user.click(screen.getByRole('button', { name: 'Reject 2 applications' }))
  const chosen = within(await screen.findByRole('table', { name: 'Selected applications' }))
  expect(chosen.getAllByRole('row').map(({ textContent }) => /#\d+/.exec(textContent ?? '')?.[0])).toEqual([
    undefined,
    '#558',
    '#559',
  ])
})

test('a list of which more is being read can be exported once all of it is there', async () => {
  const { journal, unmount } = await renderDesk(null)
  const events = Array.from({ length: 300 }, (_none, index) => pending(`t${index}`, String(1000 + index)))
  await journal.importEvents(events.flat())
  unmount()
  const { opened: rested, open: rest } = latch()
  vi.stubGlobal('requestIdleCallback', (read: () => void) => void rested.then(read))
  const saved = catchSaved()
  history.replaceState(null, '', '/applications')
  const { user } = await renderDesk(<ApplicationsPage />)
  const button = await screen.findByRole('button', { name: 'Export' })
  expect(button).toHaveAccessibleDescription(/of 300/)
  expect(button).toBeDisabled()
  rest()
  await waitFor(() => expect(button).toBeEnabled())
  await user.click(button)
  await user.click(await screen.findByRole('menuitem', { name: 'CSV' }))
  await waitFor(() => expect(saved).toHaveLength(1))
  expect((await saved[0]?.blob.text())?.split('\r\n')).toHaveLength(301)
})

test('a dialog of many stays, and goes on, while the record is read anew', async () => {
  const { journal: before, unmount } = await renderDesk(null)
  const events = Array.from({ length: 300 }, (_none, index) => pending(`t${index}`, String(1000 + index)))
  await before.importEvents(events.flat())
  unmount()
  history.replaceState(null, '', '/applications?q=t150')
  const { user, journal } = await renderDesk(<ApplicationsPage />)
  await user.click(await screen.findByRole('checkbox', { name: 'Select #1150' }))
  await user.click(screen.getByRole('button', { name: 'Reject 1 application' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Reject 1 application' }))
  await user.type(dialog.getByRole('textbox', { name: 'Memo' }), 'no')
  const { opened: rested, open: rest } = latch()
  vi.stubGlobal('requestIdleCallback', (read: () => void) => void rested.then(read))
  await journal.importEvents(pending('new', '5000'))
  expect(await screen.findByText(/of 301 read/)).toBeInTheDocument()
  server.use(http.post('*/oms/reject', () => HttpResponse.json(true)))
  await user.click(dialog.getByRole('button', { name: 'Reject' }))
  expect(await dialog.findByText('1 rejected', { selector: 'p' })).toBeVisible()
  rest()
})

test('a browser that lets the address change no more for now is no obstacle to a search', async () => {
  const { user } = await renderPending()
  const search = screen.getByRole('searchbox', { name: 'Search applications' })
  // As Safari and Firefox do after some hundred changes within seconds.
  const replace = vi.spyOn(history, 'replaceState').mockImplementation(() => {
    throw new DOMException('too often', 'SecurityError')
  })
  await user.type(search, 'gui')
  await waitFor(() => expect(rows()).toEqual(['#559 Pending']))
  replace.mockRestore()
  await waitFor(() => expect(window.location.search).toBe('?show=pending&q=gui'))
  expect(search).toHaveValue('gui')
})

test('what a link names is looked up to its end while the record is read anew', async () => {
  const { journal: before, unmount } = await renderDesk(null)
  const events = Array.from({ length: 300 }, (_none, index) => pending(`t${index}`, String(1000 + index)))
  await before.importEvents(events.flat())
  unmount()
  history.replaceState(null, '', '/applications?track=5001-5060')
  const { opened: answered, open: answer } = latch()
  server.use(http.get('*/oms/apply-detail/:uid', () => answered.then(() => undefined)))
  const { user, journal } = await renderDesk(<ApplicationsPage />)
  await user.click(await screen.findByRole('button', { name: 'Look up 60 in OMS' }))
  const { opened: rested, open: rest } = latch()
  vi.stubGlobal('requestIdleCallback', (read: () => void) => void rested.then(read))
  await journal.importEvents(pending('new', '4000'))
  expect(await screen.findByText(/of 301 read/)).toBeInTheDocument()
  answer()
  expect((await screen.findAllByText('60 not found'))[0]).toBeVisible()
  rest()
})

test('what takes a filter back goes with it, and leaves the focus beside it', async () => {
  history.replaceState(null, '', '/applications?set=126&app=2&zone=7')
  const { user, journal } = await renderDesk(<ApplicationsPage />)
  await arrive(journal, 'mail')
  await user.click(await screen.findByRole('button', { name: 'Remove Zone: 7' }))
  expect(screen.getByRole('button', { name: 'Filters (2)' })).toHaveFocus()
  await user.click(screen.getByRole('button', { name: 'Clear all' }))
  expect(screen.getByRole('button', { name: 'Filters' })).toHaveFocus()
  await user.type(screen.getByRole('searchbox'), 'nothing')
  const none = (await screen.findByText('No application matches')).parentElement ?? document.body
  await user.click(within(none).getByRole('button', { name: 'Clear all' }))
  expect(screen.getByRole('heading', { name: 'Applications' })).toHaveFocus()
})

test('what shows the changes, ends the selection or closes what was said goes with it, and leaves the focus on the page', async () => {
  const { user, journal } = await renderPending()
  await user.click(await screen.findByRole('checkbox', { name: 'Select #559' }))
  await rejectedElsewhere(journal, '559')
  await user.click(await screen.findByRole('button', { name: 'Show what has changed' }))
  expect(document.body).not.toHaveFocus()
  await user.click(screen.getByRole('button', { name: 'Clear selection' }))
  expect(document.body).not.toHaveFocus()
  await user.click(screen.getByRole('button', { name: 'Reject #558' }))
  await user.type(await screen.findByRole('textbox', { name: 'Memo' }), 'no{Control>}{Enter}{/Control}')
  await user.click(await screen.findByRole('button', { name: 'Close' }))
  expect(document.body).not.toHaveFocus()
})
