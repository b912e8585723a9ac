import { screen, waitFor, within } from '@testing-library/react'
import { expect, onTestFinished, test } from 'vitest'
import { setTeam } from '~/team/team-state'
import { dueRows, rowStates } from '~/record/batch-plan'
import type { ListEntry } from '~/record/list-entry'
import type { JournalEvent } from '~/record/events'
import { openJournal } from '~/record/store/store'
import { ClearButton } from '~/review/transfer/clear-button'
import { renderDesk } from '~/test/render'
import { all, applied, approved, at, pending, recorded, refused } from '~/review/transfer/test-transfer'
import { catchSaved } from '~/test/catch-saved'
import { underWay } from '~/test/events'

async function openClear(events: JournalEvent[], select: (one: ListEntry) => boolean) {
  const selected = (await recorded(...events)).filter(select)
  const { journal, user } = await renderDesk(<ClearButton selected={selected} />)
  await user.click(screen.getByRole('button', { name: 'Clear history' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Clear history' }))
  return { journal, user, dialog }
}

test('clears by age what is over, says what goes and stays, and offers to export it first', async () => {
  const saved = catchSaved()
  const events = [...approved('a', '558'), ...refused('b'), ...pending('c', '559'), applied('d')]
  const { journal, user, dialog } = await openClear(events, () => false)
  expect(await dialog.findByText('2 will be removed: 1 Refused, 1 Approved')).toBeVisible()
  expect(dialog.getByText('2 will be kept: 1 Outcome unknown, 1 Pending')).toBeVisible()
  const days = dialog.getByRole('textbox', { name: 'Older than (days)' })
  await user.clear(days)
  expect(dialog.getByText('Enter a whole number of days, such as 90')).toBeVisible()
  expect(dialog.getByRole('button', { name: 'Clear 0 applications' })).toBeDisabled()
  await user.type(days, '99999')
  expect(dialog.getByRole('button', { name: 'Clear 0 applications' })).toHaveAccessibleDescription(/^Nothing to clear/)
  await user.clear(days)
  await user.type(days, '30')
  await user.click(dialog.getByRole('button', { name: 'Export JSON first' }))
  await waitFor(() => expect(saved).toHaveLength(1))
  expect(JSON.parse((await saved[0]?.blob.text()) ?? '')).toMatchObject({
    events: [...approved('a', '558'), ...refused('b')],
  })
  await user.click(dialog.getByRole('button', { name: 'Clear 2 applications' }))
  expect(await dialog.findByText('2 applications are cleared')).toBeVisible()
  expect(dialog.getByRole('button', { name: 'Done' })).toHaveFocus()
  expect(dialog.getByRole('button', { name: 'Done' })).toHaveAccessibleDescription('2 applications are cleared')
  expect((await all(journal)).map(({ key }) => key)).toEqual(['d', 'c'])
})

test('counts each under the status that the list gives it, whatever happened to a decision about it', async () => {
  const lost: JournalEvent = {
    kind: 'reject intent',
    application: 'c',
    attempt: 'r',
    at,
    expires: at,
    body: '{}',
    memo: 'no',
  }
  const { dialog } = await openClear([...pending('c', '559'), lost, applied('d')], () => true)
  expect(await dialog.findByText('2 will be kept: 1 Outcome unknown, 1 Pending')).toBeVisible()
  expect(dialog.getByRole('checkbox', { name: /2 of unknown outcome \(1 Outcome unknown, 1 Pending\)/ })).toBeVisible()
})

test('clears a selection, and what is unknown only when that is confirmed', async () => {
  const events = [...pending('c', '559'), applied('d'), ...refused('b')]
  const { journal, user, dialog } = await openClear(events, ({ key }) => key !== 'b')
  expect(await dialog.findByText('1 will be removed: 1 Pending')).toBeVisible()
  expect(dialog.getByText('1 will be kept: 1 Outcome unknown')).toBeVisible()
  await user.click(dialog.getByRole('checkbox', { name: /Also clear 1 of unknown outcome/ }))
  await user.click(dialog.getByRole('button', { name: 'Clear 2 applications' }))
  expect(await dialog.findByText('2 applications are cleared')).toBeVisible()
  expect((await all(journal)).map(({ key }) => key)).toEqual(['b'])
})

test('with a selection the age can be chosen instead', async () => {
  const { user, dialog } = await openClear([...refused('b'), ...pending('c', '559')], ({ key }) => key === 'c')
  await user.click(await dialog.findByRole('radio', { name: /decided, refused or not sent/ }))
  expect(dialog.getByText('1 will be removed: 1 Refused')).toBeVisible()
})

test.each([
  [{ kind: 'off' }, 'Only an exported file brings them back.'],
  [{ kind: 'together', refused: 0 }, 'OMS and the team record keep them.'],
  [{ kind: 'together', refused: 1 }, 'the team record keeps only what it has been told.'],
  [{ kind: 'alone', why: 'no answer', since: at }, 'the team record keeps only what it has been told.'],
  [{ kind: 'reading', done: 1, count: 2 }, 'the team record keeps only what it has been told.'],
] as const)('what clearing means with the team record $kind is said', async (team, hint) => {
  setTeam(team)
  onTestFinished(() => setTeam({ kind: 'off' }))
  const { user } = await renderDesk(<ClearButton selected={[]} />)
  await user.click(screen.getByRole('button', { name: 'Clear history' }))
  expect(await screen.findByText(new RegExp(hint))).toBeVisible()
})

test('what is being sent is never cleared, whatever is selected', async () => {
  const other = await openJournal('test')
  await other.recordIntent({ ...applied('s'), ...underWay() }, 'claim')
  expect(await other.forget(['s'])).toBe(0)
  const { dialog } = await openClear([], () => true)
  expect(await dialog.findByText('1 will be kept: 1 Sending')).toBeVisible()
  expect(dialog.getByRole('button', { name: 'Clear 0 applications' })).toBeDisabled()
})

test('the rows of a table stay until it is at its end, and the table goes with the last of them', async () => {
  const { journal } = await renderDesk(null)
  const row = { line: 1, draft: applied('t').draft }
  await journal.recordBatch({ id: 'table', at, rows: [row, { ...row, line: 2 }] })
  await journal.importEvents([{ ...applied('t'), batch: { id: 'table', row: 0 } }, ...refused('t').slice(1)])
  expect(await journal.forget(['t'])).toBe(0)
  await journal.stopBatch('table')
  expect(await journal.forget(['t'])).toBe(1)
  expect(await journal.batch('table')).toBeUndefined()
})

test.each([
  ['latest application was cleared, its earlier refusal does not speak for it', 'second', undefined],
  ['earlier refusal was cleared, its latest application does', 'first', '558'],
])('of a row of a table whose %s', async (_name, cleared, id) => {
  const { journal } = await renderDesk(null)
  const batch = { id: 'table', row: 0 }
  const rows = [1, 2].map((line) => ({ line, draft: applied('t').draft }))
  await journal.recordBatch({ id: 'table', at, rows })
  for (const [key, end] of [
    ['first', refused('first')],
    ['second', approved('second', '558')],
    ['other', pending('other', '559')],
  ] as const) {
    await journal.importEvents([
      { ...applied(key), batch: key === 'other' ? { ...batch, row: 1 } : batch },
      ...end.slice(1),
    ])
  }
  expect(await journal.forget([cleared])).toBe(1)
  const found = await journal.batch('table')
  const states = found === undefined ? [] : rowStates(found, Date.now())
  expect(states.map(({ application }) => application?.id)).toEqual([id, '559'])
  expect([...dueRows(states, 'left'), ...dueRows(states, 'refused')]).toEqual([])
})

test('other tabs see what was cleared', async () => {
  const { journal } = await renderDesk(null)
  const other = await openJournal('test')
  await journal.importEvents(refused('b'))
  await waitFor(async () => expect((await other.list(Infinity)).applications).toHaveLength(1))
  await journal.forget(['b'])
  await waitFor(async () => expect((await other.list(Infinity)).applications).toEqual([]))
})
