import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { submitApplication } from '~/actions/submit'
import { ApplyForm } from '~/apply/form/apply-form'
import { yiiError } from '~/mocks/answers'
import { destination, renderDesk } from '~/test/render'
import { server } from '~/test/server'

const box = () => screen.getByRole('textbox', { name: 'Server IDs' })
const failover = { Id: 1, AppId: 2, SetId: 126, Status: 9, CreateTime: '2099-01-01 00:00:00', AffectedZoneList: [] }

/** Counts the questions for fail-overs. */
function failovers(answer: () => Response) {
  const asked: unknown[] = []
  server.use(
    http.post<never, { app_id: number }>('*/oms/failovers', async ({ request }) => {
      asked.push((await request.json()).app_id)
      return answer()
    }),
  )
  return asked
}

async function renderServers(appId = '2') {
  const { user, journal } = await renderDesk(<ApplyForm destination={destination} />)
  const serverIds = ['126.2.2.2', '126.2.2.3']
  const target = { scope: 'servers' as const, zoneId: '', tableName: '', serverIds }
  await submitApplication(journal, { setId: '126', appId: '2', autoApprove: false, target })
  await user.type(screen.getByRole('textbox', { name: 'Set ID' }), '126')
  await user.type(screen.getByRole('textbox', { name: 'App ID' }), appId)
  await user.click(screen.getByRole('radio', { name: 'Selected servers' }))
  return user
}

test('a list that OMS accepted for this set and app is one press away, with what has happened since', async () => {
  failovers(() =>
    HttpResponse.json([failover, { ...failover, Status: 2, AffectedZoneList: [{ app_id: '2', zone_id: '19' }] }]),
  )
  const user = await renderServers()
  const list = await screen.findByRole('button', { name: '2 servers: 126.2.2.2, 126.2.2.3' })
  expect(screen.getByText('#558, accepted by OMS')).toBeVisible()
  expect(await screen.findByText("#558: A fail-over happened lately (2099-01-01 00:00:00, OMS's clock)")).toBeVisible()
  expect(screen.getByText('A fail-over is in progress in zone 19')).toBeVisible()
  await user.click(list)
  expect(box()).toHaveValue('126.2.2.2\n126.2.2.3')
  expect(await screen.findByText(/^A fail-over happened lately/)).toBeVisible()
  expect(list).not.toBeInTheDocument()
  await user.type(box(), '\n126.2.2.4')
  await waitFor(() => expect(screen.queryByText(/^A fail-over happened/)).not.toBeInTheDocument())
})

test('another app is offered nothing', async () => {
  failovers(() => HttpResponse.json([]))
  await renderServers('3')
  expect(screen.queryByRole('group', { name: 'Lists used before' })).not.toBeInTheDocument()
})

test.each([
  ['does not know the call', () => yiiError(404, 'Not Found', 'Page not found.'), [2]],
  ['has a page for it', () => new HttpResponse('<h1>Not Found</h1>', { status: 404 }), [2]],
  [
    'has the proxy on no whitelist',
    () => HttpResponse.json({ app_id: ['ip(1.2.3.4) not in whitelist'] }, { status: 403 }),
    [2, 3],
  ],
])('an OMS that %s is not asked again, and nothing is said', async (_name, answer, apps) => {
  const asked = failovers(answer)
  const user = await renderServers()
  await screen.findByRole('group', { name: 'Lists used before' })
  await waitFor(() => expect(asked).toEqual([2]))
  await user.click(screen.getByRole('radio', { name: 'Tables' }))
  await user.click(screen.getByRole('radio', { name: 'Selected servers' }))
  for (const app of ['3', '2']) {
    await user.clear(screen.getByRole('textbox', { name: 'App ID' }))
    await user.type(screen.getByRole('textbox', { name: 'App ID' }), app)
    await screen.findByText(app === '2' ? 'OMS lists 3 zones.' : 'OMS lists 1 zone.')
  }
  await waitFor(() => expect(asked).toEqual(apps))
  expect(screen.queryByText(/fail-over|whitelist|Not Found/)).not.toBeInTheDocument()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})
