import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { ManyForm } from '~/apply/many/many-form'
import { ManyPreview } from '~/apply/many/many-preview'
import type { Journal } from '~/record/store/store'
import { submitApplication } from '~/actions/submit'
import { session } from '~/session/session'
import { destination, renderDesk } from '~/test/render'
import { draftFor } from '~/test/events'
import { latch } from '~/test/latch'
import { sentApplications } from '~/test/server'

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Paste rows' })
const header = 'set_id,app_id,zone_id,table_name'
const player = '126,2,0,player'

async function renderMany(rows: string[]) {
  const desk = await renderDesk(<ManyForm destination={destination} />)
  await desk.user.click(box())
  await desk.user.paste([header, ...rows].join('\n'))
  return desk
}

const fileInput = () => document.querySelector<HTMLElement>('input[type=file]') as HTMLElement

/** A file that can be read once `mayRead`. */
function slowFile(text: string, mayRead: Promise<void>): File {
  const file = new File([text], 'rows.csv')
  file.arrayBuffer = () => mayRead.then(() => new Blob([text]).arrayBuffer())
  return file
}

const created = async (journal: Journal) => (await journal.list(10)).applications.map(({ id }) => id)

test('however often its button is pressed, a table is submitted once', async () => {
  const { user, journal } = await renderMany([player, '126,2,0,guild'])
  const submit = screen.getByRole('button', { name: 'Submit 2 applications' })
  await user.dblClick(submit)
  await waitFor(async () => expect(await created(journal)).toEqual(['559', '558']))
  await user.click(submit)
  await waitFor(() => expect(submit).not.toHaveAttribute('data-loading'))
  expect([screen.queryByRole('alert'), screen.queryByRole('dialog')]).toEqual([null, null])
  expect(await journal.unstoppedBatches()).toHaveLength(1)
  expect(await created(journal)).toEqual(['559', '558'])
})

test('of a long table, too, a row is named by its number as it stands before it', async () => {
  const cells = { setId: '126', appId: '2', zoneId: '0', tableName: 'player', serverIds: '', autoApprove: '' }
  await renderDesk(<ManyPreview rows={[{ line: 1200, cells, kind: 'same', as: 1100 }]} />)
  expect(screen.getByText('1200')).toBeVisible()
  expect(screen.getByText('The same as row 1100, so it is sent once')).toBeVisible()
})

test('a cell that is too long for its row is seen to be cut', async () => {
  await renderMany([`126,2,x,${'t'.repeat(300)}`])
  expect(await screen.findByText(new RegExp(`table_name t{200}…$`))).toBeVisible()
})

test('a table that is left at once is sent all the same, and is no draft any more', async () => {
  const { user, journal, unmount } = await renderMany([player])
  await user.click(screen.getByRole('button', { name: 'Submit 1 application' }))
  unmount()
  await waitFor(async () => expect(await created(journal)).toEqual(['558']))
  expect(sessionStorage).toHaveLength(0)
})

test('signed out in the middle of it, the table stays, and says so', async () => {
  const { user, journal } = await renderMany([player])
  session.signOut()
  await user.click(screen.getByRole('button', { name: 'Submit 1 application' }))
  expect(await screen.findByText('Not sent: nothing was created')).toBeVisible()
  expect(box().value).toContain(player)
  expect(await journal.unstoppedBatches()).toEqual([])
})

test('one "Why" is that of every row, is kept while the table is, and goes to no wire', async () => {
  const arrived = sentApplications()
  const { user, journal, unmount } = await renderMany([player, '126,2,0,guild'])
  const why = () => screen.getByRole('textbox', { name: 'Why' })
  const submit = () => screen.getByRole('button', { name: 'Submit 2 applications' })
  fireEvent.change(why(), { target: { value: 'x'.repeat(201) } })
  expect(why()).toHaveAccessibleDescription(/At most 200 characters/)
  expect(submit()).toBeDisabled()
  expect(submit()).toHaveAccessibleDescription(/At most 200 characters/)
  fireEvent.change(why(), { target: { value: 'Friday' } })
  unmount()
  await renderDesk(<ManyForm destination={destination} />)
  expect(why()).toHaveValue('Friday')
  await user.click(submit())
  await waitFor(async () => expect(await created(journal)).toHaveLength(2))
  expect((await journal.list(2)).applications).toMatchObject([{ why: 'Friday' }, { why: 'Friday' }])
  expect(arrived.filter((body) => body.includes('Friday'))).toEqual([])
  expect(sessionStorage).toHaveLength(0)
})

