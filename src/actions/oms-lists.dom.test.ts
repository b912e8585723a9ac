import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { numberOf, omsLists } from '~/actions/oms-lists'
import { createQueryClient } from '~/app/query-client'
import { server } from '~/test/server'

test('each person is told of each place anew, and once in a while', async () => {
  const asked: string[] = []
  server.use(
    http.all('*/oms/*', ({ request }) => {
      asked.push(new URL(request.url).pathname)
      return HttpResponse.json([])
    }),
  )
  const client = createQueryClient()
  const place = { setId: '126', appId: '2', zoneId: '1' }
  for (const _time of ['first', 'second']) {
    await client.fetchQuery(omsLists.tables(1, place))
    await client.fetchQuery(omsLists.tables(1, { ...place, setId: '127' }))
    await client.fetchQuery(omsLists.tables(2, place))
    await client.fetchQuery(omsLists.zones(1, { appId: '2' }))
    await client.fetchQuery(omsLists.zones(1, { setId: '126', appId: '2' }))
    await client.fetchQuery(omsLists.zones(2, { appId: '2' }))
  }
  const tables = ['/oms/tables/126/2/1', '/oms/tables/127/2/1', '/oms/tables/126/2/1']
  expect(asked).toEqual([...tables, '/oms/zones', '/oms/zones', '/oms/zones'])
})

test('a person keeps the number of a sign-in, and the next one has another', () => {
  const [one, other] = [{ username: 'demo' }, { username: 'demo' }]
  expect(numberOf(one)).toBe(numberOf(one))
  expect(numberOf(other)).not.toBe(numberOf(one))
  expect(numberOf(undefined)).toBe(0)
})
