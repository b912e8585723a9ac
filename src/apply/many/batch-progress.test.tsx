import { screen, waitFor, within } from '@testing-library/react'
import { openDB } from 'idb'
import { http, HttpResponse } from 'msw'
import { expect, test, vi } from 'vitest'
import { BatchProgress } from '~/apply/many/batch-progress'
import { submitApplication } from '~/actions/submit'
import { runBatch } from '~/actions/many/batch-run'
import { startBatch } from '~/actions/many/start-batch'
import type { Journal } from '~/record/store/store'
import { unauthorized } from '~/mocks/answers'
import { readRows } from '~/apply/table/many-rows'
import { justSentBy } from '~/test/answers'
import { catchSaved } from '~/test/catch-saved'
import { at, draftFor } from '~/test/events'
import { latch } from '~/test/latch'
import { t } from '~/test/texts'
import { withLocks } from '~/test/locks'
import { renderDesk, signInByHand } from '~/test/render'
import { server } from '~/test/server'

const button = (name: string) => screen.queryByRole('button', { name })

function start(journal: Journal) {
  return startBatch(journal, {
    id: 'b',
    rows: ['player', 'guild'].map((name, index) => ({ line: index + 1, draft: draftFor(name) })),
  })
}

/** Shows a table of two applications that nothing has been sent of. */
async function renderBatch() {
  const desk = await renderDesk(<BatchProgress id="b" />)
  await start(desk.journal)
  expect(await screen.findByText(/2 rows are not sent/)).toBeVisible()
  return desk
}

test('a table that cannot be read says that, and not that there is none', async () => {
  const { user } = await renderBatch()
  const raw = await openDB('backup-desk:test')
  const record: unknown = await raw.get('batches', 'b')
  await raw.put('batches', { id: 'b', rows: 'nonsense' })
  await user.click(screen.getByRole('button', { name: 'Resume' }))
  expect(await screen.findByText(/could not read or write its record of this table/)).toBeVisible()
  await raw.put('batches', record)
  raw.close()
})

test('a retry can be paused like a first run, and stopped', async () => {
  const { user } = await renderBatch()
  let refuse = true
  const release = latch()
  server.use(
    http.post('*/oms/apply', async () => {
      if (refuse) return HttpResponse.json({ apply: { ret: -1, msg: 'busy' } })
      return release.opened.then(() => undefined)
    }),
  )
  await user.click(screen.getByRole('button', { name: 'Resume' }))
  await waitFor(() => expect(button('Retry 2 refused')).toBeVisible())
  refuse = false
  await user.click(screen.getByRole('button', { name: 'Retry 2 refused' }))
  await user.click(await screen.findByRole('button', { name: 'Pause' }))
  expect(button('Pausing after this one')).toHaveAttribute('aria-disabled', 'true')
  expect(button('Pausing after this one')).toHaveFocus()
  release.open()
  await waitFor(() => expect(button('Retry 1 refused')).toBeVisible())
  expect(document.body).not.toHaveFocus()
  await user.click(screen.getByRole('button', { name: 'Retry 1 refused' }))
  await waitFor(() => expect(screen.getAllByText('Pending: 2')[0]).toBeVisible())
  expect(button('Pause')).not.toBeInTheDocument()
  expect(document.body).not.toHaveFocus()
})

test('a stopped table is sent no further, and offers neither to resume nor to retry', async () => {
  const saved = catchSaved()
  const { user, journal } = await renderBatch()
  await user.click(screen.getByRole('button', { name: 'Stop' }))
  expect(await screen.findByText('Stopped: 2 rows will not be sent. Nothing was created for them.')).toBeVisible()
  expect(button('Resume')).not.toBeInTheDocument()
  expect(document.body).not.toHaveFocus()
  expect((await journal.list(10)).applications).toEqual([])
  // Nothing of it is still to come: neither here nor in its file.
  expect(screen.getAllByRole('cell', { name: 'Not sent' })).toHaveLength(2)
  await user.click(screen.getByRole('button', { name: 'Export the result' }))
  expect(readRows(t, (await saved[0]?.blob.text()) ?? '').rows).toMatchObject([{ kind: 'valid' }, { kind: 'valid' }])
  expect(await saved[0]?.blob.text()).not.toContain('Not sent yet')
})

