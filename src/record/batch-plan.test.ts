import { expect, test } from 'vitest'
import type { Refusal } from '~/oms/outcome'
import type { Application } from '~/record/application'
import { dueRows, isOpen, rowStates, type Batch } from '~/record/batch-plan'
import { accepted, at, draftFor, expires } from '~/test/events'

const draft = draftFor('player')
const sentNow = Date.parse(at) + 1_000
const later = Date.parse(expires) + 1_000
const tableOf = (rest: Partial<Batch['rows'][number]> = {}): Batch => ({
  id: 'table',
  at,
  rows: [{ line: 1, draft, ...rest }],
})
const sent = (rest: Partial<Application> = {}): Application => ({
  key: 'a',
  seq: 1,
  draft,
  sentAt: at,
  expires,
  batch: { id: 'table', row: 0 },
  ...rest,
})
const pending = sent({ id: '558', outcome: accepted('558') })
const refusedFor = (reason: Refusal['reason']): Partial<Application> => ({
  outcome: { kind: 'refused', reason, messages: [] },
})
const rejected = { attempt: 'b', sentAt: at, expires, memo: 'no', outcome: { kind: 'rejected' as const } }

/** Which run sends the table's row, if one does. */
function sentBy(batch: Batch, applications: Application[], now = later): string[] {
  const states = rowStates({ batch, applications }, now)
  return (['left', 'refused'] as const).filter((which) => dueRows(states, which).length > 0)
}

test.each<[string, Application[], string[]]>([
  ['was not tried', [], ['left']],
  ['has no known outcome', [sent()], []],
  ['is unknown to OMS and to the gate', [sent({ outcome: { kind: 'unknown', why: 'gate' } })], []],
  ['is pending', [pending], []],
  ['is rejected', [{ ...pending, rejection: rejected }], []],
  ['did not reach OMS', [sent({ outcome: { kind: 'not sent', why: 'refused' } })], ['left']],
  ['a person has found absent, and sent again', [sent({ absent: true })], []],
  ['was refused for a token', [sent(refusedFor('token'))], ['left']],
  ['was refused for an address that is not on the whitelist', [sent(refusedFor('whitelist'))], ['left']],
  ['was refused for what it asks', [sent(refusedFor('request'))], ['refused']],
  ['was refused, but is known by an id', [sent({ ...refusedFor('request'), id: '558' })], []],
  ['was refused and then accepted', [sent(refusedFor('request')), { ...pending, key: 'b' }], []],
  ['was accepted for another row', [{ ...pending, batch: { id: 'table', row: 1 } }], ['left']],
])('a row that %s is sent by the run that fits (%#)', (_name, applications, runs) => {
  expect(sentBy(tableOf(), applications)).toEqual(runs)
})

test('a row that is being sent is sent by no run', () => {
  expect(sentBy(tableOf(), [sent()], sentNow)).toEqual([])
})

test.each<[string, Application[], Application[]]>([
  ['nothing', [], []],
  ['an earlier one that was refused', [sent(refusedFor('request'))], []],
  ['an earlier one that did not reach OMS', [sent({ outcome: { kind: 'not sent', why: 'refused' } })], []],
  ['an earlier one that may exist', [pending], [pending]],
])('a row whose application was cleared, of which %s is left, is sent by no run', (_name, applications, shown) => {
  const batch = tableOf({ cleared: true })
  expect(rowStates({ batch, applications }, later).flatMap(({ application }) => application ?? [])).toMatchObject(shown)
  expect(sentBy(batch, applications)).toEqual([])
})

test('a table is open while rows are left and nobody has stopped it', () => {
  const open = (applications: Application[], rest: Partial<Batch> = {}) =>
    isOpen({ batch: { ...tableOf(), ...rest }, applications }, later)
  expect(open([])).toBe(true)
  expect(open([], { stopped: true })).toBe(false)
  expect(open([pending])).toBe(false)
  expect(open([sent(refusedFor('token'))])).toBe(true)
  expect(open([sent(refusedFor('request'))])).toBe(false)
})
