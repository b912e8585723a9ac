import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { changeNamed, keptNamed } from '~/record/react/use-named'
import { exportText, fileLimit } from '~/record/transfer/export-file'
import { ImportButton } from '~/review/transfer/import-button'
import { draftFor, ended } from '~/test/events'
import { renderDesk } from '~/test/render'
import { all, at, pending, refused } from '~/review/transfer/test-transfer'
import { noRoom } from '~/test/no-room'

const exportOf = (...events: unknown[]) => exportText('test', at, events)

async function choose(user: Awaited<ReturnType<typeof renderDesk>>['user'], text: BlobPart) {
  const input = document.querySelector('input[type=file]')
  if (!(input instanceof HTMLInputElement)) throw new Error('no file input')
  await user.upload(input, new File([text], 'export.json', { type: 'application/json' }))
  return within(await screen.findByRole('dialog', { name: 'Import' }))
}

test('a file that is dropped on the button is read', async () => {
  await renderDesk(<ImportButton />)
  const files = [new File([exportOf(...pending('a', '558'))], 'export.json')]
  const dataTransfer = { types: ['Files'], items: files, files }
  const button = screen.getByRole('button', { name: 'Import' })
  expect(fireEvent.dragOver(button, { dataTransfer })).toBe(false)
  fireEvent.drop(button, { dataTransfer })
  expect(await screen.findByRole('button', { name: 'Import 1 application' })).toBeVisible()
})

test('a file that is too large is refused before it is read', async () => {
  const { user } = await renderDesk(<ImportButton />)
  vi.spyOn(Blob.prototype, 'size', 'get').mockReturnValue(fileLimit + 1)
  const read = vi.spyOn(Blob.prototype, 'arrayBuffer')
  const dialog = await choose(user, exportOf())
  expect(dialog.getByRole('alert')).toHaveTextContent('250 MB')
  expect(read).not.toHaveBeenCalled()
})

test('a long file is asked of the browser in pieces, and read to its end', async () => {
  const { user } = await renderDesk(<ImportButton />)
  const read = vi.spyOn(Blob.prototype, 'arrayBuffer')
  const text = exportOf(...pending('a', '558'))
  const dialog = await choose(user, text.replace('{', `{${' '.repeat(2_500_000)}`))
  expect(dialog.getByRole('button', { name: 'Import 1 application' })).toBeVisible()
  expect(Math.max(...(read.mock.contexts as Blob[]).map(({ size }) => size))).toBeLessThanOrEqual(1_000_000)
})

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
  // A live region that comes with its words tells nobody; the button that has the focus does.
  expect(dialog.getByRole('button', { name: 'Done' })).toHaveFocus()
  expect(dialog.getByRole('button', { name: 'Done' })).toHaveAccessibleDescription('2 applications are imported')
  expect((await all(journal)).map(({ status }) => status)).toEqual(['refused', 'pending', 'pending'])
  await user.click(dialog.getByRole('button', { name: 'Done' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())

  const again = await choose(user, exportOf(...pending('a', '558')))
  expect(again.getByText('0 new, 1 known already')).toBeVisible()
  expect(again.getByRole('button', { name: 'Import 0 applications' })).toBeDisabled()
  expect(again.getByRole('button', { name: 'Import 0 applications' })).toHaveAccessibleDescription(/^0 new/)
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

test('a table of which rows are not sent yet comes along, and is known the second time', async () => {
  const { journal, user } = await renderDesk(<ImportButton />)
  await journal.importEvents(pending('a', '558'))
  const table = { id: 'b', at, rows: [{ line: 1, draft: draftFor('a') }] }
  const file = exportText('test', at, pending('a', '558'), [], [table, { ...table, id: '?' }])
  const dialog = await choose(user, file)
  expect(dialog.getByText('Tables of Many at once: 1 new, 0 known already, 1 left out')).toBeVisible()
  expect(await journal.unstoppedBatches()).toEqual([])
  await user.click(dialog.getByRole('button', { name: 'Import' }))
  expect(await dialog.findByText('1 table is imported')).toBeVisible()
  expect(await journal.unstoppedBatches()).toMatchObject([{ batch: { id: 'b', imported: true } }])
  await user.click(dialog.getByRole('button', { name: 'Done' }))
  const again = await choose(user, file)
  expect(again.getByText('Tables of Many at once: 0 new, 1 known already, 1 left out')).toBeVisible()
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

test('an import that cannot be saved says so, and keeps the file', async () => {
  const { user } = await renderDesk(<ImportButton />)
  const dialog = await choose(user, exportOf(...pending('a', '558')))
  const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(noRoom)
  await user.click(dialog.getByRole('button', { name: 'Import 1 application' }))
  expect(await dialog.findByRole('alert')).toHaveTextContent('could not be read or written')
  add.mockRestore()
  await user.click(dialog.getByRole('button', { name: 'Import 1 application' }))
  expect(await dialog.findByText('1 application is imported')).toBeVisible()
})
