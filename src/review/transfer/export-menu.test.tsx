import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { listIndexOf } from '~/record/react/list-index'
import { fileLimit } from '~/record/transfer/export-file'
import { ExportMenu } from '~/review/transfer/export-menu'
import { openJournal } from '~/record/store/store'
import { readView } from '~/review/list/view/list-view'
import { renderDesk } from '~/test/render'
import { at, pending, recorded, refused } from '~/review/transfer/test-transfer'
import { catchSaved } from '~/test/catch-saved'
import { draftFor } from '~/test/events'

const view = readView(new URLSearchParams())

test('exports CSV and JSON under names of environment and day, and the token is in neither', async () => {
  const saved = catchSaved()
  const applications = await recorded(...pending('a', '558'), ...refused('b'))
  const table = { id: 'table', at, rows: [{ line: 1, draft: draftFor('player') }] }
  await (await openJournal('test')).recordBatch(table)
  const { user } = await renderDesk(<ExportMenu applications={applications} view={view} isComplete />)
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
    batches: [table],
  })
})

test('there is nothing to export where there is nothing', async () => {
  await renderDesk(
    <>
      <div id="list-count">0 applications</div>
      <ExportMenu applications={[]} view={view} isComplete />
    </>,
  )
  expect(screen.getByRole('button', { name: 'Export' })).toBeDisabled()
  expect(screen.getByRole('button', { name: 'Export' })).toHaveAccessibleDescription('0 applications')
})

test('a file that no desk can import is not saved, and that is said', async () => {
  const saved = catchSaved()
  const applications = await recorded(...pending('a', '558'))
  const { user } = await renderDesk(<ExportMenu applications={applications} view={view} isComplete />)
  await user.click(screen.getByRole('button', { name: 'Export' }))
  const item = await screen.findByRole('menuitem', { name: 'JSON' })
  vi.spyOn(Blob.prototype, 'size', 'get').mockReturnValue(fileLimit + 1)
  await user.click(item)
  expect(await screen.findByRole('alert')).toHaveTextContent('larger than 250 MB')
  expect(saved).toEqual([])
})

test('of a list that is longer than paper only what is printed is read whole', async () => {
  const print = vi.spyOn(window, 'print').mockReturnValue()
  const applications = await recorded(...pending('a', '558'), ...refused('b'))
  const many = Array.from({ length: 2_501 }, () => applications).flat()
  const { journal, user } = await renderDesk(<ExportMenu applications={many} view={view} isComplete />)
  const read = vi.spyOn(listIndexOf(journal), 'loadFull').mockResolvedValue([])
  await user.click(screen.getByRole('button', { name: 'Export' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Print' }))
  await waitFor(() => expect(print).toHaveBeenCalledOnce())
  expect(read.mock.lastCall?.[0]).toHaveLength(5_000)
})
