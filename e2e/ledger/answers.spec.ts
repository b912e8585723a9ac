import type { Locator, Page } from '@playwright/test'
import { expectAgreement } from './ledger'
import {
  approve as approveFirst,
  committed,
  commitThenDrop,
  expect,
  expectStatus,
  form,
  hang,
  openExecute,
  press,
  row,
  rows,
  test,
} from './desk'
import { answered, ordinary, type Fault } from './fault-oms'

// One journey per action and outcome; which answer means which is judged in src/oms/backup.test.ts.

const refusal = answered(400, '{"apply_id":["no such thing"]}')
const unclear = 'whether OMS carried it out is unknown'

const withApproval: Fault = committed(
  (id) => `{"apply":{"ret":0,"msg":"","id":${id}},"check":{"ret":0,"msg":"","trans_id":260}}`,
)
const page = committed(() => '<h1>Boo</h1><img src="/no-such-image">', 200, 'text/html')
const no = answered(200, '{"apply":{"ret":1,"msg":"no table in this zone"}}')

for (const [title, fault, status, says, commits] of [
  ['the documented success is pending', ordinary, 'Pending', '#558', 1],
  ['an application whose automatic approval succeeded is approved', withApproval, 'Approved', 'transaction 260', 1],
  ['a refusal says so in the words of OMS', no, 'Refused', 'no table in this zone', 0],
  ['HTML after the deed is unknown, and none of it becomes part of the page', page, 'Outcome unknown', 'status 200', 1],
] as const) {
  test(`apply: ${title}`, async ({ desk, oms }) => {
    oms.obey(fault)
    await press(desk, 'guild')
    await expectStatus(desk, 'guild', status)
    await expect(form(desk).getByRole('status').or(form(desk).getByRole('alert')).getByText(says).first()).toBeVisible()
    expect(oms.ledger.arrivals).toHaveLength(1)
    expect(oms.ledger.commits).toHaveLength(commits)
    await expect(desk.locator('img')).toHaveCount(0)
    await expectAgreement(desk, oms)
  })
}

/** Opens the dialog, writes the memo, and gives the button that sends it. */
async function openReject(desk: Page): Promise<Locator> {
  await row(desk, '#558').getByRole('button', { name: 'Reject #558' }).click()
  const dialog = desk.getByRole('dialog', { name: 'Reject #558' })
  await dialog.getByRole('textbox', { name: 'Memo' }).fill('not this week')
  return dialog.getByRole('button', { name: 'Reject', exact: true })
}

async function openApprove(desk: Page): Promise<Locator> {
  await row(desk, '#558').getByRole('button', { name: 'Approve #558' }).click()
  return desk.getByRole('dialog', { name: 'Approve #558' }).getByRole('button', { name: 'Approve', exact: true })
}

const reject = async (desk: Page) => (await openReject(desk)).click()
const approve = async (desk: Page) => (await openApprove(desk)).click()

for (const [title, decide, fault, shown, done] of [
  ['reject: done', reject, ordinary, 'Rejected', 1],
  ['reject: refused', reject, refusal, 'Rejection refused', 0],
  ['reject: unknown', reject, commitThenDrop, unclear, 1],
  ['reject: under way @deep', reject, hang, 'Rejecting', 0],
  ['approve: done', approve, ordinary, 'Transaction 1558', 1],
  ['approve: refused', approve, refusal, 'Approval refused', 0],
  ['approve: unknown', approve, commitThenDrop, unclear, 1],
  ['approve: under way @deep', approve, hang, 'Approving', 0],
] as const) {
  test(title, async ({ desk, oms }) => {
    await press(desk, 'guild')
    await expectStatus(desk, 'guild', 'Pending')
    oms.obey(fault)
    await decide(desk)
    await oms.arrived(2)
    await expect(rows(desk)).toContainText([shown])
    expect(oms.ledger.arrivals.map((arrival) => arrival.body).slice(1)).toEqual([
      decide === reject ? '{"apply_id":"558","memo":"not this week"}' : '{"uid":558}',
    ])
    expect([...oms.ledger.rejections, ...oms.ledger.approvals]).toHaveLength(done)
    await expectAgreement(desk, oms)
  })
}

for (const [what, prepare] of [
  ['reject', openReject],
  ['approve', openApprove],
] as const) {
  test(`${what}: a double click decides once`, async ({ desk, oms }) => {
    await press(desk, 'guild')
    await expectStatus(desk, 'guild', 'Pending')
    const button = await prepare(desk)
    await button.dblclick()
    await expectStatus(desk, 'guild', what === 'reject' ? 'Rejected' : 'Approved')
    expect(oms.ledger.arrivals).toHaveLength(2)
    expect([...oms.ledger.rejections, ...oms.ledger.approvals]).toHaveLength(1)
    await expectAgreement(desk, oms)
  })
}

for (const [title, verb, fault, shown, done] of [
  ['start: done', 'Start', ordinary, 'Running', 1],
  ['start: refused @deep', 'Start', answered(422, '{"trans_id":["当前事务状态不允许执行"]}'), 'Start refused', 0],
  ['start: unknown @deep', 'Start', commitThenDrop, 'A start was sent', 1],
  ['start: under way @deep', 'Start', hang, 'Starting the backup', 0],
  ['resume: done @deep', 'Resume', ordinary, 'Running', 1],
  ['resume: refused', 'Resume', answered(422, '{"trans_id":["当前事务状态不允许执行"]}'), 'Resumption refused', 0],
  ['resume: unknown @deep', 'Resume', commitThenDrop, 'A resumption was sent', 1],
  ['resume: under way @deep', 'Resume', hang, 'Resuming the backup', 0],
] as const) {
  test(`${title}, once however often it is pressed`, async ({ desk, oms }) => {
    await press(desk, 'guild')
    await expectStatus(desk, 'guild', 'Pending')
    if (verb === 'Resume') oms.setStatus('1558', 5)
    await approveFirst(desk, '#558')
    const button = await openExecute(desk, '#558', verb)
    oms.obey(fault)
    await button.dblclick()
    await oms.arrived(3)
    await expect(desk.locator('main')).toContainText(shown)
    expect(oms.ledger.arrivals.slice(2)).toMatchObject([
      {
        call: verb.toLowerCase(),
        body: verb === 'Start' ? '{"trans_id":1558,"set_id":126}' : '{"set_id":126,"trans_id":1558}',
      },
    ])
    expect(oms.ledger.executions).toHaveLength(done)
    await desk.goto('/')
    await expectAgreement(desk, oms)
  })
}
