import { expect, test } from 'vitest'
import { t } from '~/test/texts'
import { withStatus, type Application } from '~/record/application'
import { decisionText } from '~/review/decide/decision-text'
import { detailOf, pendingFor } from '~/test/events'

const at = '2026-11-24T14:02:10.000Z'
const now = Date.parse('2026-11-25T10:00:00.000Z')
const address = 'https://desk.example/applications/558'
const one = pendingFor('player', { sentAt: at, expires: at })
const decision = { attempt: 'd', sentAt: at, expires: at, by: 'reviewer' }
const detail = detailOf({ zoneId: '', tableName: 'guild', status: '1', transaction: '408' })
const text = (application: Application) => decisionText(t, withStatus(application, now), address)
const target = '(set 126, app 2, zone 0, table player)'

test('a rejection names target, who, when, memo and link', () => {
  expect(text({ ...one, rejection: { ...decision, memo: 'wrong table', outcome: { kind: 'rejected' } } })).toBe(
    `Application #558 ${target} was rejected by reviewer on 24 Nov 2026, 14:02 UTC.\nMemo: wrong table\n${address}`,
  )
})

test('that OMS has another application under the id is said with what was decided', () => {
  const rejection = { ...decision, memo: 'no', outcome: { kind: 'rejected' } } as const
  const [, another] = text({ ...one, another: true, rejection })?.split('\n') ?? []
  expect(another).toMatch(/^In OMS #558 has another set, zone or table/)
})

test('why it was applied for stands below what was decided', () => {
  const outcome = { kind: 'approved', transaction: '260', applicant: '' } as const
  const [, why] = text({ ...one, why: 'before the release', approval: { ...decision, outcome } })?.split('\n') ?? []
  expect(why).toBe('Why: before the release')
})

test.each<[string, Application, string]>([
  [
    'a rejection with a pasted token',
    { ...one, rejection: { ...decision, by: undefined, memo: 'no', resolved: true } },
    'was rejected on 24 Nov 2026, 14:02 UTC.\nMemo: no',
  ],
  [
    'an approval',
    { ...one, approval: { ...decision, outcome: { kind: 'approved', transaction: '260', applicant: 'dba' } } },
    'was approved by reviewer on 24 Nov 2026, 14:02 UTC: transaction 260.',
  ],
  [
    'an approval with a pasted token',
    {
      ...one,
      approval: { ...decision, by: undefined, outcome: { kind: 'approved', transaction: '260', applicant: '' } },
    },
    'was approved on 24 Nov 2026, 14:02 UTC: transaction 260.',
  ],
  [
    'an automatic approval',
    { ...one, outcome: { kind: 'accepted', id: '558', approval: { kind: 'approved', transaction: '260' } } },
    'was approved automatically on 24 Nov 2026, 14:02 UTC: transaction 260.',
  ],
  [
    'a rejection by a name that is not confirmed',
    { ...one, rejection: { ...decision, unproven: true, memo: 'no', outcome: { kind: 'rejected' } } },
    'was rejected by reviewer (name not confirmed) on 24 Nov 2026, 14:02 UTC.\nMemo: no',
  ],
  [
    'an approval by a name that is not confirmed',
    {
      ...one,
      approval: { ...decision, unproven: true, outcome: { kind: 'approved', transaction: '260', applicant: '' } },
    },
    'was approved by reviewer (name not confirmed) on 24 Nov 2026, 14:02 UTC: transaction 260.',
  ],
  [
    'an approval that OMS tells of',
    { ...one, seen: { at, detail } },
    'is approved, as OMS said on 24 Nov 2026, 14:02 UTC: transaction 408.',
  ],
  [
    'an approval that a person found',
    { ...one, approval: { ...decision, resolved: true } },
    'is approved, as confirmed by hand from OMS.',
  ],
])('%s says so', (_name, application, said) => {
  expect(text(application)).toBe(`Application #558 ${target} ${said}\n${address}`)
})

test.each<[string, Application]>([
  ['pending', one],
  ['refused', { ...one, id: undefined, outcome: { kind: 'refused', reason: 'request', messages: [] } }],
  ['of unknown outcome', { ...one, id: undefined, outcome: undefined }],
  ['rejected perhaps', { ...one, rejection: { ...decision, memo: 'no' } }],
])('what is %s has no decision', (_name, application) => {
  expect(text(application)).toBeUndefined()
})

test('what is not known of the target is left out, and servers are counted', () => {
  const { draft: _draft, ...tracked } = one
  expect(text({ ...tracked, seen: { at, detail } })).toContain('#558 (set 126, table guild) is')
  const serverIds = ['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4']
  const asks = (scope: NonNullable<Application['draft']>['target']): Application => ({
    ...one,
    draft: { setId: '126', appId: '2', target: scope, autoApprove: false },
    seen: { at, detail },
  })
  expect(text(asks({ scope: 'servers', zoneId: '', tableName: '', serverIds }))).toContain(
    '(set 126, app 2, servers 1.1.1.1, 1.1.1.2, 1.1.1.3 and 1 more)',
  )
  expect(text(asks({ scope: 'all' }))).toContain('(set 126, app 2, all servers)')
})
