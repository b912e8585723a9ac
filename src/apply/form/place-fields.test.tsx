import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { server } from '~/test/server'
import { field, openList, options, renderApp, submitButton } from '~/apply/form/test-form'

/** The form once it knows the zones of the app. */
async function renderZones() {
  const { user } = await renderApp()
  await screen.findByText('OMS lists 3 zones.')
  return user
}

test('zones of the app and tables of the zone are chosen by mouse', async () => {
  const user = await renderZones()
  expect(await openList(user, 'Zone ID')).toEqual(['0main_zonegame_set', '1event_zonegame_set', '9empty_zonegame_set'])
  await user.click(screen.getByRole('option', { name: /event_zone/ }))
  expect(field('Zone ID')).toHaveValue('1')
  expect(field('Zone ID')).toHaveFocus()
  expect(options()).toEqual([])
  await screen.findByText('OMS lists 3 zones and 2 tables.')
  await openList(user, 'Table name')
  await user.click(screen.getByRole('option', { name: 'event_reward' }))
  expect(field('Table name')).toHaveValue('event_reward')
  expect(await screen.findByText(/"zone_id":"1","table_name":"event_reward"/)).toBeVisible()
})

test('what is chosen is looked at again like what is typed', async () => {
  const user = await renderZones()
  await user.click(submitButton())
  await waitFor(() => expect(field('Zone ID')).toBeInvalid())
  await openList(user, 'Zone ID')
  await user.click(screen.getByRole('option', { name: /event_zone/ }))
  await waitFor(() => expect(field('Zone ID')).toBeValid())
})

test('arrows highlight, Enter picks what is highlighted, Escape closes', async () => {
  const user = await renderZones()
  await openList(user, 'Zone ID')
  await user.keyboard('{Escape}')
  expect(options()).toEqual([])
  await user.keyboard('{ArrowDown}{ArrowUp}')
  expect(screen.getByRole('option', { selected: true })).toHaveTextContent('9')
  await user.keyboard('{ArrowDown}{ArrowDown}')
  const highlighted = screen.getByRole('option', { selected: true })
  expect(highlighted).toHaveTextContent('1')
  expect(field('Zone ID')).toHaveAttribute('aria-activedescendant', highlighted.id)
  await user.keyboard('{Enter}')
  expect(field('Zone ID')).toHaveValue('1')
  expect(options()).toEqual([])
  expect(screen.queryByText(/^Application #/)).not.toBeInTheDocument()
})

test('Enter with nothing highlighted submits, over an open list too', async () => {
  const user = await renderZones()
  await user.type(field('Zone ID'), '0')
  expect(await openList(user, 'Zone ID')).not.toEqual([])
  await user.keyboard('{Enter}')
  expect(await screen.findByText('Application #558 created')).toBeVisible()
})

test('typing narrows the list by id and by name, and any other value stays', async () => {
  const user = await renderZones()
  await user.type(field('Zone ID'), 'EVENT')
  await screen.findByRole('option')
  expect(options()).toEqual(['1event_zonegame_set'])
  await user.clear(field('Zone ID'))
  await user.type(field('Zone ID'), '77')
  expect(options()).toEqual([])
  await user.click(submitButton())
  expect(await screen.findByRole('alert')).toHaveTextContent('zone_id=77')
  expect(field('Zone ID')).toHaveValue('77')
})

test('a value that is put in whole opens no list', async () => {
  const user = await renderZones()
  await openList(user, 'Zone ID')
  await user.paste('9')
  expect(options()).toEqual([])
})

test('of very many a hundred are shown, and typing finds the others', async () => {
  const zones = Array.from({ length: 1000 }, (_, zone_id) => ({ set_id: 126, app_id: 2, zone_id }))
  server.use(http.post('*/oms/zones', () => HttpResponse.json(zones)))
  const { user } = await renderApp()
  await screen.findByText('OMS lists 1,000 zones.')
  expect(await openList(user, 'Zone ID')).toHaveLength(100)
  expect(screen.getByText('and 900 more: type a part of the name')).toBeVisible()
  await user.type(field('Zone ID'), '99')
  expect(options()).toEqual([])
  await user.clear(field('Zone ID'))
  await user.type(field('Zone ID'), '98')
  expect(await openList(user, 'Zone ID')).toHaveLength(100)
})

test('the app alone is enough: a zone is chosen by its name, and fills in its set', async () => {
  const { user } = await renderApp({ setId: ' ' })
  await screen.findByText('OMS lists 2 sets and 4 zones.')
  await user.type(field('Zone ID'), 'ledger')
  await screen.findByRole('option')
  expect(options()).toEqual(['0ledger_zone127 payment_set'])
  await user.keyboard('{ArrowDown}{Enter}')
  expect(field('Zone ID')).toHaveValue('0')
  expect(field('Set ID')).toHaveValue('127')
  expect(await screen.findByText('OMS lists 1 zone and 2 tables.')).toBeVisible()
})

test('of zones with one id the typed id still offers each with its set', async () => {
  const { user } = await renderApp({ setId: ' ' })
  await screen.findByText('OMS lists 2 sets and 4 zones.')
  await user.type(field('Zone ID'), '0')
  expect(options()).toEqual(['0main_zone126 game_set', '0ledger_zone127 payment_set'])
})

test('the set is chosen by its name, narrows the zones, and may be any other', async () => {
  const { user } = await renderApp({ setId: ' ' })
  await screen.findByText('OMS lists 2 sets and 4 zones.')
  await user.clear(field('Set ID'))
  expect(await openList(user, 'Set ID')).toEqual(['126game_set', '127payment_set'])
  await user.click(screen.getByRole('option', { name: /payment/ }))
  expect(field('Set ID')).toHaveValue('127')
  expect(await openList(user, 'Zone ID')).toEqual(['0ledger_zonepayment_set'])
  await user.type(field('Set ID'), '9')
  expect(await screen.findByText('OMS lists no zones of this app in set 1279.')).toBeVisible()
})

test('a set that is chosen already stays when a zone is chosen', async () => {
  const user = await renderZones()
  await openList(user, 'Zone ID')
  await user.click(screen.getByRole('option', { name: /event_zone/ }))
  expect(field('Set ID')).toHaveValue('126')
})

test('several tables are chosen elsewhere, with what is typed', async () => {
  await renderApp()
  expect(screen.getByRole('link', { name: 'Several tables' })).toHaveAttribute('href', '/apply/many?app=2&set=126')
})
