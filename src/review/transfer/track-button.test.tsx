import { screen, waitFor, within } from '@testing-library/react'
import { http } from 'msw'
import { expect, test } from 'vitest'
import { TrackButton } from '~/review/transfer/track-button'
import { latch } from '~/test/latch'
import { renderDesk } from '~/test/render'
import { server } from '~/test/server'

async function opened() {
  const desk = await renderDesk(<TrackButton />)
  await desk.user.click(screen.getByRole('button', { name: 'Track by id' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Track by id' }))
  const press = async (ids: string) => {
    await desk.user.clear(dialog.getByRole('textbox', { name: 'Ids' }))
    await desk.user.type(dialog.getByRole('textbox', { name: 'Ids' }), ids)
    await desk.user.click(dialog.getByRole('button', { name: 'Track' }))
  }
  return { ...desk, dialog, press }
}

test.each([
  ['558 x 0', 'Neither an id nor a range such as 558-620: x, 0'],
  ['1-501', 'More than 500 ids'],
  [' ', 'Enter ids'],
])('for %j it says what is wrong, and asks nothing', async (ids, message) => {
  const asked: string[] = []
  server.use(http.get('*/oms/apply-detail/:uid', ({ params }) => void asked.push(String(params.uid))))
  const { dialog, press } = await opened()
  await press(ids)
  expect(await dialog.findByText(new RegExp(message))).toBeVisible()
  expect(asked).toEqual([])
})

test('sums up what it found, and names the ids that OMS does not have, and the failures in the words of OMS', async () => {
  const { dialog, press } = await opened()
  await press('555')
  expect(await dialog.findByText('1 tracked')).toBeVisible()
  await press('534-536, 555 9500')
  expect(await dialog.findByText('2 tracked, 1 known already, 1 not found, 1 failed')).toBeVisible()
  expect(dialog.getByText('Not in OMS: #535')).toBeVisible()
  const failed = within(dialog.getByRole('alert')).getByRole('list', { name: 'What failed' })
  expect(within(failed).getByRole('listitem')).toHaveTextContent('#9500: OMS sent an undocumented answer (status 500).')
  expect(dialog.getByRole('progressbar', { name: 'Progress' })).toHaveAttribute('aria-valuenow', '5')
})

test.each([
  ['9403', 0],
  ['9403, 534-545', 1],
])('of %s, a rest that was not checked is told of where there is one', async (ids, rests) => {
  const { dialog, press } = await opened()
  await press(ids)
  expect(await dialog.findByText('Stopped at #9403')).toBeVisible()
  expect(dialog.queryAllByText('The rest was not checked.')).toHaveLength(rests)
})

test('below ids that are wrong nothing is said of those before', async () => {
  const { dialog, press } = await opened()
  await press('553, 9500')
  await dialog.findByText('1 tracked, 1 failed')
  await press('558 x')
  expect(await dialog.findByText(/^Neither an id nor a range/)).toBeVisible()
  expect(dialog.queryByText(/tracked|#9500/)).not.toBeInTheDocument()
  expect(dialog.queryByRole('progressbar')).not.toBeInTheDocument()
})

test('"Look for newer ones" asks for none of the ids: what was wrong with them is no longer said', async () => {
  const { user, dialog, press } = await opened()
  await press('553')
  await dialog.findByText('1 tracked')
  await press(' ')
  await waitFor(() => expect(dialog.getByRole('textbox', { name: 'Ids' })).toBeInvalid())
  await user.click(dialog.getByRole('button', { name: 'Look for newer ones' }))
  expect(await dialog.findByText(/4 tracked, 12 not found/)).toBeVisible()
  expect(dialog.getByRole('textbox', { name: 'Ids' })).toBeValid()
})

test('"Look for newer ones" needs one that is known, and goes on from it', async () => {
  const { user, dialog, press } = await opened()
  const newer = dialog.getByRole('button', { name: 'Look for newer ones' })
  expect(newer).toBeDisabled()
  expect(newer).toHaveAccessibleDescription('This browser knows no id yet; track one first')
  await press('553')
  await dialog.findByText('1 tracked')
  expect(await dialog.findByText('Starts after #553')).toBeVisible()
  await user.click(newer)
  expect(await dialog.findByText(/4 tracked, 12 not found/)).toBeVisible()
  expect(dialog.getByText(/Checked up to #569/)).toBeVisible()
  expect(dialog.queryByText(/^Not in OMS/)).not.toBeInTheDocument()
})

test('what is no backup is counted and named', async () => {
  const { dialog, press } = await opened()
  await press('541-543')
  expect(await dialog.findByText('2 tracked, 1 not a backup')).toBeVisible()
  expect(within(dialog.getByRole('list', { name: 'What is not a backup' })).getByRole('listitem')).toHaveTextContent(
    '#542 in OMS is a recovery, not a backup: it was not added.',
  )
})

test('"Stop" goes, and leaves the focus in the dialog', async () => {
  const { opened: held, open: release } = latch()
  server.use(http.get('*/oms/apply-detail/:uid', () => held))
  const { user, dialog, press } = await opened()
  await press('553')
  await user.click(await dialog.findByRole('button', { name: 'Stop' }))
  expect(await dialog.findByText(/^Stopped after/)).toBeVisible()
  expect(screen.getByRole('dialog')).toHaveFocus()
  release()
})
