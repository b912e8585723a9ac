import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { useListSnapshot } from '~/record/react/use-list'
import { filteredAndSorted } from '~/review/list/view/list-filter'
import { ListTable } from '~/review/list/table/list-table'
import { readView } from '~/review/list/view/list-view'
import { accepted, applied, detailOf, ended, justNow } from '~/test/events'
import { renderDesk } from '~/test/render'

const view = readView(new URLSearchParams('show=pending'))
const nothing = () => {}

/** The list while more is read: of its rows only the first one has its final place. */
function HalfRead() {
  const list = useListSnapshot()
  if (typeof list === 'string') return null
  return (
    <ListTable
      entries={filteredAndSorted(list.entries, view)}
      isComplete={false}
      settled={1}
      selected={new Set()}
      view={view}
      onSelect={nothing}
      onSort={nothing}
      onDecide={nothing}
    />
  )
}

test('a row that may still move can be neither decided nor selected, the oldest one can', async () => {
  const { journal } = await renderDesk(
    <>
      <div id="list-count">Loading</div>
      <HalfRead />
    </>,
  )
  await journal.importEvents(
    ['558', '559'].flatMap((id) => [applied(`table-${id}`), ended(`table-${id}`, accepted(id))]),
  )
  for (const [id, isSettled] of [
    ['558', true],
    ['559', false],
  ] as const) {
    const row = within(await screen.findByRole('row', { name: new RegExp(`#${id}.*Pending`) }))
    for (const control of [...row.getAllByRole('button'), row.getByRole('checkbox')]) {
      expect(control.matches(':disabled')).toBe(!isSettled)
      expect(control).toHaveAccessibleDescription(isSettled ? '' : 'Loading')
    }
    expect(row.getAllByRole('button')).toHaveLength(2)
  }
})

test('why a pending one must be looked at stands before how long it has been waiting', async () => {
  const { journal } = await renderDesk(<HalfRead />)
  await journal.importEvents([applied('a'), ended('a', accepted('558'))])
  await journal.recordSeen(detailOf({ tableName: 'guild' }), justNow())
  const row = await screen.findByRole('row', { name: /#558/ })
  await waitFor(() => expect(row).toHaveTextContent(/In OMS #558 has another.*(?:waiting|Overdue)/))
})

test('where no row is, not all of them are selected', async () => {
  await renderDesk(<HalfRead />)
  expect(await screen.findByRole('checkbox', { name: /^Select all/ })).not.toBeChecked()
})
