import type { Locator, Page } from '@playwright/test'
import { readJournal } from './journal'
import { expectAgreement } from './ledger'
import { committed, commitThenDrop, expect, expectStatus, form, hang, press, row, rows, success, test } from './desk'
import { answered, ordinary, type Fault, type FaultOms } from './fault-oms'

// One journey per action and outcome; which answer means which is judged in src/oms/backup.test.ts.

const refusal = answered(400, '{"apply_id":["no such thing"]}')
const unclear = 'whether OMS carried it out is unknown'

for (const { title, fault, status, says, commits } of [
  { title: 'the documented success is pending', fault: ordinary, status: 'Pending', says: '#558', commits: 1 },
  {
    title: 'an id above 2^53 stays exact to the last digit',
    fault: ({ commit, answer }) => answer(200, success(commit('9007199254740993'))),
    status: 'Pending',
    says: '#9007199254740993',
    commits: 1,
  },
  {
    title: 'an application whose automatic approval succeeded is approved',
    fault: committed((id) => `{"apply":{"ret":0,"msg":"","id":${id}},"check":{"ret":0,"msg":"","trans_id":260}}`),
    status: 'Approved',
    says: 'transaction 260',
    commits: 1,
  },
  {
    title: 'a refusal says so in the words of OMS',
    fault: answered(200, '{"apply":{"ret":1,"msg":"no table in this zone"}}'),
    status: 'Refused',
    says: 'no table in this zone',
    commits: 0,
  },
  {
    title: 'HTML after the deed is unknown, and none of it becomes part of the page',
    fault: committed(() => '<h1>Boo</h1><img src="/no-such-image">', 200, 'text/html'),
    status: 'Outcome unknown',
    says: 'status 200',
    commits: 1,
  },
  {
    title: 'a redirection after the deed is not followed, and unknown',
    fault: ({ commit, answer }) => {
      commit()
      answer(302, '', 'text/html', ['Location: /login'])
    },
    status: 'Outcome unknown',
    says: 'redirect',
    commits: 1,
  },
] satisfies { title: string; fault: Fault; status: string; says: string; commits: number }[]) {
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

const bodyOfReject = '{"apply_id":"558","memo":"not this week"}'
const bodyOfApprove = '{"uid":558}'

for (const { title, decide, body, fault, shown, done } of [
  { title: 'reject: done', decide: reject, body: bodyOfReject, fault: ordinary, shown: 'Rejected', done: 1 },
  { title: 'reject: refused', decide: reject, body: bodyOfReject, fault: refusal, shown: 'Rejection refused', done: 0 },
  { title: 'reject: unknown', decide: reject, body: bodyOfReject, fault: commitThenDrop, shown: unclear, done: 1 },
  { title: 'reject: under way @deep', decide: reject, body: bodyOfReject, fault: hang, shown: 'Rejecting', done: 0 },
  { title: 'approve: done', decide: approve, body: bodyOfApprove, fault: ordinary, shown: 'Transaction 1558', done: 1 },
  {
    title: 'approve: refused',
    decide: approve,
    body: bodyOfApprove,
    fault: refusal,
    shown: 'Approval refused',
    done: 0,
  },
  { title: 'approve: unknown', decide: approve, body: bodyOfApprove, fault: commitThenDrop, shown: unclear, done: 1 },
  { title: 'approve: under way @deep', decide: approve, body: bodyOfApprove, fault: hang, shown: 'Approving', done: 0 },
] satisfies {
  title: string
  decide: (desk: Page) => Promise<void>
  body: string
  fault: Fault
  shown: string
  done: number
}[]) {
  test(title, async ({ desk, oms }) => {
    await press(desk, 'guild')
    await expectStatus(desk, 'guild', 'Pending')
    oms.obey(fault)
    await decide(desk)
    await oms.arrived(2)
    await expect(rows(desk)).toContainText([shown])
    expect(oms.ledger.arrivals.map((arrival) => arrival.body).slice(1)).toEqual([body])
    expect([...oms.ledger.rejections, ...oms.ledger.approvals]).toHaveLength(done)
    await expectAgreement(desk, oms)
  })
}

for (const [what, decide] of [
  ['rejection', reject],
  ['approval', approve],
] as const) {
  test(`not sent: one ${what} that finds nobody listening leaves the application pending`, async ({ desk, oms }) => {
    await press(desk, 'guild')
    await expectStatus(desk, 'guild', 'Pending')
    await oms.stop()
    await decide(desk)
    await expect(desk.getByRole('dialog').getByRole('alert')).toContainText('could not connect to OMS')
    expectNothingMore(oms)
    await expectAgreement(desk, oms)
  })
}

function expectNothingMore({ ledger }: FaultOms): void {
  expect(ledger.arrivals).toHaveLength(1)
  expect([...ledger.rejections, ...ledger.approvals]).toEqual([])
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

test('the intent lies on disk before OMS sees anything of the request', async ({ desk, oms }) => {
  oms.obey(hang)
  await press(desk, 'guild')
  await oms.arrived(1)
  const events = await readJournal(desk, oms.environment)
  expect(events.map((event) => event.kind)).toEqual(['apply intent'])
  await expectStatus(desk, 'guild', 'Sending')
  await expectAgreement(desk, oms)
})
