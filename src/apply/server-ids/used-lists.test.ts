import { expect, test } from 'vitest'
import { failoverSince, usedLists, zonesUnderWay } from '~/apply/server-ids/used-lists'

const place = { setId: '126', appId: '2' }
const entry = {
  key: 'a',
  id: '558',
  status: 'approved',
  backup: undefined,
  set: '126',
  app: '2',
  servers: '126.2.2.2',
} as const
const failover = { setId: '126', isUnderWay: false, createTime: '2026-11-20 12:00:00', zones: ['19'] }

test('lists that worked are offered, those with a completed backup first, each once', () => {
  const lists = usedLists(
    [
      { ...entry, key: 'new', servers: '126.2.2.3', status: 'pending' },
      { ...entry, key: 'again', servers: '126.2.2.4 126.2.2.2' },
      { ...entry, key: 'done', servers: '126.2.2.2 126.2.2.4', backup: 'completed' },
    ],
    place,
  )
  expect(lists.map(({ key, ids, isCompleted }) => [key, ids.length, isCompleted])).toEqual([
    ['again', 2, true],
    ['new', 1, false],
  ])
})

test.each([
  { set: '127' },
  { app: '3' },
  { servers: '' },
  { id: undefined },
  { status: 'rejected' },
  { status: 'refused' },
  { status: 'unknown' },
  { backup: 'failed' },
] as const)('what has %j is not offered', (change) => {
  expect(usedLists([{ ...entry, ...change }], place)).toEqual([])
})

const usedAt = '2026-11-20T12:00:00.000Z'

test.each([
  ['later on the clock of OMS', '2026-11-20 11:59:59', '2026-11-20 12:00:00', { isCertain: true }],
  ['earlier on the clock of OMS', '2026-11-20 12:00:01', '2026-11-20 12:00:00', undefined],
  ['at most one time zone earlier, by another clock', undefined, '2026-11-20 00:00:00', { isCertain: false }],
  ['surely earlier by any clock', undefined, '2026-11-19 23:59:59', undefined],
  ['at no time', undefined, 'yesterday', undefined],
  ['later, where the application has no time', '-', '2026-11-21 00:00:00', { isCertain: false }],
])('a fail-over %s', (_name, usedAtOms, createTime, since) => {
  const found = failoverSince([{ ...failover, createTime }], { setId: '126', usedAt, usedAtOms })
  expect(found).toEqual(since && { ...since, time: createTime })
})

test('a fail-over of another set says nothing, and one without a set counts', () => {
  const under = { ...failover, isUnderWay: true }
  expect(zonesUnderWay([{ ...under, setId: '127' }, failover], '126')).toBeUndefined()
  expect(zonesUnderWay([{ ...under, setId: '' }, under], '126')).toEqual(['19'])
  expect(
    failoverSince([{ ...failover, setId: '127' }], { setId: '126', usedAt, usedAtOms: '2000-01-01 00:00:00' }),
  ).toBeUndefined()
})
