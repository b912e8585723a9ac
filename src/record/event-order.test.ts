import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyId } from '~/oms/ids'
import { addedUp, groupById, inOrder, isInOrder } from '~/record/event-order'
import type { JournalEvent } from '~/record/events'
import { accepted, applied, detailOf, ended, expires, transactionOf } from '~/test/events'

const one = (key: string, id: string | undefined, isApplied = false) => ({
  key,
  id: id === undefined ? undefined : applyId.parse(id),
  isApplied,
})
const keysOf = (groups: { key: string }[][]) => groups.map((group) => group.map(({ key }) => key))

test('what was taken over joins what was applied for, whatever its key; else it comes under the least key', () => {
  const ones = [
    one('t2', '558'),
    one('b', '558', true),
    one('t1', '558'),
    one('a', '558'),
    one('z', '559'),
    one('y', '559'),
  ]
  expect(keysOf(groupById(ones))).toEqual([
    ['b', 'a', 't1', 't2'],
    ['y', 'z'],
  ])
  expect(keysOf(groupById(ones.toReversed()))).toEqual([
    ['y', 'z'],
    ['b', 'a', 't1', 't2'],
  ])
})

test('two that were applied for never are one, nor are those without an id', () => {
  const ones = [one('n', undefined), one('c', '558', true), one('t', '558'), one('b', '558', true), one('m', undefined)]
  expect(keysOf(groupById(ones))).toEqual([['n'], ['b', 't'], ['c'], ['m']])
})

const about = (attempt: string, second: number) => ({
  application: 'a',
  attempt,
  at: `2026-11-23T10:00:${second}.000Z`,
})
const decided = (attempt: string, second: number, ...rest: JournalEvent[]): JournalEvent[] => [
  { kind: 'approve intent', ...about(attempt, second), expires, body: '{}' },
  ...rest,
]
const foundDone = (attempt: string): JournalEvent => ({ kind: 'approve resolved', ...about(attempt, 30), done: true })
const refused = (attempt: string): JournalEvent => ({
  kind: 'approve outcome',
  ...about(attempt, 40),
  outcome: { kind: 'refused', reason: 'request', messages: ['not pending'] },
})
const approved = (attempt: string): JournalEvent => ({
  kind: 'approve outcome',
  ...about(attempt, 21),
  outcome: { kind: 'approved', transaction: '408', applicant: '' },
})

test.each([
  ['x', 'y'],
  ['y', 'x'],
])('an approval by OMS stays the last, whatever a person has found out of another one (%s, %s)', (found, other) => {
  const begun = [applied('a'), ended('a', accepted('558'))]
  for (const second of [10, 25]) {
    for (const ends of [[foundDone(found)], [foundDone(found), refused(found)], [refused(found), foundDone(found)]]) {
      const events = [...begun, ...decided(found, second, ...ends), ...decided(other, 20, approved(other))]
      for (const ordered of [inOrder(events), inOrder(events.toReversed())]) {
        expect(addedUp(ordered)?.approval).toMatchObject({ attempt: other, outcome: { transaction: '408' } })
      }
    }
  }
})

test('an application begins with its beginning, though a clock of others is behind', () => {
  const early: JournalEvent[] = [
    { kind: 'seen', ...about('a', 10), detail: detailOf() },
    ...decided('x', 11, refused('x')),
  ]
  const sent = [applied('a', { at: about('a', 50).at }), ended('a', accepted('558'), about('a', 51).at)]
  const later: JournalEvent = { kind: 'seen', ...about('a', 55), detail: detailOf() }
  const takenOver: JournalEvent[] = [{ kind: 'tracked', ...about('a', 50), detail: detailOf() }]
  for (const beginning of [sent, takenOver]) {
    expect(inOrder([...early, ...beginning, later])).toEqual([...beginning, ...early, later])
  }
})

