import { expect, test } from 'vitest'
import { openJournal, type Journal } from '~/record/store/store'
import { unsettledIntents } from '~/record/store/unsettled-intents'
import type { ApplyOutcome } from '~/oms/outcome'
import { accepted, applied, at, ended, expires } from '~/test/events'

async function recordBoth(journal: Journal, key: string, outcome: ApplyOutcome): Promise<void> {
  await journal.recordIntent(applied(key), key)
  await journal.recordOutcome(applied(key), ended(key, outcome))
}

const settledAs = (key: string, outcome: ApplyOutcome) => ended(key, outcome, '2026-11-24T10:00:00.000Z')
const orphaned = { kind: 'unknown', why: 'orphan' } as const
const noAnswer = { kind: 'unknown', why: 'gate' } as const
const resolved = { kind: 'apply resolved', application: 'a', attempt: 'a', at } as const
const unsent = { kind: 'not sent', why: 'closed' } as const

test.each<[string, (journal: Journal) => Promise<unknown>, ApplyOutcome, boolean]>([
  ['no outcome', async () => {}, accepted('558'), true],
  ['no outcome, and the gate has none', async () => {}, noAnswer, true],
  ['an unknown one', (journal) => recordBoth(journal, 'a', orphaned), accepted('558'), true],
  ['an unknown one, and the gate has none', (journal) => recordBoth(journal, 'a', orphaned), noAnswer, true],
  ['the same unknown one', (journal) => recordBoth(journal, 'a', noAnswer), noAnswer, false],
  ['a definite one', (journal) => recordBoth(journal, 'a', accepted('558')), unsent, false],
  ['a definite one, and the gate has none', (journal) => recordBoth(journal, 'a', unsent), noAnswer, false],
  ['that a person found it', (journal) => journal.recordResolved({ ...resolved, id: '600' }), accepted('558'), false],
  ['that a person found none', (journal) => journal.recordResolved(resolved), accepted('558'), false],
])('what the gate says of an attempt is written where there is: %s', async (_name, before, outcome, isWritten) => {
  const journal = await openJournal('test')
  await journal.recordIntent(applied('a'), 'a')
  await before(journal)
  const { events = [], application } = (await journal.find('attempt-a')) ?? {}
  expect(await journal.recordSettled(settledAs('a', outcome))).toBe(isWritten)
  const later = await journal.find('attempt-a')
  expect(later?.events).toEqual([...events, ...(isWritten ? [{ ...settledAs('a', outcome), settled: true }] : [])])
  expect(later?.application.outcome).toEqual(isWritten ? outcome : application?.outcome)
  expect(isWritten ? await journal.underWay() : []).toEqual([])
})

test('nothing is settled of an application that is not there', async () => {
  expect(await (await openJournal('test')).recordSettled(settledAs('a', accepted('558')))).toBe(false)
})

const approving = { kind: 'approve intent', application: 'a', at, expires, body: '{}' } as const
const approvalEnd = { kind: 'approve outcome', application: 'a', at } as const
const notSent = { kind: 'not sent', why: 'refused' } as const

test.each([
  ['is unknown, too', orphaned, ['first', 'second']],
  ['was not sent', notSent, ['first']],
])(
  'a decision of unknown outcome is settled although one has followed it that %s',
  async (_name, outcome, attempts) => {
    const journal = await openJournal('test')
    await recordBoth(journal, 'a', accepted('558'))
    await journal.recordIntent({ ...approving, attempt: 'first' }, 'first')
    await journal.recordOrphan('first')
    await journal.recordIntent({ ...approving, attempt: 'second' }, 'second')
    await journal.recordOutcome({ ...approving, attempt: 'second' }, { ...approvalEnd, attempt: 'second', outcome })
    const { intents } = await unsettledIntents(journal, Date.parse(at))
    expect(intents.map(({ attempt }) => attempt)).toEqual(attempts)
    const approved = { kind: 'approved', transaction: '408', applicant: '' } as const
    expect(await journal.recordSettled({ ...approvalEnd, attempt: 'first', outcome: approved })).toBe(true)
    expect((await journal.find('attempt-a'))?.application.approval).toMatchObject({
      attempt: 'first',
      outcome: approved,
    })
    expect(await journal.recordSettled({ ...approvalEnd, attempt: 'first', outcome: notSent })).toBe(false)
  },
)

test.each<[string, ApplyOutcome, object]>([
  ['that OMS never created it', accepted('558'), {}],
  ['another id', accepted('558'), { id: '600' }],
  ['its id', unsent, { id: '600' }],
])('what a person has found out is not written where it is known meanwhile: %s', async (_name, outcome, found) => {
  const journal = await openJournal('test')
  await recordBoth(journal, 'a', orphaned)
  await journal.recordSettled(settledAs('a', outcome))
  const settled = await journal.find('attempt-a')
  await journal.recordResolved({ ...resolved, ...found })
  expect(await journal.find('attempt-a')).toEqual(settled)
})

test.each(['reject', 'approve'] as const)('nor where OMS has carried out what it was asked to %s', async (verb) => {
  const journal = await openJournal('test')
  await recordBoth(journal, 'a', accepted('558'))
  const about = { application: 'a', attempt: 'd', at } as const
  await journal.recordIntent({ kind: `${verb} intent`, ...about, expires, body: '{}', memo: 'no' }, 'd')
  await journal.recordOrphan('d')
  await journal.recordSettled(
    verb === 'reject'
      ? { kind: 'reject outcome', ...about, outcome: { kind: 'rejected' } }
      : { kind: 'approve outcome', ...about, outcome: { kind: 'approved', transaction: '408', applicant: '' } },
  )
  const settled = await journal.find('attempt-a')
  await journal.recordResolved({ kind: `${verb} resolved`, ...about, done: false })
  expect(await journal.find('attempt-a')).toEqual(settled)
})

test('an answer that comes when another tab has settled the attempt is not written a second time', async () => {
  const journal = await openJournal('test')
  await journal.recordIntent(applied('a'), 'a')
  await journal.recordSettled(settledAs('a', accepted('558')))
  await journal.recordOutcome(applied('a'), ended('a', orphaned))
  await journal.recordOutcome(applied('a'), ended('a', accepted('558')))
  expect((await journal.find('attempt-a'))?.events).toHaveLength(2)
})

test('not settled are those of the last three days whose outcome is unknown, for the gate may know more of them', async () => {
  const journal = await openJournal('test')
  const cases = {
    a: undefined,
    b: orphaned,
    c: noAnswer,
    d: accepted('558'),
    e: { ...orphaned, why: 'connection' },
  } as const
  for (const [key, outcome] of Object.entries(cases)) {
    await journal.recordIntent(applied(key), key)
    if (outcome !== undefined) await journal.recordOutcome(applied(key), ended(key, outcome))
  }
  const attempts = async (now: string) => {
    const { intents, isUnderWay } = await unsettledIntents(journal, Date.parse(now))
    return [isUnderWay, ...intents.map(({ attempt }) => attempt)]
  }
  expect(await attempts(at)).toEqual([true, 'b', 'e'])
  expect(await attempts('2026-11-23T10:02:00.000Z')).toEqual([false, 'a', 'b', 'e'])
  expect(await attempts('2026-11-26T09:59:59.999Z')).toEqual([false, 'a', 'b', 'e'])
  expect(await attempts('2026-11-26T10:00:00.000Z')).toEqual([false])
})
