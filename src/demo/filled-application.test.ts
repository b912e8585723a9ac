import { expect, test } from 'vitest'
import { filledApplication, type Filled } from '~/demo/filled-application'
import { applicationStatus, transactionOf, type Application } from '~/record/application'
import { withEvent } from '~/record/with-event'
import { backupState, type BackupState } from '~/record/backup'
import { journalEvent } from '~/record/events'

const now = Date.parse('2026-11-24T09:00:00Z')
const count = 2000
const all = Array.from({ length: count }, (_, index) => filledApplication({ index, count, now }))

function summaryOf({ recorded }: Filled): Application {
  let summary: Application | undefined
  for (const { seq, event } of recorded) summary = withEvent(summary, event, seq)
  if (summary === undefined) throw new Error('no events')
  return summary
}

const looked = all.map((filled) => {
  const application = summaryOf(filled)
  return { application, status: applicationStatus(application, now), stored: filled.stored }
})

test('the same place has the same application', () => {
  expect(filledApplication({ index: 7, count, now })).toEqual(all[7])
  expect(all[7]).not.toEqual(all[8])
})

test('every event is one that the journal can read, and no two have the same place', () => {
  const recorded = all.flatMap((filled) => filled.recorded)
  for (const { event } of recorded) expect(journalEvent.parse(event)).toEqual(event)
  const places = recorded.map(({ seq }) => seq)
  expect(places).toEqual([...new Set(places)].toSorted((one, other) => one - other))
})

test('no two have the same id or key, and an id is the one that OMS has', () => {
  const ids = looked.flatMap(({ application: { id } }) => id ?? [])
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(looked.map(({ application: { key } }) => key)).size).toBe(count)
  for (const { application, stored } of looked.filter(({ application: { id } }) => id !== undefined)) {
    expect(String(stored?.id)).toBe(application.id)
  }
})

test('nothing happens in the future, and nothing before what it follows', () => {
  for (const { recorded } of all) {
    const times = recorded.map(({ event }) => event.at)
    expect(times).toEqual(times.toSorted())
    expect(Date.parse(times.at(-1) ?? '')).toBeLessThan(now)
  }
})

test.each([
  ['pending', 0],
  ['approved', 1],
  ['rejected', -1],
] as const)('what is %s here has execute_status %i in OMS', (status, wire) => {
  const those = looked.filter((one) => one.status === status)
  expect(those.length).toBeGreaterThan(0)
  for (const { application, stored } of those) {
    expect(stored?.execute_status).toBe(wire)
    expect(String(stored?.trans_id)).toBe(transactionOf(application) ?? '0')
    expect(stored?.memo).toBe(status === 'rejected' ? application.rejection?.memo : '')
  }
})

test('of the backups are some in each state, some were started or resumed, and most are completed', () => {
  const approved = looked.filter(({ status }) => status === 'approved')
  const states = approved.map(({ application }) => backupState(application))
  const countOf = (state: BackupState) => states.filter((one) => one === state).length
  for (const state of ['not started', 'running', 'suspended', 'failed', 'unknown'] as const) {
    expect(countOf(state)).toBeGreaterThan(5)
  }
  expect(countOf('completed')).toBeGreaterThan(approved.length * 0.7)
  const orders = approved.flatMap(({ application: { execution } }) => execution?.of ?? [])
  expect(new Set(orders)).toEqual(new Set(['start', 'resume']))
})

test.each([20, 2000])('%i of them are spread over thirty days', (many) => {
  const [first, last] = [0, many - 1].map((index) => {
    const { recorded } = filledApplication({ index, count: many, now })
    return (now - Date.parse(recorded[0]?.event.at ?? '')) / 86_400_000
  })
  expect(first).toBeGreaterThan(27)
  expect(first).toBeLessThanOrEqual(30)
  expect(last).toBeLessThan(1)
})

test.each(['refused', 'not sent'])('OMS has nothing of what is %s', (status) => {
  const those = looked.filter((one) => one.status === status)
  expect(those.length).toBeGreaterThan(0)
  for (const { stored } of those) expect(stored).toBeUndefined()
})

test('of what is unknown OMS has some, and has not decided about it', () => {
  const inOms = looked.filter(({ status }) => status === 'unknown').map(({ stored }) => stored?.execute_status)
  expect(new Set(inOms)).toEqual(new Set([undefined, 0]))
})
