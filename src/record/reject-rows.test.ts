import { expect, test } from 'vitest'
import type { Refusal } from '~/oms/outcome'
import { withStatus, type Application, type ApplicationWithStatus } from '~/record/application'
import { toListEntry } from '~/record/list-entry'
import { rejectable, rejectRowState, type RejectRowState } from '~/record/reject-rows'
import { accepted, at, draftFor, expires } from '~/test/events'

const now = Date.parse(at) + 1_000
const decision = { attempt: 'r', sentAt: at, expires }
const gone = { ...decision, expires: at }
const memo = 'no'
const one = (rest: Partial<Application> = {}): ApplicationWithStatus =>
  withStatus(
    { key: 'a', seq: 1, draft: draftFor('player'), sentAt: at, expires, id: '558', outcome: accepted('558'), ...rest },
    now,
  )
const refusedFor = (reason: Refusal['reason']): Refusal => ({ kind: 'refused', reason, messages: [] })
const approved = { kind: 'approved', transaction: '260', applicant: '' } as const

test.each<[RejectRowState, string, Partial<Application>]>([
  ['left', 'nobody has decided', {}],
  ['sending', 'is being rejected', { rejection: { ...decision, memo } }],
  ['unknown', 'nothing was heard of the rejection', { rejection: { ...gone, memo } }],
  ['rejected', 'OMS has rejected', { rejection: { ...decision, memo, outcome: { kind: 'rejected' } } }],
  ['rejected', 'a person has found rejected', { rejection: { ...gone, memo, resolved: true } }],
  ['left', 'a person has found not rejected', { rejection: { ...gone, memo, resolved: false } }],
  ['refused', 'OMS refuses to reject', { rejection: { ...decision, memo, outcome: refusedFor('request') } }],
  ['left', 'OMS refuses for the token', { rejection: { ...decision, memo, outcome: refusedFor('token') } }],
  ['left', 'was not reached', { rejection: { ...decision, memo, outcome: { kind: 'not sent', why: 'refused' } } }],
  ['sending', 'is being approved', { approval: decision }],
  ['approved', 'was approved meanwhile', { approval: { ...decision, outcome: approved } }],
])('%s stands at what %s', (state, _name, rest) => {
  expect(rejectRowState(one(), one(rest))).toBe(state)
})

test('what was refused before it was chosen is left, and what was cleared meanwhile is gone', () => {
  const refused = one({ rejection: { ...decision, memo, outcome: refusedFor('request') } })
  expect(rejectRowState(refused, refused)).toBe('left')
  expect(rejectRowState(refused, undefined)).toBe('gone')
})

test.each<[RejectRowState, string, object]>([
  ['left', 'was not sent', { outcome: { kind: 'not sent', why: 'refused' } }],
  ['refused', 'was refused', { outcome: refusedFor('request') }],
  ['unknown', 'is unknown, too', gone],
])('%s stands at what was chosen with a rejection of unknown outcome, when its next one %s', (state, _name, next) => {
  const earlier = { ...gone, memo, attempt: 'earlier' }
  const rejection = { ...decision, ...next, memo, earlier: [earlier] }
  expect(rejectRowState(one({ rejection: earlier }), one({ rejection }))).toBe(state)
})

test.each<[string, Partial<Application>, boolean]>([
  ['is pending', {}, true],
  ['is known by no id', { id: undefined, outcome: undefined }, false],
  ['is no backup in OMS', { otherKind: '11' }, false],
  ['is being rejected', { rejection: { ...decision, memo } }, false],
  ['is being approved', { approval: decision }, false],
  ['may be rejected already', { rejection: { ...gone, memo } }, true],
  ['may be approved already', { approval: gone }, true],
  ['is approved', { approval: { ...decision, outcome: approved } }, false],
])('what %s can be rejected as it should be (%#)', (_name, rest, can) => {
  expect(rejectable([toListEntry(one(rest), (text) => text)])).toHaveLength(can ? 1 : 0)
})
