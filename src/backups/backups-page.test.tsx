import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { rowsDraft } from '~/apply/draft/rows-draft'
import { readRows } from '~/apply/table/many-rows'
import { BackupsPage } from '~/backups/backups-page'
import type { Journal } from '~/record/store/store'
import { session } from '~/session/session'
import { accepted, applied, draftFor, ended, transactionOf } from '~/test/events'
import { latch } from '~/test/latch'
import { renderDesk } from '~/test/render'
import { server } from '~/test/server'
import { t } from '~/test/texts'

const iso = (ms: number) => new Date(ms).toISOString()
const never = '0000-00-00 00:00:00'
const justNow = '2026-11-23 10:00:00'

// What the record tells stays: OMS has no answer about a transaction.
beforeEach(() => server.use(http.get('*/oms/transaction/:set/:id', () => HttpResponse.error())))

/** An application for a table of app 2 that was approved so many minutes ago, and what OMS says of its transaction. */
async function backedUp(
  journal: Journal,
  table: string,
  status = '9',
  id = '558',
  minutes = 61,
  draft = draftFor(table),
): Promise<void> {
  const at = iso(Date.now() - minutes * 60_000)
  const intent = applied(table, { at, expires: iso(Date.now() + 60_000), draft })
  const outcome = { ...accepted(id), approval: { kind: 'approved', transaction: id } } as const
  const transaction = transactionOf({ id, status, createTime: justNow, updateTime: justNow })
  const seen = { application: table, attempt: table, at: iso(Date.now()) } as const
  await journal.importEvents([intent, ended(table, outcome, at), { kind: 'transaction seen', ...seen, transaction }])
}

/** What OMS lists: zones of app 2, and the tables of each. */
function listing(zones: Record<string, unknown>): void {
  server.use(
    http.post('*/oms/zones', () =>
      HttpResponse.json(
        Object.keys(zones).map((zone_id) => ({ set_id: 126, app_id: 2, zone_id, zone_name: `z${zone_id}` })),
      ),
    ),
    http.get('*/oms/tables/126/2/:zone', ({ params }) => {
      const tables = zones[String(params.zone)]
      if (tables === 'refuses') return HttpResponse.json(['Get TcaplusServer failed.'], { status: 422 })
      return HttpResponse.json(tables as object[])
    }),
  )
}
const listed = (table_name: string, zone_id = 0, modify_date: unknown = never) => ({
  set_id: 126,
  app_id: 2,
  zone_id,
  table_name,
  create_date: '2021-06-25 10:38:29',
  modify_date,
})

async function renderAt(address: string) {
  history.replaceState(null, '', address)
  return renderDesk(<BackupsPage />)
}
const page = () => within(screen.getByRole('region', { name: 'Backups' }))
const row = async (table: string) => {
  const name = await page().findByText(table, { selector: 'strong' })
  return name.closest('tr') as HTMLTableRowElement // every name stands in a row
}
const says = (table: string, text: RegExp | string) =>
  waitFor(async () => expect(await row(table)).toHaveTextContent(text))
const names = () =>
  page()
    .getAllByText(/./, { selector: 'tbody strong' })
    .map((one) => one.textContent)

