import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { ApplyForm } from '~/apply/form/apply-form'
import { yiiError } from '~/mocks/answers'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { latch } from '~/test/latch'
import { destination, renderDesk } from '~/test/render'
import { server } from '~/test/server'

// What a browser has and jsdom does not.
Element.prototype.scrollIntoView = () => {}

const field = (name: string) => screen.getByRole('textbox', { name })
const options = () => screen.queryAllByRole('option').map((option) => option.textContent)
const submitButton = () => screen.getByRole('button', { name: 'Submit application' })

async function openList(user: Awaited<ReturnType<typeof renderDesk>>['user'], name: string) {
  await user.click(field(name))
  await screen.findAllByRole('option')
  return options()
}

async function renderForm({ setId = '126', appId = '2' } = {}) {
  const { user, journal } = await renderDesk(<ApplyForm destination={destination} />)
  fireEvent.change(field('Set ID'), { target: { value: setId } })
  fireEvent.change(field('App ID'), { target: { value: appId } })
  return { user, journal }
}

/** The form once it knows the zones of the app. */
async function renderZones() {
  const { user } = await renderForm()
  await screen.findByText('OMS lists 3 zones.')
  return user
}

/** Counts the calls for zones, by app, and answers them with one zone named after the app. */
function zonesByApp(hold?: Promise<void>) {
  const asked: unknown[] = []
  server.use(
    http.post<never, { app_id: number }>('*/oms/zones', async ({ request }) => {
      const { app_id } = await request.json()
      asked.push(app_id)
      if (app_id === 2) await hold
      return HttpResponse.json([{ set_id: 126, app_id, zone_id: 1, zone_name: `of app ${app_id}`, set_name: '' }])
    }),
  )
  return asked
}

const refusing = (answer: () => Response) =>
  server.use(http.post('*/oms/zones', answer), http.get('*/oms/tables/:set/:app/:zone', answer))

