import { expect, test } from 'vitest'
import { isAllServers, isOfAnother, readServers, requestedTarget } from '~/record/requested-target'
import { detailOf, draftFor } from '~/test/events'

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
  '\u200b0',
  '{svr_ids: 0}',
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

test.each(['tcapsvr at 10.0.0.1:9000', 'none', '1', '126.2.2', 'svr126.2.2.2', '126.2.2.2/24', '0/1'])(
  '%j is shown as it is',
  (servers) => {
    expect(readServers(servers)).toBeUndefined()
    expect(requestedTarget({ seen: { detail: detailOf({ servers }) } })).toEqual({
      setId: '126',
      appId: '',
      target: { scope: 'tables', zoneId: '0', tableName: 'player' },
      servers,
    })
  },
)

test('what was applied for here for all servers is for all, and for a table is not', () => {
  expect(isAllServers({ ...draftFor('player'), target: { scope: 'all' } })).toBe(true)
  expect(isAllServers(draftFor('player'))).toBe(false)
})

test('the app of what was taken over is known from its transaction', () => {
  const seen = { detail: detailOf({}) }
  expect(requestedTarget({ seen }).appId).toBe('')
  expect(requestedTarget({ seen, backup: { detail: { appId: '2' } } }).appId).toBe('2')
})

test.each([
  ['names the same', draftFor('player'), {}, false],
  ['names another set', draftFor('player'), { setId: '127' }, true],
  ['names another zone', draftFor('player'), { zoneId: '3' }, true],
  ['names another table', draftFor('player'), { tableName: 'guild' }, true],
  ['names nothing', draftFor('player'), { setId: '', zoneId: '', tableName: '' }, false],
  ['names a zone where none was asked for', draftFor('player', ''), { zoneId: '3' }, false],
  ['names a table where none was asked for', draftFor('', '0'), {}, false],
  [
    'names another set than that of all servers',
    { ...draftFor(''), target: { scope: 'all' } },
    { setId: '127' },
    false,
  ],
] as const)('what %s is of another application (%#)', (_name, draft, detail, isOther) => {
  expect(isOfAnother(draft, detailOf(detail))).toBe(isOther)
})

test('a word of OMS may have any length', () => {
  expect(readServers('x'.repeat(1_000_000))).toBeUndefined()
})
