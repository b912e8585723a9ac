import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { setTeam } from '~/actions/team/team-state'
import { listIndexOf } from '~/record/react/list-index'
import { changeNamed, keptNamed } from '~/record/react/use-named'
import type { ListEntry } from '~/record/list-entry'
import { exportText } from '~/record/export-file'
import type { JournalEvent } from '~/record/events'
import type { Journal } from '~/record/store/store'
import { ClearButton } from '~/review/transfer/clear-button'
import { ExportMenu } from '~/review/transfer/export-menu'
import { ImportButton } from '~/review/transfer/import-button'
import { accepted, applied as appliedAt, ended } from '~/test/events'
import { renderDesk } from '~/test/render'

const at = '2026-01-05T10:00:00.000Z'
const applied = (key: string) => appliedAt(key, { at, expires: at })
const pending = (key: string, id: string) => [applied(key), ended(key, accepted(id))]
const approved = (key: string, id: string) => [
  applied(key),
  ended(key, { ...accepted(id), approval: { kind: 'approved', transaction: '260' } }),
]
const refused = (key: string) => [applied(key), ended(key, { kind: 'refused', reason: 'request', messages: ['no'] })]
const exportOf = (...events: unknown[]) => exportText('test', at, events)

let saved: { name: string; blob: Blob }[]
beforeEach(() => {
  saved = []
  let blob = new Blob()
  // jsdom has neither.
  URL.createObjectURL = (object) => {
    blob = object as Blob // what saveFile gives it
    return 'blob:'
  }
  URL.revokeObjectURL = () => {}
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    saved.push({ name: this.download, blob })
  })
})

async function all(journal: Journal): Promise<readonly ListEntry[]> {
  const { refresh, snapshot } = listIndexOf(journal)
  await refresh()
  const list = snapshot()
  return typeof list === 'string' ? [] : list.entries
}

async function choose(user: Awaited<ReturnType<typeof renderDesk>>['user'], text: BlobPart) {
  const input = document.querySelector('input[type=file]')
  if (!(input instanceof HTMLInputElement)) throw new Error('no file input')
  await user.upload(input, new File([text], 'export.json', { type: 'application/json' }))
  return within(await screen.findByRole('dialog', { name: 'Import' }))
}