test('every table of the app is there, those without a backup first, each with what is known of it', async () => {
  listing({ 0: [listed('player'), listed('guild'), listed('mail'), listed('chat')], 1: [listed('event', 1)] })
  const { journal } = await renderAt('/backups?app=2')
  expect(page().getByRole('heading', { name: 'Is it backed up?' })).toBeVisible()
  await backedUp(journal, 'player')
  await backedUp(journal, 'guild', '10', '559')
  await backedUp(journal, 'mail', '1', '560')
  await says('player', /Green#558at most 2 h old/)
  const green = within(await row('player'))
  expect(green.getByText('set 126, zone 0 · z0')).toBeVisible()
  expect(green.getByRole('link', { name: '#558' })).toHaveAttribute('href', '/applications/558')
  expect(green.getByRole('img', { name: /^Completed: \d+ \w+$/ })).toBeVisible()
  await says('guild', /Red.*The latest backup failed.*#559.*Failed/)
  await says('mail', /Red.*No completed backup known.*#560.*Not started/)
  await says('event', /Red.*No completed backup known/)
  expect(names()).toEqual(['chat', 'guild', 'mail', 'event', 'player'])
  expect(page().getByText(/^This is what the record knows\. It begins on/)).toBeVisible()
})

test('a table that was changed after its backup is red and says what follows', async () => {
  listing({ 0: [listed('player', 0, '2026-11-23 10:00:01')] })
  const { journal } = await renderAt('/backups?app=2&set=126&zone=0')
  await backedUp(journal, 'player')
  await says('player', /Red.*Changed since: it cannot be rolled back.*Yes.*OMS's clock: 2026-11-23 10:00:01/)
  expect(await row('player')).not.toHaveTextContent('Green')
})

test.each([null, 7, 'soon', ['x'], {}])('%j as the date of a change is "-", and never green', async (date) => {
  listing({ 0: [listed('player', 0, date)] })
  const { journal } = await renderAt('/backups?app=2')
  await backedUp(journal, 'player')
  await says('player', /Amber.*Unknown whether changed since/)
  expect(await row('player')).not.toHaveTextContent('Green')
})

test('a zone that OMS refuses says so in its words and can be asked again; the rest stays', async () => {
  listing({ 0: [listed('guild')], 1: 'refuses' })
  const { user } = await renderAt('/backups?app=2')
  expect(await page().findByText(/Set 126, zone 1: OMS did not list its tables/)).toBeVisible()
  expect(page().getByText('Get TcaplusServer failed.')).toBeVisible()
  expect(await row('guild')).toBeVisible()
  listing({ 0: [listed('guild')], 1: [listed('event', 1)] })
  await user.click(page().getByRole('button', { name: 'Try again' }))
  expect(await row('event')).toBeVisible()
  expect(page().queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
  expect(document.body).not.toHaveFocus()
})

test('a table stands there once when OMS no longer lists what it has listed before', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  listing({ 0: [listed('player')] })
  const { journal, user } = await renderAt('/backups?app=2')
  await backedUp(journal, 'player')
  await backedUp(journal, 'dropped', '9', '559')
  await says('player', 'Green')
  vi.setSystemTime(Date.now() + 6 * 60_000)
  listing({ 0: 'refuses' })
  await user.type(page().getByRole('textbox', { name: 'Zone ID' }), '0')
  await user.click(page().getByRole('button', { name: 'Show tables' }))
  expect(await page().findByText(/Set 126, zone 0: OMS did not list its tables/)).toBeVisible()
  await row('dropped')
  expect(names().toSorted()).toEqual(['dropped', 'player'])
})

test('where OMS refuses to list the zones again, the red ones are handed over only once every zone has answered', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  listing({ 0: [listed('guild')], 1: [] })
  const { user } = await renderAt('/backups?app=2&zone=0')
  await row('guild')
  vi.setSystemTime(Date.now() + 6 * 60_000)
  const { opened, open } = latch()
  server.use(
    http.post('*/oms/zones', () => HttpResponse.json(['busy'], { status: 422 })),
    http.get('*/oms/tables/126/2/1', async () => {
      await opened
      return HttpResponse.json([listed('event', 1)])
    }),
  )
  await user.clear(page().getByRole('textbox', { name: 'Zone ID' }))
  await user.click(page().getByRole('button', { name: 'Show tables' }))
  expect(await page().findByText('busy')).toBeVisible()
  expect(await page().findByText('Asking OMS for tables: 1 of 2 zones have answered')).toBeVisible()
  expect(page().queryByRole('button', { name: /^Back up the red ones/ })).not.toBeInTheDocument()
  open()
  expect(await page().findByRole('button', { name: 'Back up the red ones (2)' })).toBeEnabled()
})

test('the page is still read until some tables are there, and not while others are listed', async () => {
  listing({ 0: [listed('mail')], 1: [listed('guild', 1)] })
  const [zones, tables] = [latch(), latch()]
  onTestFinished(tables.open)
  server.use(
    http.post('*/oms/zones', () => zones.opened.then(() => undefined)),
    http.get('*/oms/tables/126/2/1', () => tables.opened.then(() => undefined)),
  )
  await renderAt('/backups?app=2')
  const isRead = async () => (await page().findByRole('progressbar')).closest('[aria-busy=true]') === null
  expect(await isRead()).toBe(false)
  zones.open()
  await row('mail')
  expect(await isRead()).toBe(true)
})

test('between the last answer of OMS and its tables the page is still read, and does not say that there are none', async () => {
  listing({ 0: [listed('mail')] })
  await renderAt('/backups?app=2&set=126&zone=0')
  const seen = new Set<boolean>()
  const observer = new MutationObserver(() => {
    const region = screen.getByRole('region', { name: 'Backups' })
    seen.add(region.matches(':has([aria-busy=true], table)'))
  })
  observer.observe(document.body, { subtree: true, childList: true, attributes: true })
  await row('mail')
  observer.disconnect()
  expect([...seen]).toEqual([true])
})

test('a refused list of zones is no matter once a set and a zone are given', async () => {
  listing({ 0: [listed('player')] })
  server.use(http.post('*/oms/zones', () => HttpResponse.json(['busy'], { status: 422 })))
  const { journal, user } = await renderAt('/backups?app=2&set=126')
  await backedUp(journal, 'dropped')
  expect(await page().findByText('busy')).toBeVisible()
  await row('dropped')
  await user.type(page().getByRole('textbox', { name: 'Zone ID' }), '0')
  await user.click(page().getByRole('button', { name: 'Show tables' }))
  await row('player')
  expect(page().queryByText('busy')).not.toBeInTheDocument()
  expect(names()).toEqual(['player'])
})

test('signed out, and where OMS lists nothing, the tables are those of the record', async () => {
  server.use(http.post('*/oms/zones', () => HttpResponse.json(['busy'], { status: 422 })))
  const { journal } = await renderAt('/backups?app=2')
  await backedUp(journal, 'player')
  expect(await page().findByText('busy')).toBeVisible()
  await says('player', 'Amber')
  session.signOut()
  expect(await page().findByText(/^Sign in to see every table/)).toBeVisible()
  await says('player', 'Amber')
})

test('without an app those that the record knows can be chosen', async () => {
  listing({ 0: [listed('player')] })
  const { journal, user } = await renderAt('/backups')
  await backedUp(journal, 'player')
  await user.click(await page().findByRole('link', { name: 'App 2' }))
  expect(document.body).not.toHaveFocus()
  expect(await row('player')).toBeVisible()
  expect(location.search).toBe('?app=2')
})

test('an empty record says how it is filled, with the ways there', async () => {
  await renderAt('/backups')
  expect(await page().findByText(/^This record is empty\./)).toBeVisible()
  const ways = page()
    .getAllByRole('link')
    .map((link) => [link.textContent, link.getAttribute('href')])
  expect(ways).toEqual([
    ['Apply for a backup', '/apply'],
    ['Track by id', '/applications'],
  ])
})

test('a record of which nothing can be read is not said to be empty', async () => {
  const { journal } = await renderAt('/backups')
  expect(await page().findByText(/^This record is empty\./)).toBeVisible()
  await (await journal.database()).put('applications', { key: 'x', seq: 1, draft: 'nonsense' } as never)
  new BroadcastChannel(journal.name).postMessage('all')
  expect(await page().findByText(/^Enter an app to see/)).toBeVisible()
})

test('the form asks for an app, and the address keeps it', async () => {
  listing({ 0: [listed('player')] })
  const { user } = await renderAt('/backups')
  const show = page().getByRole('button', { name: 'Show tables' })
  await user.click(show)
  expect(await page().findByText('Required: a number such as 2')).toBeVisible()
  await user.type(page().getByRole('textbox', { name: 'App ID' }), '2')
  await user.type(page().getByRole('textbox', { name: 'Set ID' }), '007')
  await user.click(show)
  expect(await page().findByText(/^Digits only/)).toBeVisible()
  await user.clear(page().getByRole('textbox', { name: 'Set ID' }))
  await user.type(page().getByRole('textbox', { name: 'Set ID' }), '9007199254740993')
  await user.click(show)
  expect(await page().findByText(/^At most 9,007,199,254,740,991: OMS is asked with a number/)).toBeVisible()
  await user.clear(page().getByRole('textbox', { name: 'Set ID' }))
  await user.click(show)
  expect(await row('player')).toBeVisible()
  expect(location.search).toBe('?app=2')
})

test("search, level and limits are the person's, and the first two stand in the address", async () => {
  listing({ 0: [listed('player'), listed('guild')], 1: [listed('player', 1)] })
  const { journal, user } = await renderAt('/backups?app=2')
  await backedUp(journal, 'player')
  await row('guild')
  await user.type(page().getByRole('searchbox', { name: 'Search tables' }), 'player z1')
  await waitFor(() => expect(names()).toEqual(['player']))
  await user.clear(page().getByRole('searchbox', { name: 'Search tables' }))
  await user.click(await page().findByRole('button', { name: 'Green 1' }))
  await waitFor(() => expect(names()).toEqual(['player']))
  expect(location.search).toBe('?app=2&level=green')
  await user.click(page().getByRole('button', { name: /^All/ }))
  const amber = page().getByRole('spinbutton', { name: 'Amber after (days)' })
  await user.clear(amber)
  await user.type(amber, '0.01')
  await waitFor(async () => expect((await row('guild')).parentElement).toHaveTextContent(/Amber.*Older than 0.01 d/))
})

test('a limit of more days than there can be is the longest that there can be, not the usual one', async () => {
  listing({ 0: [listed('player')] })
  const { journal } = await renderAt('/backups?app=2')
  await backedUp(journal, 'player', '9', '558', 2 * 24 * 60)
  await says('player', /Amber.*Older than 1 d/)
  fireEvent.change(page().getByRole('spinbutton', { name: 'Amber after (days)' }), { target: { value: '200000' } })
  await says('player', 'Green')
  expect(await row('player')).not.toHaveTextContent('Older')
})

test('red ones without a zone are handed over as rows that can be sent, also below earlier ones that have one', async () => {
  server.use(http.post('*/oms/zones', () => HttpResponse.json(['busy'], { status: 422 })))
  const { journal, user } = await renderAt('/backups?app=2')
  rowsDraft.write(journal.name, 'set_id\tapp_id\tzone_id\ttable_name\n126\t2\t0\tearlier')
  await backedUp(journal, 'mail', '10', '558', 61, draftFor('mail', ''))
  await backedUp(journal, 'guild', '10', '559')
  await user.click(await page().findByRole('button', { name: 'Back up the red ones (2)' }))
  const { rows } = readRows(t, rowsDraft.read(journal.name))
  expect(rows).toMatchObject([
    { kind: 'valid', draft: draftFor('earlier') },
    { kind: 'valid', draft: draftFor('guild') },
    { kind: 'valid', draft: draftFor('mail', '') },
  ])
})

test('where an application is under way for every red one there is nothing to hand over, and the button says why', async () => {
  listing({ 0: [listed('mail')] })
  const { journal } = await renderAt('/backups?app=2')
  await journal.importEvents([applied('mail'), ended('mail', accepted('558'))])
  const button = await page().findByRole('button', { name: 'Back up the red ones (0)' })
  expect(button).toBeDisabled()
  expect(button).toHaveAccessibleDescription(/^1 red table is left out/)
})

test('the red ones are handed to Many at once below what is there, but those that wait already', async () => {
  listing({ 0: [listed('player'), listed('guild'), listed('a "b", c'), listed('mail')] })
  const { journal, user } = await renderAt('/backups?app=2')
  rowsDraft.write(journal.name, 'set_id\tapp_id\tzone_id\ttable_name\n126\t2\t0\tearlier')
  await backedUp(journal, 'player')
  await backedUp(journal, 'mail', '1', '559')
  await user.click(await page().findByRole('button', { name: 'Back up the red ones (2)' }))
  expect(location.pathname).toBe('/apply/many')
  expect(rowsDraft.read(journal.name).split('\n')).toEqual([
    'set_id\tapp_id\tzone_id\ttable_name',
    '126\t2\t0\tearlier',
    'set_id\tapp_id\tzone_id\ttable_name',
    '126\t2\t0\t"a ""b"", c"',
    '126\t2\t0\tguild',
  ])
})
