import { expect, test } from 'vitest'
import { isAllServers, readServers, requestedTarget } from '~/record/requested-target'
import { detailOf } from '~/test/events'

test.each([
  '0',
  ' 0\n',
  '"0"',
  "'0'",
  '[0]',
  '["0"]',
  '[ "0" ]',
  '"[\\"0\\"]"',
  '[[0]]',
  '{"svr_ids":0}',
  '{"0":"0"}',
  '00',
  '0.0',
  'ALL',
  '["all"]',
  '*',
  '0,126.2.2.2',
  '\ufeff0',
])("%j is OMS's word for all servers, whatever it stands in", (servers) => {
  expect(readServers(servers)).toBe('all')
  const requested = requestedTarget({ seen: { detail: detailOf({ servers }) } })
  expect(requested.target).toEqual({ scope: 'probably all', zoneId: '0', tableName: 'player' })
  expect(isAllServers(requested)).toBe(true)
})

test.each<[string, string[]]>([
  ['', []],
  ['[]', []],
  ['{}', []],
  ['null', []],
  ['""', []],
  ['126.2.2.2', ['126.2.2.2']],
  ['["126.2.2.2","126.2.2.3","126.2.2.2"]', ['126.2.2.2', '126.2.2.3']],
  ['126.2.2.2;126.2.2.3|126.2.2.4', ['126.2.2.2', '126.2.2.3', '126.2.2.4']],
  ['{"0":"126.2.2.2","2":"126.2.2.3"}', ['126.2.2.2', '126.2.2.3']],
  ['10.0.0.0', ['10.0.0.0']],
  ['126.02.2.2', ['126.02.2.2']],
])('%j names the servers %j', (servers, ids) => {
  expect(readServers(servers)).toEqual(ids)
  const requested = requestedTarget({ seen: { detail: detailOf({ servers }) } })
  expect(requested.target).toMatchObject(ids.length === 0 ? { scope: 'tables' } : { scope: 'servers', serverIds: ids })
  expect(requested.servers).toBeUndefined()
})

test.each(['tcapsvr at 10.0.0.1:9000', 'none', '1', '126.2.2'])('%j is shown as it is', (servers) => {
  expect(readServers(servers)).toBeUndefined()
  expect(requestedTarget({ seen: { detail: detailOf({ servers }) } })).toMatchObject({ servers })
})

test('the app of what was taken over is known from its transaction', () => {
  const seen = { detail: detailOf({}) }
  expect(requestedTarget({ seen }).appId).toBe('')
  expect(requestedTarget({ seen, backup: { detail: { appId: '2' } } }).appId).toBe('2')
})
