import { signInByToken } from '../support/desk-page'
import {
  approve,
  canary,
  commitThenHang,
  expect,
  expectStatus,
  hang,
  openDesk,
  openExecute,
  press,
  row,
  test,
} from './desk'
import { ordinary, type Fault } from './fault-oms'
import { startKillableGate, type Place } from './killable-gate'
import { readJournal } from './journal'
import { disagreements } from './ledger'

/** Longer than an attempt can be on its way. */
const lostMs = 61_000

type Death = { name: string; place?: Place; fault?: Fault; arrivals: 0 | 1; known: 'not sent' | 'unknown' | 'done' }

const deaths: Death[] = [
  { name: 'before it remembers the attempt', place: 'before enter', arrivals: 0, known: 'not sent' },
  { name: 'before it asks OMS', place: 'after enter', arrivals: 0, known: 'unknown' },
  { name: 'when OMS has read and not done it', fault: hang, arrivals: 1, known: 'unknown' },
  { name: 'when OMS has done it and not answered', fault: commitThenHang, arrivals: 1, known: 'unknown' },
  { name: 'before it keeps the answer', place: 'before end', arrivals: 1, known: 'unknown' },
  { name: 'before it passes the answer on', place: 'after end', arrivals: 1, known: 'done' },
]

const calls = {
  apply: { button: undefined, done: /#558.*Pending/s, unknown: /Outcome unknown/, 'not sent': /Not sent/ },
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

for (const [call, { button, ...shown }] of Object.entries(calls)) {
  for (const { name, place, fault = ordinary, arrivals, known } of deaths) {
    const isCore = call === 'apply' && place === 'before end'
    test(`killed gate: ${call}, ${name}${isCore ? '' : ' @deep'}`, async ({ page, oms }) => {
      const gate = await startKillableGate(oms)
      await openDesk(page, gate.url)
      if (button !== undefined) {
        await press(page, 'guild')
        await expectStatus(page, 'guild', 'Pending')
      }
      const isExecution = button === 'Start' || button === 'Resume'
      if (button === 'Resume') oms.setStatus('1558', 5)
      if (isExecution) await approve(page, '#558')
      const execute = isExecution ? await openExecute(page, '#558', button) : undefined
      const before = oms.ledger.arrivals.length
      oms.obey(fault)
      if (place !== undefined) gate.dieAt(place)
      if (execute !== undefined) await execute.click()
      else if (button === undefined) await press(page, 'guild')
      else {
        await row(page, '#558')
          .getByRole('button', { name: `${button} #558` })
          .click()
        const dialog = page.getByRole('dialog', { name: `${button} #558` })
        if (call === 'reject') await dialog.getByRole('textbox', { name: 'Memo' }).fill('not this week')
        await dialog.getByRole('button', { name: button, exact: true }).click()
      }
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
      await expect(row(page, 'Table guild')).toContainText(shown[known])
      expect(oms.ledger.arrivals).toHaveLength(before + arrivals)
      const ledger = place === 'before end' ? { ...oms.ledger, answers: [] } : oms.ledger
      expect(disagreements(await readJournal(page, oms.environment), ledger)).toEqual([])
      await gate.kill()
    })
  }
}

for (const place of ['before settle', 'after settle'] as const) {
  test(`killed gate: asked what became of an attempt, ${place} @deep`, async ({ page, oms }) => {
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
