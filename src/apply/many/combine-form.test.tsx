import { act, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse, type JsonBodyType } from 'msw'
import { expect, test } from 'vitest'
import { ManyForm } from '~/apply/many/many-form'
import { yiiError } from '~/mocks/answers'
import { latch } from '~/test/latch'
import { destination, renderDesk } from '~/test/render'
import { server } from '~/test/server'

// jsdom lays nothing out: a list of a thousand has no row in view but the one with the focus.

/** Once it can be pressed. */
async function checkbox(name: string | RegExp): Promise<HTMLElement> {
  await waitFor(() => expect(screen.getByRole('checkbox', { name })).toBeEnabled())
  return screen.getByRole('checkbox', { name })
}
const zonesOfApp = () => within(screen.getByRole('group', { name: 'Zones of the app' }))
const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Paste rows' })

async function renderCombine() {
  const { user } = await renderDesk(<ManyForm destination={destination} />)
  await user.click(screen.getByText('These tables in these zones'))
  await user.type(screen.getByRole('textbox', { name: 'App ID' }), '2')
  return user
}

const answering = (zones: JsonBodyType, tables: JsonBodyType = []) =>
  server.use(
    http.post('*/oms/zones', () => HttpResponse.json(zones)),
    http.get('*/oms/tables/:set/:app/:zone', () => HttpResponse.json(tables)),
  )

const zone = { set_id: 1, app_id: 2, zone_id: 3 }

test('tables of zones of several sets become rows, with nothing typed but the app', async () => {
  const user = await renderCombine()
  await user.click(await checkbox('0 main_zone set 126 game_set'))
  await user.click(await checkbox('0 ledger_zone set 127 payment_set'))
  await user.click(await checkbox(/^player /))
  await user.click(await checkbox(/^ledger /))
  await user.click(screen.getByRole('button', { name: 'Add 2 rows' }))
  expect(box().value.split('\n').slice(1)).toEqual(['126\t2\t0\tplayer\t\t0', '127\t2\t0\tledger\t\t0'])
  expect(screen.getByRole('button', { name: 'Add 0 rows' })).toBeDisabled()
})

test('after typed ones are added, the focus is at the first of the fields that are empty again', async () => {
  const user = await renderCombine()
  await user.type(screen.getByRole('textbox', { name: 'Set ID' }), '126')
  expect(screen.getByRole('button', { name: 'Add 0 rows' })).toHaveAccessibleDescription(/every table in every zone/)
  await user.type(screen.getByRole('textbox', { name: 'Zone IDs' }), '0')
  await user.type(screen.getByRole('textbox', { name: 'Table names' }), 'player')
  await user.click(screen.getByRole('button', { name: 'Add 1 row' }))
  expect(screen.getByRole('textbox', { name: 'Zone IDs' })).toHaveFocus()
})

test('what a narrow list cuts of a table is whole where the pointer rests upon it', async () => {
  const user = await renderCombine()
  await user.click(await checkbox('0 main_zone set 126 game_set'))
  await user.click(await checkbox('1 event_zone set 126 game_set'))
  const detail = (await screen.findAllByText(/^created .* in 1 of 2 zones$/))[0]
  expect(detail?.closest('[title]')).toHaveAttribute('title', expect.stringContaining(detail?.textContent ?? '-'))
})

test('by keyboard: all by Space, arrows through a list, Enter adds', async () => {
  const user = await renderCombine()
  await checkbox('All zones (4)')
  await user.tab()
  await user.tab()
  await user.keyboard(' ')
  await checkbox('All tables (8)')
  await user.tab()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(await checkbox(/^9 empty_zone/)).toHaveFocus()
  await user.keyboard('{Home} {Tab}')
  await checkbox('All tables (4)')
  await user.keyboard(' ')
  await user.keyboard('{Enter}')
  expect(box().value.split('\n')).toHaveLength(1 + 4)
  expect(screen.getByRole('textbox', { name: 'App ID' })).toHaveFocus()
})

test('no table is chosen from a list that is still coming in: "All tables" would leave out those that come later', async () => {
  const { opened, open } = latch()
  server.use(
    http.post('*/oms/zones', () => HttpResponse.json([zone, { ...zone, zone_id: 4 }])),
    http.get('*/oms/tables/:set/:app/:zone', async ({ params }) => {
      if (params['zone'] === '3') return HttpResponse.json([{ ...zone, table_name: 'mail' }])
      await opened
      return HttpResponse.json([{ ...zone, zone_id: 4, table_name: 'guild' }])
    }),
  )
  const user = await renderCombine()
  await user.click(await screen.findByRole('checkbox', { name: 'All zones (2)' }))
  expect(await screen.findByRole('checkbox', { name: 'All tables (1)' })).toBeDisabled()
  expect(screen.getByRole('checkbox', { name: /^mail / })).toBeDisabled()
  open()
  await user.click(await checkbox('All tables (2)'))
  await user.click(screen.getByRole('button', { name: 'Add 2 rows' }))
  expect(box().value.split('\n')).toHaveLength(1 + 2)
})

test('the set that is typed narrows the zones, and another app begins anew', async () => {
  const user = await renderCombine()
  await user.click(await checkbox('All zones (4)'))
  await user.type(screen.getByRole('textbox', { name: 'Set ID' }), '127')
  expect(zonesOfApp().getAllByRole('checkbox')).toHaveLength(1)
  await screen.findByText('OMS lists 2 tables.')
  await user.clear(screen.getByRole('textbox', { name: 'App ID' }))
  await user.clear(screen.getByRole('textbox', { name: 'Set ID' }))
  await user.type(screen.getByRole('textbox', { name: 'App ID' }), '3')
  expect(await checkbox('All zones (1)')).not.toBeChecked()
})