test('zones of the app and tables of the zone are chosen by mouse', async () => {
  const user = await renderZones()
  expect(await openList(user, 'Zone ID')).toEqual(['0main_zonegame_set', '1event_zonegame_set', '9empty_zonegame_set'])
  await user.click(screen.getByRole('option', { name: /event_zone/ }))
  expect(field('Zone ID')).toHaveValue('1')
  expect(field('Zone ID')).toHaveFocus()
  expect(options()).toEqual([])
  await screen.findByText('OMS lists 3 zones, 2 tables.')
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

test('an OMS without the calls is told once, quietly, and the form works', async () => {
  refusing(() => yiiError(404, 'Not Found', 'Page not found.'))
  const { user } = await renderForm()
  await waitFor(() =>
    expect(screen.getByText(/^No suggestions from OMS: type the zone/)).toHaveTextContent(/Page not found\.$/),
  )
  await user.type(field('Zone ID'), '0')
  await waitFor(() =>
    expect(screen.getByText(/^No suggestions from OMS: type the values/)).toHaveTextContent(/Page not found\.$/),
  )
  expect(screen.getAllByText(/No suggestions/)).toHaveLength(1)
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  await user.click(submitButton())
  expect(await screen.findByText('Application #558 created')).toBeVisible()
})

test.each([
  ['lost', () => HttpResponse.error(), 'The connection ended before OMS answered.'],
  ['undocumented', () => HttpResponse.json({ zones: [] }), 'OMS sent an undocumented answer'],
  [
    'the proxy',
    () => HttpResponse.json({ proxy: { kind: 'refused', sent: false } }, { status: 502 }),
    'The proxy did not forward the question (refused).',
  ],
])('an answer that is %s is told in the note', async (_name, answer, words) => {
  refusing(answer)
  await renderForm()
  await waitFor(() => expect(screen.getByText(/^No suggestions from OMS: type the zone/)).toHaveTextContent(words))
})

test('only tables are missing: the zones are still suggested', async () => {
  server.use(http.get('*/oms/tables/:set/:app/:zone', () => yiiError(404, 'Not Found', 'Page not found.')))
  const { user } = await renderForm()
  await user.type(field('Zone ID'), '0')
  expect(await screen.findByText(/^No suggestions from OMS: type the table/)).toBeVisible()
  expect(await openList(user, 'Zone ID')).toHaveLength(3)
})

test('a refused token ends no session and opens no dialog; after a sign-in OMS is asked again', async () => {
  session.signOut()
  const { user } = await renderForm()
  session.signIn({ token: 'expired', username: 'demo' })
  await waitFor(() =>
    expect(screen.getByText(/^No suggestions from OMS: type the zone/)).toHaveTextContent('invalid credential'),
  )
  expect(session.current()).toEqual({ token: 'expired', username: 'demo' })
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  session.expire('expired')
  const dialog = within(await screen.findByRole('dialog', { name: 'Sign in' }))
  await user.type(dialog.getByLabelText('Username'), 'demo')
  await user.type(dialog.getByLabelText('Password'), 'demo')
  await user.click(dialog.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByText('OMS lists 3 zones.')).toBeVisible()
})

test('an app that OMS does not know is no failure', async () => {
  await renderForm({ appId: '77' })
  expect(await screen.findByText('OMS lists no zones in this app.')).toBeVisible()
})

test('an answer for an app that is not typed any more is dropped', async () => {
  const { opened: hold, open: release } = latch()
  const asked = zonesByApp(hold)
  const { user } = await renderForm()
  await waitFor(() => expect(asked).toEqual([2]))
  await user.clear(field('App ID'))
  await user.type(field('App ID'), '3')
  await screen.findByText('OMS lists 1 zone.')
  release()
  expect(await openList(user, 'Zone ID')).toEqual(['1of app 3'])
})

test('what OMS has said is kept for a while', async () => {
  const asked = zonesByApp()
  const { user } = await renderForm()
  await screen.findByText('OMS lists 1 zone.')
  await user.type(field('App ID'), '2')
  await waitFor(() => expect(asked).toEqual([2, 22]))
  await user.type(field('App ID'), '{Backspace}')
  expect(await openList(user, 'Zone ID')).toEqual(['1of app 2'])
  expect(asked).toEqual([2, 22])
})

test('nobody is asked about what is no number of OMS, or for nobody', async () => {
  const asked = zonesByApp()
  const { user } = await renderForm({ appId: '9007199254740993' })
  expect(screen.queryByText(/^(Asking OMS|OMS lists)/)).not.toBeInTheDocument()
  session.signOut()
  await user.clear(field('App ID'))
  await user.type(field('App ID'), '3')
  expect(screen.queryByText(/^(Asking OMS|OMS lists)/)).not.toBeInTheDocument()
  session.signIn({ token: accounts[0].token })
  await screen.findByText('OMS lists 1 zone.')
  expect(asked).toEqual([3])
})

test('of very many a hundred are shown, and typing finds the others', async () => {
  const zones = Array.from({ length: 1000 }, (_, zone_id) => ({ set_id: 126, app_id: 2, zone_id }))
  server.use(http.post('*/oms/zones', () => HttpResponse.json(zones)))
  const { user } = await renderForm()
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
  const { user } = await renderForm({ setId: ' ' })
  await screen.findByText('OMS lists 2 sets, 4 zones.')
  await user.type(field('Zone ID'), 'ledger')
  await screen.findByRole('option')
  expect(options()).toEqual(['0ledger_zone127 payment_set'])
  await user.keyboard('{ArrowDown}{Enter}')
  expect(field('Zone ID')).toHaveValue('0')
  expect(field('Set ID')).toHaveValue('127')
  expect(await screen.findByText('OMS lists 1 zone, 2 tables.')).toBeVisible()
})

test('of zones with one id the typed id still offers each with its set', async () => {
  const { user } = await renderForm({ setId: ' ' })
  await screen.findByText('OMS lists 2 sets, 4 zones.')
  await user.type(field('Zone ID'), '0')
  expect(options()).toEqual(['0main_zone126 game_set', '0ledger_zone127 payment_set'])
})

test('the set is chosen by its name, narrows the zones, and may be any other', async () => {
  const { user } = await renderForm({ setId: ' ' })
  await screen.findByText('OMS lists 2 sets, 4 zones.')
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

test('an OMS that tells of one set what it does not tell of all is asked for that one', async () => {
  server.use(
    http.post<never, { set_id?: number }>('*/oms/zones', async ({ request }) => {
      const { set_id } = await request.json()
      return set_id === undefined
        ? HttpResponse.json(
            { app_id: ['ip(10.29.89.68) not in whitelist to query zones info(cmd:10010) of set_id:127 app_id:2'] },
            { status: 403 },
          )
        : HttpResponse.json([{ set_id, app_id: 2, zone_id: 5, zone_name: 'alone' }])
    }),
  )
  const { user } = await renderForm()
  await screen.findByText('OMS lists 1 zone.')
  expect(await openList(user, 'Zone ID')).toEqual(['5alone'])
})

test('several tables are chosen elsewhere, with what is typed', async () => {
  await renderForm()
  expect(screen.getByRole('link', { name: 'Several tables' })).toHaveAttribute('href', '/apply/many?app=2&set=126')
})
