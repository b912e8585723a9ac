import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { linkQuery, notInForm, readLink } from '~/apply/draft/apply-link'
import { emptyApplyValues, type ApplyValues } from '~/apply/values/apply-values'

test.each<[string, Partial<ApplyValues>]>([
  ['set=126&app=2&zone=0&table=player', { setId: '126', appId: '2', zoneId: '0', tableName: 'player' }],
  ['?set=126', { setId: '126' }],
  ['set=007&app=%EF%BC%92', { setId: '007', appId: '２' }],
  ['table=%3Cimg%20onerror%3D1%3E', { tableName: '<img onerror=1>' }],
  ['table=player_%E2%80%AEdlo', { tableName: 'player_dlo' }],
  ['set=126&servers=126.2.2.2,x', { setId: '126', scope: 'servers', serverIds: '126.2.2.2\nx' }],
  ['servers=126.2.2.2,126.2.2.3&servers=126.2.2.4', { scope: 'servers', serverIds: '126.2.2.2\n126.2.2.3\n126.2.2.4' }],
  ['set=126&zone=0&servers=', { setId: '126', zoneId: '0', scope: 'servers' }],
])('%s fills in to the letter', (search, values) => {
  expect(readLink(search)).toEqual({ ...emptyApplyValues, ...values })
})

test.each(['', 'again=558', 'scope=all', 'svr_ids=0', 'auto_approve=1&confirmation=ALL'])(
  '%j has nothing for the form',
  (search) => {
    expect(readLink(search)).toBeUndefined()
  },
)

test('no link chooses all servers, approves, or confirms', () => {
  const link = readLink(
    'set=1&scope=all&servers=0&autoApprove=true&auto_approve=1&confirmation=ALL&approvalConfirmation=APPROVE',
  )
  expect(link).toMatchObject({ scope: 'servers', serverIds: '0', autoApprove: false, confirmation: '' })
  expect(link).toMatchObject({ approvalConfirmation: '' })
})

test.each<[string, string[]]>([
  ['set=126&app=2&zone=0&table=player&servers=126.2.2.2&servers=126.2.2.3', []],
  ['set=126&set=126', []],
  ['set=126&zone=0&table_name=player&svr_ids=126.2.2.2&table_name=guild', ['table_name', 'svr_ids']],
  ['set=126&zone=0&zone=1&table=a&table=', ['zone', 'table']],
])('%s names what the form does not take: %j', (search, names) => {
  expect(notInForm(search)).toEqual(names)
})

test('a form comes back from its link', () => {
  const typed = fc.string().map((text) => text.trim())
  fc.assert(
    fc.property(fc.record({ setId: typed, appId: typed, zoneId: typed, tableName: typed }), (fields) => {
      const values = { ...emptyApplyValues, ...fields }
      const query = linkQuery(values)
      expect(query === undefined ? emptyApplyValues : readLink(query)).toEqual(values)
    }),
  )
  const servers = { ...emptyApplyValues, setId: '126', scope: 'servers', serverIds: '126.2.2.2\n126.2.2.3' } as const
  expect(readLink(linkQuery(servers) ?? '')).toEqual(servers)
})

test('there is no link for all servers, for an empty form, and for more servers than an address holds', () => {
  expect(linkQuery({ ...emptyApplyValues, setId: '126', scope: 'all' })).toBeUndefined()
  expect(linkQuery(emptyApplyValues)).toBeUndefined()
  const serverIds = Array.from({ length: 1000 }, (_, index) => `126.2.2.${index}`).join('\n')
  expect(linkQuery({ ...emptyApplyValues, scope: 'servers', serverIds })).toBeUndefined()
})