test.each([
  ['x', 'y'],
  ['y', 'x'],
])('of two approvals that were not done the one that was begun last is the last (%s, %s)', (first, last) => {
  const notDone: JournalEvent = { kind: 'approve resolved', ...about(first, 45), done: false }
  const answeredSooner = { ...refused(last), at: about(last, 30).at }
  for (const ends of [[refused(first)], [foundDone(first), refused(first)], [notDone]]) {
    const ordered = [...decided(first, 10, ...ends), ...decided(last, 20, answeredSooner)]
    expect(inOrder(ordered)).toEqual(ordered)
    expect(inOrder(ordered.toReversed())).toEqual(ordered)
  }
})

test.each([
  ['x', 'y'],
  ['y', 'x'],
])('an approval that a person has found done is the last, though another was begun later (%s, %s)', (found, other) => {
  const done = decided(found, 10, foundDone(found))
  for (const later of [decided(other, 20), decided(other, 20, refused(other))]) {
    expect(inOrder([...done, ...later])).toEqual([...later, ...done])
  }
})

const taken: JournalEvent = { kind: 'tracked', ...about('t', 10), detail: detailOf() }
const sent = applied('a')
const answered = ended('a', accepted('558'))
const approving: JournalEvent = { kind: 'approve intent', ...about('x', 20), expires, body: '{}' }

test.each<[string, JournalEvent[], boolean]>([
  ['begins with what was applied for, each step after its intent', [sent, answered, approving, approved('x')], true],
  ['begins with what was taken over', [taken, approving, foundDone('x')], true],
  ['has what OMS said of it in between', [sent, answered, taken, approving, approved('x')], true],
  [
    'has two decisions, one within the other',
    [taken, approving, ...decided('y', 21), refused('x'), refused('y')],
    true,
  ],
  ['begins with an answer', [answered, sent], false],
  ['begins with a decision', [approving, approved('x')], false],
  ['begins with what OMS said of it', [{ kind: 'seen', ...about('s', 5), detail: detailOf() }, taken], false],
  ['is applied for after it was taken over', [taken, sent, answered], false],
  ['has an answer before its decision', [taken, approved('x'), approving], false],
  ['has what a person found before the decision', [taken, foundDone('x'), approving], false],
  ['has an answer to another decision', [taken, approving, refused('y')], false],
])('whether a history is in order that %s (%#)', (_name, events, isOrdered) => {
  expect(isInOrder(events)).toBe(isOrdered)
})

test('what the clocks put at one moment comes in one order, however it came', () => {
  const now = (attempt: string) => about(attempt, 10)
  const lost = (why: 'connection' | 'gate') => ended('a', { kind: 'unknown', why }, now('a').at)
  const ordered: JournalEvent[] = [
    applied('a', now('a')),
    lost('connection'),
    { ...lost('gate'), settled: true },
    { kind: 'apply resolved', ...now('a'), id: '558' },
    ended('a', accepted('558'), now('a').at),
    { kind: 'reject intent', ...now('r'), expires, body: '{}', memo: 'no' },
    { kind: 'reject resolved', ...now('r'), done: false },
    { kind: 'seen', ...now('s'), detail: detailOf() },
    { kind: 'transaction seen', ...now('s'), transaction: transactionOf() },
    { kind: 'tracked', ...now('t'), detail: detailOf() },
    { kind: 'approve intent', ...now('z'), expires, body: '{}' },
    { kind: 'approve intent', ...now('y'), expires, body: '{}' },
    { ...approved('y'), at: now('y').at },
  ]
  fc.assert(
    fc.property(fc.shuffledSubarray(ordered, { minLength: ordered.length }), (events) => {
      expect(inOrder(events)).toEqual(ordered)
    }),
  )
})

test('what has no beginning is in the order of its times', () => {
  const rest = [approving, { kind: 'seen', ...about('s', 25), detail: detailOf() } as const, approved('y')]
  expect(inOrder(rest)).toEqual([approving, rest[2], rest[1]])
})
