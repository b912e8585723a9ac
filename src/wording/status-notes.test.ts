import { expect, test } from 'vitest'
import type { ApproveOutcome, Refusal } from '~/oms/outcome'
import { withStatus, type Application } from '~/record/application'
import { at, detailOf, expires, pendingFor } from '~/test/events'
import { t } from '~/test/texts'
import { statusNotes } from '~/wording/status-notes'

const now = Date.parse('2026-11-24T10:00:00.000Z')
const one = pendingFor('player')
const approval = { attempt: 'd', sentAt: at, expires, by: 'reviewer' }
const refused: ApproveOutcome = { kind: 'refused', reason: 'request', messages: ['not pending'] }
const approved = { kind: 'approved', transaction: '408', applicant: '' } as const
const ofOms = { at, detail: detailOf({ transaction: '408' }) }

test.each<[string, Partial<Application>, boolean]>([
  ['OMS took', { approval: { ...approval, outcome: approved } }, true],
  ['a person found to be done', { approval: { ...approval, resolved: true } }, true],
  [
    'OMS refused, since somebody else had approved it',
    { approval: { ...approval, outcome: refused }, seen: ofOms },
    false,
  ],
  ['was lost, of what OMS says is approved', { approval, seen: ofOms }, false],
])('an approval that %s is told with its name: %3$s', (_name, rest, isNamed) => {
  const notes = statusNotes(t, withStatus({ ...one, ...rest }, now))
  expect(notes.some((note) => /^Approved .* by reviewer$/.test(note))).toBe(isNamed)
})

test.each<[string, Partial<Application>, string[]]>([
  ['0', {}, []],
  ['', {}, []],
  ['-1', {}, ['changed in OMS: execute_status -1']],
  ['-1', { rejection: { ...approval, memo: 'no', outcome: { kind: 'rejected' } } }, []],
])('of execute_status %j, and what is known here as %j, is told: %j', (status, rest, told) => {
  const notes = statusNotes(t, withStatus({ ...one, seen: { at, detail: detailOf({ status }) }, ...rest }, now))
  expect(notes.filter((note) => note.startsWith('changed in OMS'))).toEqual(told)
})

test.each<[string, Partial<Application>, string]>([
  ['is lost', { outcome: { kind: 'unknown', why: 'connection' } }, 'Checked by hand: OMS never created it'],
  ['is a refusal after all', { outcome: { kind: 'refused', reason: 'request', messages: ['no'] } }, 'no'],
])('of what a person has found absent and whose answer %s, the status says what is known', (_name, rest, told) => {
  expect(statusNotes(t, withStatus({ ...one, id: undefined, absent: true, ...rest }, now))).toEqual([told])
})

const lost = { ...approval, memo: 'first' }
const rejectedAs = (earlier: (typeof lost)[] = []) => {
  const outcome: Refusal = { kind: 'refused', reason: 'token', messages: [] }
  return { ...approval, attempt: 'e', memo: 'later', outcome, earlier }
}

test.each<[string, object, RegExp[]]>([
  [
    'was refused',
    { outcome: refused },
    [/^Rejection refused: not pending$/, /^It is unknown whether OMS carried out the rejection sent at /],
  ],
  ['is unknown, too', {}, [/^It is unknown whether OMS carried out the rejection sent at /]],
  ['was done', { outcome: { kind: 'rejected' } }, [/^Memo: later$/]],
])('of a rejection of unknown outcome is told as well when a later one %s: %3$s', (_name, later, told) => {
  const earlier = [{ ...approval, memo: 'first' }]
  const rejection = { ...approval, attempt: 'e', memo: 'later', earlier, ...later }
  const notes = statusNotes(t, withStatus({ ...one, rejection }, now)).filter((note) => /ejection|Memo/.test(note))
  expect(notes).toEqual(told.map((text) => expect.stringMatching(text)))
})

test.each<[string, Partial<Application>, RegExp[]]>([
  ['pending', {}, [/^Rejection refused: .*Sign in, then reject again\.$/]],
  ['approved', { seen: ofOms }, []],
  [
    'approved, an earlier rejection unknown',
    { seen: ofOms, rejection: rejectedAs([lost]) },
    [/^It is unknown whether OMS carried out the rejection sent at /],
  ],
])('what is %s is told to be rejected again as long as it can be', (_name, rest, told) => {
  const notes = statusNotes(t, withStatus({ ...one, rejection: rejectedAs(), ...rest }, now))
  expect(notes.filter((note) => /ejection/.test(note))).toEqual(told.map((text) => expect.stringMatching(text)))
})

test('that OMS has another application under its id is told first', () => {
  const [note] = statusNotes(t, withStatus({ ...one, another: true, approval }, now))
  expect(note).toMatch(/^In OMS #558 has another set, zone or table/)
})