test('of 5,000 tables a search finds some, which are chosen together', async () => {
  const tables = Array.from({ length: 5000 }, (_, index) => ({ ...zone, table_name: `table_${index}` }))
  answering([zone], tables)
  const user = await renderCombine()
  await user.click(await checkbox('All zones (1)'))
  expect(await checkbox('All tables (5,000)')).toBeVisible()
  await user.type(screen.getByRole('searchbox', { name: /^Search: Tables/ }), 'table_499{Enter}')
  await user.click(await checkbox('All tables (11)'))
  await user.click(screen.getByRole('button', { name: 'Add 11 rows' }))
  expect(box().value).toContain('\ttable_4999\t')
})

test('a table shows when its definition was made and last changed, as far as OMS says', async () => {
  answering(
    [zone],
    [
      { ...zone, table_name: 'a', create_date: '2021-06-25 10:38:29', modify_date: '0000-00-00 00:00:00' },
      { ...zone, table_name: 'b', create_date: 7, modify_date: 'lately' },
      { ...zone, table_name: null },
      null,
    ],
  )
  const user = await renderCombine()
  await user.click(await checkbox('All zones (1)'))
  expect(await checkbox('a created 2021-06-25, never changed')).toBeVisible()
  expect(await checkbox('b created -, changed lately')).toBeVisible()
  expect(await checkbox('All tables (2)')).toBeVisible()
})

test('a zone of which OMS does not tell is named, and asked for again', async () => {
  let isDown = true
  server.use(
    http.post('*/oms/zones', () => HttpResponse.json([zone])),
    http.get('*/oms/tables/:set/:app/:zone', () =>
      isDown ? yiiError(500, 'Error', 'down') : HttpResponse.json([{ ...zone, table_name: 'a' }]),
    ),
  )
  const user = await renderCombine()
  await user.click(await checkbox('All zones (1)'))
  expect(await screen.findByRole('alert')).toHaveTextContent(/did not list the tables of zone 1\/3/)
  isDown = false
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await checkbox('All tables (1)')).toBeVisible()
  expect(document.body).not.toHaveFocus()
})

test('why OMS does not tell of a zone is said, and of a whitelist whose address it lacks', async () => {
  server.use(
    http.post('*/oms/zones', () => HttpResponse.json([zone])),
    http.get('*/oms/tables/:set/:app/:zone', () =>
      HttpResponse.json({ source_ip: 'ip:10.29.89.51 not in whitelist' }, { status: 403 }),
    ),
  )
  const user = await renderCombine()
  await user.click(await checkbox('All zones (1)'))
  expect(await screen.findByText(/did not list the tables of zone 1\/3/)).toHaveTextContent(
    /ip:10\.29\.89\.51 not in whitelist OMS sees the proxy's address, not yours\./,
  )
})

test('chosen tables of zones whose lists are not here make no rows of whole zones, and no zone goes without its rows', async () => {
  let answer = () => Promise.resolve(HttpResponse.json<JsonBodyType>([{ ...zone, table_name: 'a' }]))
  let zones = () => Promise.resolve(HttpResponse.json<JsonBodyType>([zone, { ...zone, zone_id: 4 }]))
  const never = () => new Promise<HttpResponse<JsonBodyType>>(() => {})
  server.use(
    http.post('*/oms/zones', () => zones()),
    http.get('*/oms/tables/:set/:app/:zone', ({ params }) => (params['zone'] === '4' ? never() : answer())),
  )
  const user = await renderCombine()
  const add = () => screen.getByRole('button', { name: /^Add/ })
  const signInAgain = async () => {
    const { session } = await import('~/session/session')
    act(() => session.signIn({ token: 'token-of-anna', username: 'anna' }))
  }
  await user.click(await checkbox(/^3 set 1/))
  await user.click(await checkbox(/^a /))
  expect(add()).toBeEnabled()
  await user.click(await checkbox(/^4 set 1/))
  expect(add()).toBeDisabled()
  expect(add()).toHaveAccessibleDescription('Asking OMS')
  await user.click(await checkbox(/^4 set 1/))

  answer = () => Promise.resolve(HttpResponse.json<JsonBodyType>({}, { status: 500 }))
  await signInAgain()
  expect(await screen.findByText(/did not list the tables of zone 1\/3/)).toBeVisible()
  expect(add()).toBeDisabled()
  expect(add()).toHaveAccessibleDescription(/did not list the tables of zone 1\/3/)
  await user.type(screen.getByRole('textbox', { name: 'Table names' }), 'b')
  expect(add()).toBeEnabled()

  zones = never
  await signInAgain()
  await user.type(screen.getByRole('textbox', { name: 'Set ID' }), '1')
  await user.type(screen.getByRole('textbox', { name: 'Table names' }), 'c')
  expect(add()).toBeDisabled()
  expect(add()).toHaveAccessibleDescription('Asking OMS')
})

test('an OMS that lists nothing leaves the fields to type in', async () => {
  answering({ zones: [] })
  const user = await renderCombine()
  await screen.findByText(/^No suggestions from OMS: type the zone/)
  await user.type(screen.getByRole('textbox', { name: 'Set ID' }), '126')
  await user.type(screen.getByRole('textbox', { name: 'Zone IDs' }), '0 1{Enter}')
  await waitFor(() => expect(box().value.split('\n')).toHaveLength(3))
})
