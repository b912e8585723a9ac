import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { yiiError } from '~/mocks/answers'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { latch } from '~/test/latch'
import { signInByHand } from '~/test/render'
import { server } from '~/test/server'
import { field, openList, renderApp, submitButton } from '~/apply/form/test-form'

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

test('an OMS without the calls is told once, quietly, and the form works', async () => {
  refusing(() => yiiError(404, 'Not Found', 'Page not found.'))
  const { user } = await renderApp()
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
  await renderApp()
  await waitFor(() => expect(screen.getByText(/^No suggestions from OMS: type the zone/)).toHaveTextContent(words))
})

const whitelist = { app_id: ['ip(10.29.89.68) not in whitelist to query zones info(cmd:10010)'] }

test.each([
  ['source_ip', () => HttpResponse.json({ source_ip: 'ip:10.29.89.51 not in whitelist' }, { status: 403 })],
  ['a field', () => HttpResponse.json(whitelist, { status: 403 })],
])('a whitelist, told by %s, says whose address it lacks', async (_shape, answer) => {
  refusing(answer)
  await renderApp()
  await waitFor(() =>
    expect(screen.getByText(/^No suggestions from OMS: type the zone/)).toHaveTextContent(
      /OMS sees the proxy's address, not yours\..*not in whitelist/,
    ),
  )
})

test('words that are too long for the note are seen to be cut', async () => {
  refusing(() => yiiError(404, 'Not Found', 'x'.repeat(500)))
  await renderApp()
  await waitFor(() =>
    expect(screen.getByText(/^No suggestions from OMS: type the zone/)).toHaveTextContent(
      `: type the zone. ${'x'.repeat(120)}…`,
    ),
  )
})

test('only tables are missing: the zones are still suggested', async () => {
  server.use(http.get('*/oms/tables/:set/:app/:zone', () => yiiError(404, 'Not Found', 'Page not found.')))
  const { user } = await renderApp()
  await user.type(field('Zone ID'), '0')
  expect(await screen.findByText(/^No suggestions from OMS: type the table/)).toBeVisible()
  expect(await openList(user, 'Zone ID')).toHaveLength(3)
})

test('a refused token ends no session and opens no dialog; after a sign-in OMS is asked again', async () => {
  session.signOut()
  const { user } = await renderApp()
  session.signIn({ token: 'expired', username: 'demo' })
  await waitFor(() =>
    expect(screen.getByText(/^No suggestions from OMS: type the zone/)).toHaveTextContent('invalid credential'),
  )
  expect(session.current()).toEqual({ token: 'expired', username: 'demo' })
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  session.expire('expired')
  await signInByHand(user)
  expect(await screen.findByText('OMS lists 3 zones.')).toBeVisible()
})

test('an app that OMS does not know is no failure', async () => {
  await renderApp({ appId: '77' })
  expect(await screen.findByText('OMS lists no zones in this app.')).toBeVisible()
})

test('an answer for an app that is not typed any more is dropped', async () => {
  const { opened: hold, open: release } = latch()
  const asked = zonesByApp(hold)
  const { user } = await renderApp()
  await waitFor(() => expect(asked).toEqual([2]))
  await user.clear(field('App ID'))
  await user.type(field('App ID'), '3')
  await screen.findByText('OMS lists 1 zone.')
  release()
  expect(await openList(user, 'Zone ID')).toEqual(['1of app 3'])
})

test('nobody is asked about what is no number of OMS, or for nobody', async () => {
  const asked = zonesByApp()
  const { user } = await renderApp({ appId: '9007199254740993' })
  expect(screen.queryByText(/^(Asking OMS|OMS lists)/)).not.toBeInTheDocument()
  session.signOut()
  await user.clear(field('App ID'))
  await user.type(field('App ID'), '3')
  expect(screen.queryByText(/^(Asking OMS|OMS lists)/)).not.toBeInTheDocument()
  session.signIn({ token: accounts[0].token })
  await screen.findByText('OMS lists 1 zone.')
  expect(asked).toEqual([3])
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
  const { user } = await renderApp()
  await screen.findByText('OMS lists 1 zone.')
  expect(await openList(user, 'Zone ID')).toEqual(['5alone'])
})
