import { expectAgreement } from './ledger'
import {
  approve,
  committed,
  commitThenDrop,
  decide,
  expect,
  expectStatus,
  form,
  hang,
  openExecute,
  press,
  row,
  test,
} from './desk'
import { answered, ordinary, type Fault } from './fault-oms'

// One journey per action, with an application for each outcome; which answer means which is judged in src/oms/apply.test.ts.

const refusal = answered(400, '{"apply_id":["no such thing"]}')
const unclear = 'It is unknown whether OMS carried out'

const withApproval: Fault = committed(
  (id) => `{"apply":{"ret":0,"msg":"","id":${id}},"check":{"ret":0,"msg":"","trans_id":260}}`,
)
const html = committed(() => '<h1>Boo</h1><img src="/no-such-image">', 200, 'text/html')
const no = answered(200, '{"apply":{"ret":1,"msg":"no table in this zone"}}')

test('apply: done, approved at once, refused, or unknown, the page says it, and HTML of OMS never becomes part of it', async ({
  desk,
  oms,
}) => {
  for (const [tableName, fault, status, says, commits] of [
    ['guild', ordinary, 'Pending', '#558', 1],
    ['mail', withApproval, 'Approved', 'transaction 260', 2],
    ['rank', no, 'Refused', 'no table in this zone', 2],
    ['shop', html, 'Outcome unknown', 'status 200', 3],
  ] as const) {
    oms.obey(fault)
    await press(desk, tableName)
    await expectStatus(desk, tableName, status)
    await expect(form(desk).getByRole('status').or(form(desk).getByRole('alert')).getByText(says).first()).toBeVisible()
    expect(oms.ledger.commits).toHaveLength(commits)
  }
  expect(oms.ledger.arrivals).toHaveLength(4)
  await expect(desk.locator('img')).toHaveCount(0)
  await expectAgreement(desk, oms)
})

for (const { verb, bodyOf, done, refused, underWay, deeds } of [
  {
    verb: 'Reject',
    bodyOf: (id: string) => `{"apply_id":"${id}","memo":"not this week"}`,
    done: 'Rejected',
    refused: 'Rejection refused',
    underWay: 'Rejecting',
    deeds: 'rejections',
  },
  {
    verb: 'Approve',
    bodyOf: (id: string) => `{"uid":${id}}`,
    done: 'Transaction 15',
    refused: 'Approval refused',
    underWay: 'Approving',
    deeds: 'approvals',
  },
] as const) {
  test(`${verb.toLowerCase()}: done, refused, unknown or under way, the row says it, and a double click decides once`, async ({
    desk,
    oms,
  }) => {
    const cases = [
      ['558', ordinary, done, 1, 1],
      ['559', ordinary, done, 2, 2],
      ['560', refusal, refused, 1, 2],
      ['561', commitThenDrop, unclear, 1, 3],
      ['562', hang, underWay, 1, 3],
    ] as const
    for (const [id] of cases) {
      await press(desk, `table_${id}`)
      await expectStatus(desk, `table_${id}`, 'Pending')
    }
    for (const [id, fault, shown, clickCount, decided] of cases) {
      oms.obey(fault)
      const before = oms.ledger.arrivals.length
      const dialog = await decide(desk, verb, `#${id}`, { clickCount })
      await oms.arrived(before + 1)
      await expect(row(desk, `#${id}`)).toContainText(shown)
      if (fault === refusal || fault === commitThenDrop) {
        await expect(dialog.getByRole('alert')).toBeVisible()
        await dialog.getByRole('button', { name: 'Cancel' }).click()
      }
      expect(oms.ledger.arrivals.slice(before).map(({ body }) => body)).toEqual([bodyOf(id)])
      expect(oms.ledger[deeds]).toHaveLength(decided)
    }
    await expectAgreement(desk, oms)
  })
}

const cannot = answered(422, '{"trans_id":["当前事务状态不允许执行"]}')

for (const { verb, cases } of [
  {
    verb: 'Start',
    cases: [
      [ordinary, 'Running', 1],
      [cannot, 'Start refused', 0],
      [commitThenDrop, `${unclear} the request to start`, 1],
      [hang, 'Starting the backup', 0],
    ],
  },
  {
    verb: 'Resume',
    cases: [
      [ordinary, 'Running', 1],
      [cannot, 'Resume refused', 0],
      [commitThenDrop, `${unclear} the request to resume`, 1],
      [hang, 'Resuming the backup', 0],
    ],
  },
] satisfies { verb: 'Start' | 'Resume'; cases: [Fault, shown: string, done: number][] }[]) {
  test(`${verb.toLowerCase()}: done, refused, unknown or under way, once however often it is pressed @deep`, async ({
    desk,
    oms,
  }) => {
    for (const [index, [fault, shown, done]] of cases.entries()) {
      oms.obey(ordinary)
      await press(desk, `table_${index}`)
      await expectStatus(desk, `table_${index}`, 'Pending')
      const id = String(558 + index)
      const transaction = 1000 + Number(id)
      if (verb === 'Resume') oms.setStatus(String(transaction), 5)
      await approve(desk, `#${id}`)
      const button = await openExecute(desk, `#${id}`, verb)
      const { arrivals, executions } = oms.ledger
      const [arrived, executed] = [arrivals.length, executions.length]
      oms.obey(fault)
      await button.dblclick()
      await oms.arrived(arrived + 1)
      await expect(desk.locator('main')).toContainText(shown)
      expect(arrivals.slice(arrived)).toMatchObject([
        {
          call: verb.toLowerCase(),
          body:
            verb === 'Start' ? `{"trans_id":${transaction},"set_id":126}` : `{"set_id":126,"trans_id":${transaction}}`,
        },
      ])
      expect(executions).toHaveLength(executed + done)
      if (fault === hang) continue
      if (fault !== ordinary) await desk.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
      await desk.getByRole('link', { name: 'Apply', exact: true }).click()
    }
    await desk.goto('/')
    await expectAgreement(desk, oms)
  })
}
