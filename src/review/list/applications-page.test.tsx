import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Journal } from '~/record/store/store'
import { rejectApplication } from '~/actions/reject'
import { ApplicationsPage } from '~/review/list/applications-page'
import { accepted, applied, ended } from '~/test/events'
import { renderDesk } from '~/test/render'

const arrives = (journal: Journal, ...ids: string[]) =>
  journal.importEvents(ids.flatMap((id) => [applied(`table-${id}`), ended(`table-${id}`, accepted(id))]))

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

async function renderPending(...ids: string[]) {
  history.replaceState(null, '', '/applications?show=pending')
  const desk = await renderDesk(<ApplicationsPage />)
  await arrives(desk.journal, ...ids)
  await waitFor(() => expect(rows()).toEqual(ids.map((id) => `#${id} Pending`)))
  return desk
}

test('under the pointer no row changes its place: what was decided elsewhere stays and says so, what is new waits', async () => {
  const { user, journal } = await renderPending('601', '602', '603')
  await user.hover(await screen.findByRole('row', { name: /#602/ }))
  await rejectedElsewhere(journal, '601')
  await arrives(journal, '600')
  await waitFor(() => expect(rows()).toEqual(['#601 Rejected', '#602 Pending', '#603 Pending']))
  expect(screen.queryByRole('button', { name: /#601/ })).not.toBeInTheDocument()
  await user.click(await screen.findByRole('button', { name: 'Show what has changed' }))
  await waitFor(() => expect(rows()).toEqual(['#600 Pending', '#602 Pending', '#603 Pending']))
  expect(screen.queryByRole('button', { name: 'Show what has changed' })).not.toBeInTheDocument()
})

test('rows stand still for the keyboard too, until it goes elsewhere', async () => {
  const { user, journal } = await renderPending('601', '602')
  const search = screen.getByRole('searchbox', { name: 'Search applications' })
  ;(await screen.findByRole('checkbox', { name: 'Select #602' })).focus()
  await rejectedElsewhere(journal, '601')
  await waitFor(() => expect(rows()).toEqual(['#601 Rejected', '#602 Pending']))
  await user.click(search)
  await waitFor(() => expect(rows()).toEqual(['#602 Pending']))
})

test('a row that is decided here leaves the list of what is pending at once', async () => {
  const { user } = await renderPending('601', '602')
  await user.click(await screen.findByRole('button', { name: 'Reject #601' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Reject #601' }))
  await user.type(dialog.getByRole('textbox', { name: 'Memo' }), 'no')
  await user.click(dialog.getByRole('button', { name: 'Reject' }))
  await user.hover(await screen.findByRole('row', { name: /#602/ }))
  await waitFor(() => expect(rows()).toEqual(['#602 Pending']))
})
