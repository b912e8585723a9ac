import type { Page } from '@playwright/test'
import { pick, randomFrom } from '~/demo/random'
import { fillForm, signInByToken, submit } from '../support/desk-page'
import {
  approve,
  canary,
  committed,
  commitThenDrop,
  decide,
  dropBeforeCommit,
  expect,
  expectStatus,
  loseAnswer,
  openDesk,
  openExecute,
  rows,
  success,
  test,
} from './desk'
import { answered, ordinary, type Fault } from './fault-oms'
import { expectListAgreement } from './ledger'

const steps = 40
const firstSeed = Number(process.env.LEDGER_SEED ?? 20_261_123)

const applyFaults: [Fault, string][] = [
  [ordinary, 'Pending'],
  [ordinary, 'Pending'],
  [commitThenDrop, 'Outcome unknown'],
  [dropBeforeCommit, 'Outcome unknown'],
  [answered(200, '{"apply":{"ret":1,"msg":"no"}}'), 'Refused'],
  [answered(422, '{"set_id":["no"]}'), 'Refused'],
  [committed(success, 500), 'Outcome unknown'],
  [answered(502, '<html>', 'text/html'), 'Outcome unknown'],
]
const rejectFaults: [Fault, RegExp][] = [
  [ordinary, /Rejected/],
  [commitThenDrop, /is unknown/],
  [dropBeforeCommit, /is unknown/],
  [answered(422, '{"apply_id":["no"]}'), /Rejection refused/],
  [answered(200, 'false'), /is unknown/],
]
const executeFaults: [Fault, boolean][] = [
  [ordinary, true],
  [ordinary, true],
  [commitThenDrop, false],
  [dropBeforeCommit, false],
  [answered(422, '{"trans_id":["no"]}'), false],
]

for (const run of [0, 1, 2]) {
  const seed = firstSeed + run
  test(`random: ${steps} steps of apply, reject, approve, start, resume, reload, crash and fault keep journal and ledger in agreement (seed ${seed}) @long`, async ({
    context,
    oms,
  }) => {
    test.setTimeout(480_000)
    const random = randomFrom(seed)
    let page: Page = await context.newPage()
    await openDesk(page)
    const pending: string[] = []
    const approved: string[] = []
    let arrivals = 0

    const apply = async (step: number) => {
      const [fault, status] = pick(random, applyFaults)
      const table = `table_${step}`
      oms.obey(fault)
      await fillForm(page, { tableName: table })
      if (random() < 0.25) await loseAnswer(page, 'apply')
      await submit(page).click()
      await expectStatus(page, table, status)
      if (status === 'Pending') pending.push(oms.ledger.commits.at(-1)?.id ?? '')
      arrivals += 1
    }
    const reject = async () => {
      const id = pick(random, pending)
      const row = rows(page).filter({ has: page.getByRole('link', { name: `#${id}`, exact: true }) })
      // Beyond the latest twenty it is not on this page any more.
      if ((await row.count()) === 0) return
      const [fault, shown] = pick(random, rejectFaults)
      oms.obey(fault)
      if (random() < 0.25) await loseAnswer(page, 'reject')
      const dialog = await decide(page, 'Reject', `#${id}`, { memo: `memo ${arrivals}` })
      if (fault === ordinary) pending.splice(pending.indexOf(id), 1)
      else {
        // The row may say from an earlier rejection what this one will say: the dialog tells when it has ended.
        await expect(dialog.getByRole('alert')).toBeVisible()
        await dialog.getByRole('button', { name: 'Cancel' }).click()
      }
      await expect(dialog).toBeHidden()
      await expect(row).toContainText(shown)
      arrivals += 1
    }
    const approveOne = async () => {
      const id = pick(random, pending)
      if (
        (await rows(page)
          .getByRole('button', { name: `Approve #${id}`, exact: true })
          .count()) === 0
      )
        return
      oms.obey(ordinary)
      await approve(page, `#${id}`)
      approved.push(...pending.splice(pending.indexOf(id), 1))
      arrivals += 1
    }
    const execute = async () => {
      const id = pick(random, approved)
      if (
        (await rows(page)
          .getByRole('link', { name: `#${id}`, exact: true })
          .count()) === 0
      )
        return
      const [verb, call] = random() < 0.5 ? (['Start', 'start'] as const) : (['Resume', 'resume'] as const)
      oms.setStatus(String(Number(id) + 1000), verb === 'Start' ? 1 : 5)
      const [fault, isDone] = pick(random, executeFaults)
      const button = await openExecute(page, `#${id}`, verb)
      oms.obey(fault)
      if (random() < 0.25) await loseAnswer(page, call)
      await button.click()
      const dialog = page.getByRole('dialog')
      if (!isDone) {
        await expect(dialog.getByRole('alert')).toBeVisible()
        await dialog.getByRole('button', { name: 'Cancel' }).click()
      }
      await expect(dialog).toBeHidden()
      await page.getByRole('link', { name: 'Apply', exact: true }).click()
      arrivals += 1
    }
    const crash = async (step: number) => {
      const table = `table_${step}`
      const before = arrivals
      oms.obey(pick<Fault>(random, [() => undefined, ({ commit }) => void commit()]))
      await fillForm(page, { tableName: table })
      await submit(page).click()
      await oms.arrived(before + 1)
      await page.close()
      page = await context.newPage()
      await openDesk(page)
      await expectStatus(page, table, 'Outcome unknown')
      arrivals += 1
    }
    const reload = async () => {
      const shown = await rows(page).count()
      await page.reload()
      await signInByToken(page, canary)
      await expect(rows(page)).toHaveCount(shown)
    }

    for (let step = 0; step < steps; step += 1) {
      const dice = Math.floor(random() * 20)
      if (dice < 9) await apply(step)
      else if (dice < 12 && pending.length > 0) await reject()
      else if (dice < 14 && pending.length > 0) await approveOne()
      else if (dice < 17 && approved.length > 0) await execute()
      else if (dice < 19) await reload()
      else await crash(step)
    }

    expect(oms.ledger.arrivals).toHaveLength(arrivals)
    await page.goto('/applications')
    await expectListAgreement(page, oms)
  })
}
