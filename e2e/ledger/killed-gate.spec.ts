import type { Page } from '@playwright/test'
import { signInByToken } from '../support/desk-page'
import {
  approve,
  canary,
  commitThenHang,
  decide,
  expect,
  expectStatus,
  hang,
  openDesk,
  openExecute,
  press,
  row,
  test,
} from './desk'
import { ordinary, type Fault, type FaultOms } from './fault-oms'
import { startKillableGate, type KillPoint } from './killable-gate'
import { readJournal } from './journal'
import { disagreements } from './ledger'

/** Longer than an attempt can be on its way. */
const lostMs = 61_000

type Death = { name: string; place?: KillPoint; fault?: Fault; arrivals: 0 | 1; known: 'not sent' | 'unknown' | 'done' }

const deaths: Death[] = [
  { name: 'before it remembers the attempt', place: 'before enter', arrivals: 0, known: 'not sent' },
  { name: 'before it asks OMS', place: 'after enter', arrivals: 0, known: 'unknown' },
  { name: 'when OMS has read and not done it', fault: hang, arrivals: 1, known: 'unknown' },
  { name: 'when OMS has done it and not answered', fault: commitThenHang, arrivals: 1, known: 'unknown' },
  { name: 'before it keeps the answer', place: 'before end', arrivals: 1, known: 'unknown' },
  { name: 'before it passes the answer on', place: 'after end', arrivals: 1, known: 'done' },
]

const calls = {
  apply: { button: undefined, done: /Pending/, unknown: /Outcome unknown/, 'not sent': /Not sent/ },
  reject: {
    button: 'Reject',
    done: /Rejected/,
    unknown: /is unknown/,
    'not sent': /rejection was not sent|Pending/i,
  },
  check: {
    button: 'Approve',
    done: /Approved/,
    unknown: /is unknown/,
    'not sent': /approval was not sent|Pending/i,
  },
  start: { button: 'Start', done: /Running/, unknown: /is unknown/, 'not sent': /start was not sent|Not started/i },
  resume: { button: 'Resume', done: /Running/, unknown: /is unknown/, 'not sent': /was not sent|Suspended/i },
} as const

type Call = keyof typeof calls
type Gate = Awaited<ReturnType<typeof startKillableGate>>

/** From a page that is signed in to the same page, signed in again at the gate that has died meanwhile. */
async function killDuring(page: Page, oms: FaultOms, gate: Gate, call: Call, death: Death, tableName: string) {
  const { place, fault = ordinary, arrivals, known } = death
  const { button, ...shown } = calls[call]
  if (button !== undefined) {
    await press(page, tableName)
    await expectStatus(page, tableName, 'Pending')
  }
  const number = oms.ledger.commits.at(-1)?.id ?? ''
  const id = `#${number}`
  const isExecution = button === 'Start' || button === 'Resume'
  if (button === 'Resume') oms.setStatus(String(Number(number) + 1000), 5)
  if (isExecution) await approve(page, id)
  const execute = isExecution ? await openExecute(page, id, button) : undefined
  const before = oms.ledger.arrivals.length
  oms.obey(fault)
  if (place !== undefined) gate.dieAt(place)
  if (execute !== undefined) await execute.click()
  else if (button === undefined) await press(page, tableName)
  else if (!isExecution) await decide(page, button, id)
  if (place === undefined) {
    await oms.arrived(before + 1)
    await gate.kill()
  }
  await gate.isDead()
  oms.obey(ordinary)
  // A browser sends a POST again by itself where an old connection has died under it.
  await page.goto('about:blank')
  await gate.restart(lostMs)
  await page.goto(gate.url)
  await signInByToken(page, canary)
  const after = row(page, `Table ${tableName}`)
  await expect(after).toContainText(shown[known])
  if (known === 'done') await expect(after).toContainText(`#${oms.ledger.commits.at(-1)?.id}`)
  expect(oms.ledger.arrivals).toHaveLength(before + arrivals)
  // This answer died with the gate.
  if (place === 'before end') oms.ledger.answers.pop()
  expect(disagreements(await readJournal(page, oms.environment), oms.ledger)).toEqual([])
}

/** The gate dies in each of these ways, one after the other, under the same page. */
function testDeaths(title: string, call: Call, mine: Death[]) {
  test(`killed gate: ${title}`, async ({ page, oms }) => {
    const gate = await startKillableGate(oms)
    await openDesk(page, gate.url)
    for (const [index, death] of mine.entries()) {
      await test.step(`${call}, ${death.name}`, () => killDuring(page, oms, gate, call, death, `guild_${index}`))
    }
    await gate.kill()
  })
}

for (const call of ['apply', 'reject', 'check', 'start'] as const) {
  testDeaths(`${call}, wherever the gate dies @deep`, call, deaths)
}
// It is sent as a start is: src/actions/execute-backup.ts.
testDeaths(
  'resume, where OMS has done it, answered or not @deep',
  'resume',
  deaths.filter(({ place, fault }) => place === 'after end' || fault === commitThenHang),
)

for (const place of ['before settle', 'after settle'] as const) {
  test(`killed gate: asked what happened to an attempt, ${place} @deep`, async ({ page, oms }) => {
    const gate = await startKillableGate(oms)
    await openDesk(page, gate.url)
    gate.dieAt('before enter')
    await press(page, 'guild')
    await gate.isDead()
    // The page that is open asks whenever the gate is back.
    await page.goto('about:blank')
    await gate.restart()
    gate.dieAt(place)
    await openDesk(page, gate.url)
    await gate.isDead()
    await gate.restart()
    await page.reload()
    await signInByToken(page, canary)
    await expectStatus(page, 'guild', 'Not sent')
    expect(oms.ledger.arrivals).toHaveLength(0)
    await gate.kill()
  })
}
