import { isDeepStrictEqual } from 'node:util'
import type { Page } from '@playwright/test'
import { pick, randomFrom } from '~/demo/random'
import { eventName, type JournalEvent } from '~/record/events'
import { fillForm, rows, signInByToken, submit } from '../support/desk-page'
import {
  approve,
  canary,
  commitThenDrop,
  decide,
  dropBeforeCommit,
  expect,
  expectStatus,
  loseAnswer,
  openExecute,
  test,
} from './desk'
import { answered, ordinary, type Fault } from './fault-oms'
import { readJournal } from './journal'
import { startKillableGate } from './killable-gate'
import { disagreements } from './ledger'

const faults: [Fault, string][] = [
  [ordinary, 'Pending'],
  [ordinary, 'Pending'],
  [commitThenDrop, 'Outcome unknown'],
  [dropBeforeCommit, 'Outcome unknown'],
  [answered(200, '{"apply":{"ret":1,"msg":"no"}}'), 'Refused'],
]

const steps = 200

test(`team: ${steps} steps in three browsers of two people, with a gate that dies, leave every browser equal to the record @long`, async ({
  browser,
  oms,
}) => {
  test.setTimeout(900_000)
  const random = randomFrom(Number(process.env.LEDGER_SEED ?? 20_261_128))
  const gate = await startKillableGate(oms)
  const tokens = [`${canary}-1`, `${canary}-1`, `${canary}-2`]
  const pages: Page[] = []
  for (const token of tokens) {
    const page = await (await browser.newContext({ baseURL: gate.url })).newPage()
    page.setDefaultTimeout(60_000)
    await page.goto('/')
    await signInByToken(page, token)
    pages.push(page)
  }
  let presses = 0

  const apply = async (page: Page, step: number, [fault, status] = pick(random, faults)) => {
    const isLost = random() < 0.25
    oms.obey(fault)
    if (isLost) await loseAnswer(page, 'apply')
    await fillForm(page, { tableName: `table_${step}` })
    await submit(page).click()
    await expectStatus(page, `table_${step}`, status)
    presses += 1
  }
  /** An application that can be decided on this page, and that nobody has decided elsewhere, which this page may not have heard of. */
  const undecided = async (page: Page): Promise<string | undefined> => {
    const names = await rows(page)
      .getByRole('button', { name: /^Reject #/ })
      .evaluateAll((buttons) => buttons.map((button) => button.ariaLabel ?? ''))
    const decided = new Set([...oms.ledger.rejections, ...oms.ledger.approvals].map(({ id }) => `#${id}`))
    return names.map((name) => name.replace('Reject ', '')).find((id) => !decided.has(id))
  }
  const reject = async (page: Page, step: number) => {
    const id = await undecided(page)
    if (id === undefined) return
    oms.obey(ordinary)
    const dialog = await decide(page, 'Reject', id, { memo: `memo ${step}` })
    await expect(dialog).toBeHidden()
    presses += 1
  }
  /** Approves an application and starts its backup, or resumes it. */
  const execute = async (page: Page) => {
    const id = await undecided(page)
    if (id === undefined) return
    const verb = random() < 0.5 ? 'Start' : 'Resume'
    oms.obey(ordinary)
    if (verb === 'Resume') oms.setStatus(String(Number(id.slice(1)) + 1000), 5)
    await approve(page, id)
    await (await openExecute(page, id, verb)).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await page.getByRole('link', { name: 'Apply', exact: true }).click()
    presses += 2
  }
  const reload = async (page: Page) => {
    await page.reload()
    await signInByToken(page, tokens[pages.indexOf(page)] ?? '')
    // Until then rows are pushed out of the latest by what the others have applied for.
    await expect(page.getByRole('banner').getByText(/^(Team record|This browser only)$/)).toBeVisible()
  }

  for (let step = 0; step < steps; step += 1) {
    const page = pick(random, pages)
    const dice = Math.floor(random() * 20)
    if (step < pages.length) await apply(pages[step] ?? page, step)
    else if (dice < 11) await apply(page, step)
    else if (dice < 14) await reject(page, step)
    else if (dice < 16) await execute(page)
    else if (dice < 18) await reload(page)
    else {
      await gate.kill()
      await gate.restart()
    }
  }

  expect(oms.ledger.arrivals).toHaveLength(presses)
  // One at the record again: those who know nothing that a killed gate has not heard of.
  for (const [place, page] of pages.entries()) {
    await reload(page)
    await apply(page, steps + place, [ordinary, 'Pending'])
  }
  const byName = (events: JournalEvent[]) => new Map(events.map((event) => [eventName(event), event]))
  /** The names of the events that are another, or missing, on one of the two sides. */
  const differences = async (page: Page) => {
    const here = byName(await readJournal(page, oms.environment))
    const there = byName((await gate.events()).map(({ event }) => event))
    return [...new Set([...here.keys(), ...there.keys()])].filter(
      (name) => !isDeepStrictEqual(here.get(name), there.get(name)),
    )
  }
  for (const page of pages) await expect.poll(() => differences(page), { timeout: 60_000 }).toEqual([])
  expect(disagreements(await readJournal(pages[0] ?? pick(random, pages), oms.environment), oms.ledger)).toEqual([])
  await gate.kill()
})