test('a run in this tab is never taken for one of another tab, not even at its end', async () => {
  withLocks()
  const { user } = await renderBatch()
  const isSaid = vi.fn<() => void>()
  const watcher = new MutationObserver(() => {
    if (document.body.textContent.includes('Another tab')) isSaid()
  })
  watcher.observe(document.body, { childList: true, subtree: true })
  await user.click(screen.getByRole('button', { name: 'Resume' }))
  expect(await screen.findByRole('button', { name: 'Export the result' })).toBeVisible()
  await waitFor(() => expect(screen.getAllByText('Pending: 2')[0]).toBeVisible())
  watcher.disconnect()
  expect(isSaid).not.toHaveBeenCalled()
})

test('a run in another tab is told, and this one sends nothing', async () => {
  withLocks().add('backup-desk:test batch b')
  await renderDesk(<BatchProgress id="b" />).then(({ journal }) => start(journal))
  expect(await screen.findByText('Another tab of this browser is sending this table.')).toBeVisible()
  expect(button('Resume')).not.toBeInTheDocument()
})

test('a row that somebody else has just sent stops the run, and goes on when the person wants it all the same', async () => {
  const { user } = await renderBatch()
  server.use(http.post('*/oms/apply', ({ request }) => justSentBy('li.wei', request)))
  await user.click(screen.getByRole('button', { name: 'Resume' }))
  const dialog = await screen.findByRole('dialog', { name: 'Possible duplicate' })
  expect(dialog).toHaveTextContent('li.wei sent exactly the same')
  expect(screen.getByRole('alert')).toHaveTextContent('li.wei sent exactly the same')
  await user.click(within(dialog).getByRole('button', { name: 'Send anyway' }))
  await waitFor(() => expect(screen.getAllByText(/^Pending: 1/)[0]).toBeVisible())
})

test('a refused row that another tab has applied for meanwhile is asked about, and sent when the person wants it all the same', async () => {
  const { user, journal } = await renderBatch()
  let refuse = true
  server.use(
    http.post('*/oms/apply', () => (refuse ? HttpResponse.json({ apply: { ret: -1, msg: 'busy' } }) : undefined)),
  )
  await user.click(screen.getByRole('button', { name: 'Resume' }))
  await waitFor(() => expect(button('Retry 2 refused')).toBeVisible())
  refuse = false
  await submitApplication(journal, draftFor('player'))
  await user.click(screen.getByRole('button', { name: 'Retry 2 refused' }))
  const dialog = await screen.findByRole('dialog', { name: 'Possible duplicate' })
  await user.click(within(dialog).getByRole('button', { name: 'Send anyway' }))
  await waitFor(() => expect(screen.getAllByText('Pending: 2')[0]).toBeVisible())
})

test('where OMS does not answer the last three rows, nobody is told to resume', async () => {
  const { user, journal } = await renderDesk(<BatchProgress id="b" />)
  const rows = ['player', 'guild', 'mail'].map((name, index) => ({ line: index + 1, draft: draftFor(name) }))
  await startBatch(journal, { id: 'b', rows })
  server.use(http.post('*/oms/apply', () => HttpResponse.error()))
  await user.click(await screen.findByRole('button', { name: 'Resume' }))
  expect(await screen.findByRole('button', { name: 'Export the result' })).toBeVisible()
  await waitFor(() => expect(screen.getAllByText('Outcome unknown: 3')[0]).toBeVisible())
  expect(button('Resume')).not.toBeInTheDocument()
  expect(screen.queryByText(/then resume/)).not.toBeInTheDocument()
})