test('when every row may be a duplicate, there is nothing to leave out', async () => {
  const { user, journal } = await renderMany([player])
  await submitApplication(journal, draftFor('player'))
  await user.click(screen.getByRole('button', { name: 'Submit 1 application' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Possible duplicate' }))
  expect(dialog.getByText('The same: table player of zone 0 (row 1)')).toBeVisible()
  expect(dialog.queryByRole('button', { name: /Leave out/ })).not.toBeInTheDocument()
  await user.click(dialog.getByRole('button', { name: 'Cancel' }))
  expect(await created(journal)).toEqual(['558'])
})

test('rows that overlap within the table are asked about, and the later ones can be left out and stay', async () => {
  const arrivals = sentApplications()
  const { user, journal } = await renderMany([player, '126,2,0,'])
  await user.click(screen.getByRole('button', { name: 'Submit 2 applications' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Possible duplicate' }))
  expect(dialog.getByText('Some rows of your table overlap earlier rows.')).toBeVisible()
  const rows = 'Row 2 (Set 126, App 2, Zone 0) overlaps row 1 (Set 126, App 2, Zone 0, Table player)'
  expect(dialog.getByText(rows)).toBeVisible()
  expect(arrivals).toEqual([])
  await user.click(dialog.getByRole('button', { name: 'Leave out 1 row' }))
  await waitFor(async () => expect(await created(journal)).toEqual(['558']))
  expect(arrivals).toHaveLength(1)
  expect(sessionStorage.getItem('backup-desk:test:rows')).toMatch(/\n126,2,0,$/)
})

test('rows that were left out stay left out when something else that comes meanwhile is sent anyway', async () => {
  const { user, journal } = await renderMany([player, '126,2,0,'])
  await user.click(screen.getByRole('button', { name: 'Submit 2 applications' }))
  const leaveOut = await screen.findByRole('button', { name: 'Leave out 1 row' })
  await submitApplication(journal, draftFor('player'))
  await user.click(leaveOut)
  expect(await screen.findByText('The same: table player of zone 0 (row 1)')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Send anyway' }))
  await waitFor(async () => expect(await created(journal)).toEqual(['559', '558']))
  expect(sessionStorage.getItem('backup-desk:test:rows')).toMatch(/\n126,2,0,$/)
})

test('while a table is submitted nothing is added to it or cleared, and what a file brings meanwhile stays', async () => {
  const { user, unmount } = await renderMany([player])
  const read = latch()
  await user.upload(fileInput(), slowFile('126,2,0,mail', read.opened))
  unmount()
  const { journal } = await renderDesk(<ManyForm destination={destination} />)
  await user.click(screen.getByText('These tables in these zones'))
  await user.type(screen.getByRole('textbox', { name: 'Table names' }), 'guild')

  const { opened, open } = latch()
  const recordBatch = journal.recordBatch.bind(journal)
  vi.spyOn(journal, 'recordBatch').mockImplementation((batch) => opened.then(() => recordBatch(batch)))
  await user.click(screen.getByRole('button', { name: 'Submit 1 application' }))
  for (const name of ['Clear the table', 'Open a file', 'Add 1 row'])
    expect(screen.getByRole('button', { name })).toBeDisabled()

  read.open()
  await waitFor(() => expect(sessionStorage.getItem('backup-desk:test:rows')).toContain('mail'))
  open()
  await waitFor(async () => expect(await created(journal)).toEqual(['558']))
  expect(sessionStorage.getItem('backup-desk:test:rows')).toContain('mail')
})

test('a table is submitted once the files that were chosen for it are read, with all of their rows', async () => {
  const { user, journal } = await renderMany([player])
  const [first, second] = [latch(), latch()]
  await user.upload(fileInput(), slowFile('126,2,0,mail', first.opened))
  await user.upload(fileInput(), slowFile('126,2,0,guild', second.opened))
  const submit = () => screen.getByRole('button', { name: /^Submit \d applications?$/ })
  second.open()
  await waitFor(() => expect(box().value).toContain('guild'))
  expect(submit()).toHaveAttribute('data-loading')
  fireEvent.submit(submit())
  first.open()
  await waitFor(() => expect(screen.getByRole('button', { name: 'Submit 3 applications' })).toBeEnabled())
  await user.click(submit())
  await waitFor(async () => expect(await created(journal)).toEqual(['560', '559', '558']))
  expect(sessionStorage).toHaveLength(0)
})

test('what is wrong stays once the rest is submitted, also where site data was cleared meanwhile', async () => {
  const { user, journal } = await renderMany([player, '126,x,0,guild'])
  sessionStorage.clear()
  await user.click(screen.getByRole('button', { name: 'Submit 1 application' }))
  await waitFor(async () => expect(await created(journal)).toEqual(['558']))
  expect(sessionStorage.getItem('backup-desk:test:rows')).toMatch(/\n126,x,0,guild$/)
})

test('what is typed while a file is read stays', async () => {
  const { user } = await renderMany([player])
  const read = latch()
  await user.upload(fileInput(), slowFile('126,2,0,mail', read.opened))
  await user.click(box())
  await user.paste('\n126,2,0,guild')
  read.open()
  await waitFor(() => expect(box().value).toContain('mail'))
  expect(box().value).toContain('guild')
})

test('a cleared table comes back by Undo', async () => {
  const { user } = await renderMany([player])
  await user.click(screen.getByRole('button', { name: 'Clear the table' }))
  expect(box()).toHaveValue('')
  expect(box()).toHaveFocus()
  expect(screen.getByRole('button', { name: 'Submit 0 applications' })).toHaveAccessibleDescription(
    /No row is ready to send yet/,
  )
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  expect(box().value).toContain(player)
  expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument()
  expect(box()).toHaveFocus()
})

/** What a drag of these files carries. */
const dragged = (files: File[]) => ({ dataTransfer: { types: ['Files'], items: files, files } })

test('a file that is dropped on the box is opened; several at once are not', async () => {
  await renderMany([player])
  const file = (table: string) => new File([`126,2,0,${table}`], `${table}.csv`)
  const several = dragged([file('guild'), file('inventory')])
  expect(fireEvent.dragOver(box(), several)).toBe(true)
  fireEvent.drop(box(), several)
  const one = dragged([file('mail')])
  expect(fireEvent.dragOver(box(), one)).toBe(false)
  fireEvent.drop(box(), one)
  await waitFor(() => expect(box().value).toMatch(/player\s[^]*mail/))
  expect(box().value).not.toMatch(/guild|inventory/)
})
