import type { Intent, JournalEvent, OutcomeEvent } from '~/record/events'
import { expect, test } from 'vitest'
import type { Ledger } from './fault-oms'
import { disagreements } from './ledger'

const at = '2026-11-24T00:00:00.000Z'

function intent(attempt: string, body: string): Intent {
  const draft = { setId: '126', appId: '2', target: { scope: 'all' }, autoApprove: false } as const
  return { kind: 'apply intent', application: attempt, attempt, at, expires: at, body, draft }
}
function ending(attempt: string, outcome: Extract<OutcomeEvent, { kind: 'apply outcome' }>['outcome']): JournalEvent {
  return { kind: 'apply outcome', application: attempt, attempt, at, outcome }
}
const accepted = (id: string) => ({ kind: 'accepted', id, approval: { kind: 'none' } }) as const
const refused = { kind: 'refused', reason: 'request', messages: [] } satisfies OutcomeEvent['outcome']
const notSent = { kind: 'not sent', why: 'refused' } as const
const unknown = { kind: 'unknown', why: 'connection' } as const
const unclear = { kind: 'unknown', why: 'answer', status: 500 } as const

/** A ledger of these bodies that arrived, what was created (each with its id, then its body), and which of them were answered. */
function ledger(arrived: string[], created: string[] = [], answers: string[] = []): Ledger {
  return {
    arrivals: arrived.map((body) => ({ call: 'apply', url: '/', body })),
    commits: created.map((one) => ({ id: one.slice(0, 1), body: one.slice(2) })),
    rejections: [],
    approvals: [],
    executions: [],
    answers,
  }
}

const agreeing: [string, JournalEvent[], Ledger][] = [
  ['an empty journal and nothing arrived', [], ledger([])],
  ['accepted and created', [intent('a', 'x'), ending('a', accepted('1'))], ledger(['x'], ['1 x'])],
  ['refused and not created', [intent('a', 'x'), ending('a', refused)], ledger(['x'])],
  ['not sent and not arrived', [intent('a', 'x'), ending('a', notSent)], ledger([])],
  ['unknown and never arrived', [intent('a', 'x'), ending('a', unknown)], ledger([])],
  ['unknown and created', [intent('a', 'x'), ending('a', unknown)], ledger(['x'], ['1 x'])],
  ['answered and refused', [intent('a', 'x'), ending('a', refused)], ledger(['x'], [], ['x'])],
  ['answered and unclear', [intent('a', 'x'), ending('a', unclear)], ledger(['x'], [], ['x'])],
  ['no outcome yet and created', [intent('a', 'x')], ledger(['x'], ['1 x'])],
]
test.each(agreeing)('the comparison agrees with: %s', (_name, events, seen) => {
  expect(disagreements(events, seen)).toEqual([])
})

const disagreeing: [string, JournalEvent[], Ledger, string][] = [
  ['an arrival without an intent', [], ledger(['x']), 'arrived without an intent'],
  ['one press that arrived twice', [intent('a', 'x'), ending('a', unknown)], ledger(['x', 'x']), '1 sent, 2 arrived'],
  ['"not sent" that arrived', [intent('a', 'x'), ending('a', notSent)], ledger(['x']), '0 sent, 1 arrived'],
  ['"accepted" that was not created', [intent('a', 'x'), ending('a', accepted('1'))], ledger(['x']), '0 done'],
  [
    'an answer of OMS that nobody has heard',
    [intent('a', 'x'), ending('a', unknown)],
    ledger(['x'], ['1 x'], ['x']),
    '1 answered, 0 heard',
  ],
  ['a wrong id', [intent('a', 'x'), ending('a', accepted('2'))], ledger(['x'], ['1 x']), 'accepted as 2'],
  ['"refused" that was created', [intent('a', 'x'), ending('a', refused)], ledger(['x'], ['1 x']), '1 done'],
  [
    'an unknown outcome that was created twice',
    [intent('a', 'x'), ending('a', unknown)],
    ledger(['x'], ['1 x', '2 x']),
    '2 done',
  ],
  [
    'two rows that claim one id',
    [intent('a', 'x'), ending('a', accepted('1')), intent('b', 'y'), ending('b', accepted('1'))],
    ledger(['x', 'y'], ['1 x', '1 y']),
    'two rows with the id 1',
  ],
]
test('what OMS has started is a deed, and what it refused is not', () => {
  const start: JournalEvent = { ...intent('a', 'x'), kind: 'start intent', transaction: '1558' }
  const end = (outcome: Extract<OutcomeEvent, { kind: 'start outcome' }>['outcome']): JournalEvent[] => [
    start,
    { kind: 'start outcome', application: 'a', attempt: 'a', at, outcome },
  ]
  const started = { ...ledger(['x']), executions: [{ id: '1558', body: 'x' }] }
  expect(disagreements(end({ kind: 'started' }), started)).toEqual([])
  expect(disagreements(end(refused), started)[0]).toContain('1 done')
  expect(disagreements(end({ kind: 'started' }), ledger(['x']))[0]).toContain('0 done')
})

test.each(disagreeing)('the comparison notices %s', (_name, events, seen, sentence) => {
  expect(disagreements(events, seen).join('\n')).toContain(sentence)
})
