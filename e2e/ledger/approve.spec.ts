import { commitThenDrop, dropBeforeCommit, expect, expectStatus, hang, press, row, rows, test } from './desk'
import { answered, approved, type Fault } from './fault-oms'
import { expectAgreement } from './ledger'

test.describe.configure({ mode: 'parallel' })

type Case = { title: string; fault: Fault; status: string; says: string; done?: number }

const unclear = 'whether OMS carried it out is unknown'

const cases: Case[] = [
  {
    title: 'the documented answer means approved, with its transaction',
    fault: ({ commit, answer }) => answer(200, approved(commit())),
    status: 'Approved',
    says: 'Transaction 1558',
    done: 1,
  },
  {
    title: 'a transaction as a string counts',
    fault: ({ commit, answer }) => {
      commit()
      answer(200, '{"set_id":"126","trans_id":"408","username":"tcaplus"}')
    },
    status: 'Approved',
    says: 'Transaction 408',
    done: 1,
  },
  ...['', 'true', 'null', '[]', '{}', '{"set_id":126,"trans_id":0}', '{"trans_id":-1}', '{"trans_id":null}'].map(
    (content) => ({
      title: `a 200 with ${content === '' ? 'no body' : content} is unknown`,
      fault: answered(200, content),
      status: 'Pending',
      says: unclear,
    }),
  ),
  {
    title: 'the documented answer with 201 is unknown',
    fault: ({ commit, answer }) => answer(201, approved(commit())),
    status: 'Pending',
    says: unclear,
    done: 1,
  },
  {
    title: 'the field map with 200 is a refusal',
    fault: answered(200, '{"uid":["can\'t find apply_list(apply_id=558)"]}'),
    status: 'Pending',
    says: "Approval refused: uid: can't find apply_list(apply_id=558)",
  },
  {
    title: 'a bare list with 422 is a refusal',
    fault: answered(
      422,
      '["Add transaction for ProcBackupSvrDataReq failed: Get TcaplusServer by:10.123.15.2 failed."]',
    ),
    status: 'Pending',
    says: 'Approval refused: Add transaction for ProcBackupSvrDataReq failed',
  },
  {
    title: 'a 503 after the deed is unknown',
    fault: ({ commit, answer }) => {
      commit()
      answer(503, '<h1>busy</h1>', 'text/html')
    },
    status: 'Pending',
    says: unclear,
    done: 1,
  },
  {
    title: 'a line that dies after the deed is unknown',
    fault: commitThenDrop,
    status: 'Pending',
    says: unclear,
    done: 1,
  },
  { title: 'a line that dies before the deed is unknown', fault: dropBeforeCommit, status: 'Pending', says: unclear },
  { title: 'while OMS says nothing it is being approved', fault: hang, status: 'Pending', says: 'Approving' },
]

for (const { title, fault, status, says, done = 0 } of cases) {
  test(`approve: ${title}`, async ({ desk, oms }) => {
    await press(desk, 'guild')
    await expectStatus(desk, 'guild', 'Pending')
    await row(desk, '#558').getByRole('link', { name: '#558' }).click()
    await desk.getByRole('button', { name: 'Approve #558' }).click()
    oms.obey(fault)
    const dialog = desk.getByRole('dialog', { name: 'Approve #558' })
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click()
    await oms.arrived(2)
    expect(oms.ledger.arrivals.map(({ body }) => body).slice(1)).toEqual(['{"uid":558}'])
    await expect(desk.getByText(status, { exact: true })).toBeVisible()
    await expect(desk.getByText(says).first()).toBeVisible()
    expect(oms.ledger.approvals).toHaveLength(done)

    await desk.goBack()
    await expect(rows(desk)).toContainText([says])
    await expectAgreement(desk, oms)
  })
}

test('approve: a double click approves once', async ({ desk, oms }) => {
  await press(desk, 'guild')
  await expectStatus(desk, 'guild', 'Pending')
  await row(desk, '#558').getByRole('link', { name: '#558' }).click()
  await desk.getByRole('button', { name: 'Approve #558' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).dblclick()
  await expect(desk.getByText('Approved', { exact: true })).toBeVisible()
  expect(oms.ledger.arrivals).toHaveLength(2)
  expect(oms.ledger.approvals).toHaveLength(1)
  await desk.goBack()
  await expectAgreement(desk, oms)
})