test('a refused token names the button that goes on', async () => {
  const { user } = await renderBatch()
  server.use(http.post('*/oms/apply', () => unauthorized()))
  await user.click(screen.getByRole('button', { name: 'Resume' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Sign in, then press Resume.')
})

test('a row that is to be sent again is counted once, as long as it can be', async () => {
  const { user } = await renderBatch()
  server.use(http.post('*/oms/apply', () => unauthorized()))
  await user.click(screen.getByRole('button', { name: 'Resume' }))
  await screen.findByText(/Sign in, then press Resume/)
  const bar = screen.getByRole('progressbar').parentElement
  await waitFor(() => expect(bar?.nextSibling).toHaveTextContent(/^To send: 2$/))
  await user.click(screen.getByRole('button', { name: 'Stop' }))
  await waitFor(() => expect(bar?.nextSibling).toHaveTextContent(/^Refused: 1 · Not sent: 1$/))
  expect(screen.queryByText(/press Resume/)).not.toBeInTheDocument()
})

test('a row that the run has paused at is told to be sent as long as nobody else has sent it', async () => {
  const { user, journal } = await renderBatch()
  server.use(http.post('*/oms/apply', () => unauthorized(), { once: true }))
  await user.click(screen.getByRole('button', { name: 'Resume' }))
  expect(await screen.findByText('The rest was not attempted.')).toBeVisible()
  await signInByHand(user)
  await runBatch(journal, 'b', { which: 'left' }, new AbortController().signal)
  await waitFor(() => expect(screen.getAllByText('Pending: 2')[0]).toBeVisible())
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

test('a run that came to nothing for another tab says so in the past', async () => {
  const held = withLocks()
  const { user } = await renderBatch()
  held.add('backup-desk:test batch b')
  await user.click(screen.getByRole('button', { name: 'Resume' }))
  expect(
    await screen.findByText(
      'Another tab of this browser was sending this table at that moment, so this one sent nothing.',
    ),
  ).toBeVisible()
})

test('a row that was sent again by hand is not offered again by the exported result', async () => {
  const saved = catchSaved()
  const { user, journal } = await renderBatch()
  server.use(http.post('*/oms/apply', () => HttpResponse.error(), { once: true }))
  await user.click(screen.getByRole('button', { name: 'Resume' }))
  await waitFor(() => expect(screen.getAllByText('Outcome unknown: 1 · Pending: 1')[0]).toBeVisible())
  const lost = (await journal.list(2)).applications.find(({ id }) => id === undefined)?.key ?? ''
  await submitApplication(journal, draftFor('player'), {
    seen: [lost],
    follows: { application: lost, why: 'resent' },
  })
  await journal.recordResolved({ kind: 'apply resolved', application: lost, attempt: lost, at })
  await waitFor(() => expect(screen.getAllByText('Not sent: 1 · Pending: 1')[0]).toBeVisible())
  await user.click(screen.getByRole('button', { name: 'Export the result' }))
  const { rows } = readRows(t, (await saved[0]?.blob.text()) ?? '')
  expect(rows).toMatchObject([
    { kind: 'sent', outcome: 'Sent again by hand' },
    { kind: 'sent', outcome: 'Pending #558' },
  ])
})

test('a table of a file says that its own browser may have sent more of it', async () => {
  const { journal } = await renderDesk(<BatchProgress id="b" />)
  const table = { id: 'b', at, rows: [{ line: 1, draft: draftFor('player') }] }
  await journal.importEvents([], undefined, [table])
  expect(await screen.findByText(/its own browser may have sent more of it/)).toBeVisible()
  expect(screen.getByText(/press Resume to send it/)).toBeVisible()
})

test('a row whose application was cleared is not told to be unsent, nor offered again by the exported result', async () => {
  const saved = catchSaved()
  const { user, journal } = await renderBatch()
  await user.click(screen.getByRole('button', { name: 'Resume' }))
  await waitFor(() => expect(screen.getAllByText('Pending: 2')[0]).toBeVisible())
  const first = (await journal.list(2)).applications.find(({ batch }) => batch?.row === 0)?.key ?? ''
  expect(await journal.forget([first])).toBe(1)
  await waitFor(() => expect(screen.queryByText('Pending: 2')).not.toBeInTheDocument())
  expect(screen.getAllByText('Not on record in this browser: 1 · Pending: 1')[0]).toBeVisible()
  expect(screen.getAllByRole('row')[1]).toHaveTextContent('Not on record in this browser')
  expect(screen.queryByText(/nothing was created/)).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Export the result' }))
  expect(readRows(t, (await saved[0]?.blob.text()) ?? '').rows).toMatchObject([
    { kind: 'sent', outcome: 'Not on record in this browser' },
    { kind: 'sent', outcome: 'Pending #559' },
  ])
})