test('shows what an import would do, does it when told so, and nothing the second time', async () => {
  const { journal, user } = await renderDesk(<ImportButton />)
  await journal.importEvents(pending('known', '550'))
  const file = exportOf(
    ...pending('known', '550'),
    ...pending('a', '558'),
    ...pending('b', '558'),
    ...refused('c'),
    { kind: 'nonsense' },
    ended('d', { kind: 'not sent', why: 'refused' }),
  )
  const dialog = await choose(user, file)
  expect(dialog.getByText('2 new, 1 known already, 1 event not readable, 2 left out')).toBeVisible()
  const row = (name: RegExp) => dialog.getByRole('row', { name })
  expect(row(/^Event 9 /)).toHaveTextContent('wrong value at "kind"')
  expect(row(/^#558 Left out/)).toHaveTextContent('#558 is in the file under another key')
  expect(row(/^d /)).toHaveTextContent('its beginning is missing')
  expect(row(/^#558, Set 126, App 2, Zone 0, Table a/)).toHaveTextContent('New')
  expect(row(/^No OMS id, Set 126, App 2, Zone 0, Table c/)).toHaveTextContent('New')
  expect(await all(journal)).toHaveLength(1)

  await user.click(dialog.getByRole('button', { name: 'Import 2 applications' }))
  expect(await dialog.findByText('2 applications are imported')).toBeVisible()
  expect((await all(journal)).map(({ status }) => status)).toEqual(['refused', 'pending', 'pending'])
  await user.click(dialog.getByRole('button', { name: 'Done' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())

  const again = await choose(user, exportOf(...pending('a', '558')))
  expect(again.getByText('0 new, 1 known already')).toBeVisible()
  expect(again.getByRole('button', { name: 'Import 0 applications' })).toBeDisabled()
})

test('templates and views of a file come along: a differing one beside the one here, a dangerous one not', async () => {
  const view = (name: string, query = '') => ({ kind: 'view', name, query }) as const
  const cells = { setId: '1', appId: '2', zoneId: '', tableName: 'a', serverIds: '' }
  const { journal, user } = await renderDesk(<ImportButton />)
  changeNamed(journal.name, () => [view('mine'), view('known')])
  const named = [
    view('mine', 'show=pending'),
    view('known'),
    { kind: 'form', name: 'wild', rows: [cells], autoApprove: true },
    { kind: 'form', name: 'wide', rows: [{ ...cells, serverIds: '0' }] },
  ]
  const file = JSON.stringify({ ...JSON.parse(exportOf()), named })
  const dialog = await choose(user, file)
  expect(dialog.getByText('Templates and saved views: 1 new, 1 known already')).toBeVisible()
  const row = (name: RegExp) => dialog.getByRole('row', { name })
  expect(row(/^Saved view "mine \(2\)"/)).toHaveTextContent('it is kept as "mine (2)"')
  expect(row(/"wild"/)).toHaveTextContent('Left out: It asks for auto-approve, which no template may.')
  expect(row(/"wide"/)).toHaveTextContent('Left out: It asks for all servers, which no template may.')
  expect(keptNamed(journal.name)).toHaveLength(2)
  await user.click(dialog.getByRole('button', { name: 'Import 1 template or view' }))
  expect(await dialog.findByText('1 template or view is imported')).toBeVisible()
  expect(keptNamed(journal.name)).toEqual([view('mine'), view('known'), view('mine (2)', 'show=pending')])
  await user.click(dialog.getByRole('button', { name: 'Done' }))
  const again = await choose(user, file)
  expect(again.getByText('Templates and saved views: 0 new, 2 known already')).toBeVisible()
  expect(again.getByRole('button', { name: 'Import 0 applications' })).toBeDisabled()
})

test.each<[string, BlobPart, RegExp]>([
  ['of another environment', exportText('prod:80', at, []), /environment "prod:80".*this desk belongs to "test"/],
  ['of a newer desk', '{"format":"backup-desk","version":2,"environment":"test"}', /newer Backup Desk/],
  ['that is no JSON', '<b>no</b>', /It is not JSON/],
  ['of something else', '{"rows":[]}', /not an export of a Backup Desk/],
  ['that is not UTF-8', new Uint8Array([0xb1, 0xed]), /It is not UTF-8 text/],
])('a file %s is refused in words', async (_name, text, words) => {
  const { user } = await renderDesk(<ImportButton />)
  const dialog = await choose(user, text)
  expect(dialog.getByRole('alert')).toHaveTextContent(words)
  expect(dialog.queryByRole('button', { name: /^Import/ })).not.toBeInTheDocument()
})

test('an import that can not be saved says so, and keeps the file', async () => {
  const { user } = await renderDesk(<ImportButton />)
  const dialog = await choose(user, exportOf(...pending('a', '558')))
  const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  await user.click(dialog.getByRole('button', { name: 'Import 1 application' }))
  expect(await dialog.findByRole('alert')).toHaveTextContent('could not be read or written')
  add.mockRestore()
  await user.click(dialog.getByRole('button', { name: 'Import 1 application' }))
  expect(await dialog.findByText('1 application is imported')).toBeVisible()
})

test('exports CSV and JSON under names of environment and day, and the token is in neither', async () => {
  const { journal, unmount } = await renderDesk(null)
  await journal.importEvents([...pending('a', '558'), ...refused('b')])
  const applications = await all(journal)
  unmount()
  const { user } = await renderDesk(<ExportMenu applications={applications} />)
  for (const item of ['CSV', 'JSON']) {
    const button = screen.getByRole('button', { name: 'Export' })
    await waitFor(() => expect(button).toBeEnabled())
    await user.click(button)
    await user.click(await screen.findByRole('menuitem', { name: item }))
  }
  await waitFor(() => expect(saved).toHaveLength(2))
  const [csv, json] = saved
  const day = new Date().toISOString().slice(0, 10)
  expect(saved.map(({ name }) => name)).toEqual([`backup-desk-test-${day}.csv`, `backup-desk-test-${day}.json`])
  expect(await csv?.blob.text()).toContain('558,Pending,126,2,0,a')
  expect(JSON.parse((await json?.blob.text()) ?? '')).toMatchObject({
    environment: 'test',
    events: [...pending('a', '558'), ...refused('b')],
  })
})

test('there is nothing to export where there is nothing', async () => {
  await renderDesk(<ExportMenu applications={[]} />)
  expect(screen.getByRole('button', { name: 'Export' })).toBeDisabled()
})

async function openClear(events: JournalEvent[], select: (one: ListEntry) => boolean) {
  const first = await renderDesk(null)
  await first.journal.importEvents(events)
  const selected = (await all(first.journal)).filter(select)
  first.unmount()
  const { journal, user } = await renderDesk(<ClearButton selected={selected} />)
  await user.click(screen.getByRole('button', { name: 'Clear history' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Clear history' }))
  return { journal, user, dialog }
}

test('clears by age what is over, says what goes and stays, and offers to export it first', async () => {
  const events = [...approved('a', '558'), ...refused('b'), ...pending('c', '559'), applied('d')]
  const { journal, user, dialog } = await openClear(events, () => false)
  expect(await dialog.findByText('2 will be removed: 1 Refused, 1 Approved')).toBeVisible()
  expect(dialog.getByText('2 will be kept: 1 Outcome unknown, 1 Pending')).toBeVisible()
  const days = dialog.getByRole('textbox', { name: 'Older than (days)' })
  await user.clear(days)
  expect(dialog.getByText('Enter a whole number of days, such as 90')).toBeVisible()
  expect(dialog.getByRole('button', { name: 'Clear 0 applications' })).toBeDisabled()
  await user.type(days, '99999')
  expect(dialog.getByText('Nothing to clear')).toBeVisible()
  await user.clear(days)
  await user.type(days, '30')
  await user.click(dialog.getByRole('button', { name: 'Export JSON first' }))
  await waitFor(() => expect(saved).toHaveLength(1))
  expect(JSON.parse((await saved[0]?.blob.text()) ?? '')).toMatchObject({
    events: [...approved('a', '558'), ...refused('b')],
  })
  await user.click(dialog.getByRole('button', { name: 'Clear 2 applications' }))
  expect(await dialog.findByText('2 applications are cleared')).toBeVisible()
  expect((await all(journal)).map(({ key }) => key)).toEqual(['d', 'c'])
})

test('counts each under the status that the list gives it, whatever became of a decision about it', async () => {
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
] as const)('what clearing means with the team record $kind is said', async (team, hint) => {
  setTeam(team)
  onTestFinished(() => setTeam({ kind: 'off' }))
  const { user } = await renderDesk(<ClearButton selected={[]} />)
  await user.click(screen.getByRole('button', { name: 'Clear history' }))
  expect(await screen.findByText(new RegExp(hint))).toBeVisible()
})

test('what is being sent is never cleared, whatever is selected', async () => {
  const { journal, unmount } = await renderDesk(null)
  const now = new Date()
  const sending = { ...applied('s'), at: now.toISOString(), expires: new Date(now.getTime() + 60_000).toISOString() }
  await journal.recordIntent(sending, 'claim')
  expect(await journal.forget(['s'])).toBe(0)
  const selected = await all(journal)
  unmount()
  const { user } = await renderDesk(<ClearButton selected={selected} />)
  await user.click(screen.getByRole('button', { name: 'Clear history' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Clear history' }))
  expect(await dialog.findByText('1 will be kept: 1 Sending')).toBeVisible()
  expect(dialog.getByRole('button', { name: 'Clear 0 applications' })).toBeDisabled()
})

test('the rows of a table stay until it is at its end, and the table goes with the last of them', async () => {
  const { journal } = await renderDesk(null)
  const row = { line: 1, draft: applied('t').draft }
  await journal.recordBatch({ id: 'table', at, rows: [row, { ...row, line: 2 }] })
  await journal.importEvents([{ ...applied('t'), batch: { id: 'table', row: 0 } }, ...refused('t').slice(1)])
  expect(await journal.forget(['t'])).toBe(0)
  await journal.changeBatch('table', (plan) => ({ ...plan, stopped: true }))
  expect(await journal.forget(['t'])).toBe(1)
  expect(await journal.batch('table')).toBeUndefined()
})

test('other tabs see what was cleared', async () => {
  const { openJournal } = await import('~/record/store/store')
  const { journal } = await renderDesk(null)
  const other = await openJournal('test')
  await journal.importEvents(refused('b'))
  await waitFor(async () => expect((await other.list(Infinity)).applications).toHaveLength(1))
  await journal.forget(['b'])
  await waitFor(async () => expect((await other.list(Infinity)).applications).toEqual([]))
})
