import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { t } from '~/test/texts'
import { withStatus, type Application } from '~/record/application'
import { applicationsCsvHead, applicationsCsvRows } from '~/wording/applications-csv'
import { applicationOf, at, detailOf, pendingFor, transactionOf } from '~/test/events'

const now = Date.parse('2026-11-24T10:00:00.000Z')
const one = pendingFor('=1+1', { key: 'attempt-a', by: 'dba' })
const createTime = '2026-11-20 09:12:44'
const words = { zoneId: '1', tableName: 'guild', username: 'tcaplus', status: '-1', transaction: '408', createTime }
const detail = detailOf({ id: '559', ...words, servers: '["126.2.2.2"]' })
const read = (applications: Application[]) =>
  Papa.parse<Record<string, string>>(
    applicationsCsvHead(t).slice(1) +
      applicationsCsvRows(
        t,
        applications.map((application) => withStatus(application, now)),
      ),
    { header: true },
  ).data

test('a row has what was asked, and a formula is text', () => {
  expect(read([one])).toEqual([
    {
      'OMS id': '558',
      Status: 'Pending',
      Set: '126',
      App: '2',
      Zone: '0',
      Table: "'=1+1",
      Servers: '',
      'Auto-approve': 'No',
      'Sent at (UTC)': '2026-11-23 10:00:00',
      By: 'dba',
      Why: '',
      Memo: '',
      Transaction: '',
      Backup: '',
      'Transaction status in OMS': '',
      Messages: '',
      'Applicant in OMS': '',
      'Created in OMS': '',
      execute_status: '',
      Attempt: 'attempt-a',
    },
  ])
})

test('the words of OMS are as OMS wrote them, and what nobody has said is empty', () => {
  const [row] = read([applicationOf({ seen: { at, detail } })])
  expect(row).toMatchObject({
    Status: 'Approved',
    App: '',
    Zone: '1',
    Table: 'guild',
    Servers: '126.2.2.2',
    'Auto-approve': '',
    By: '',
    Transaction: '408',
    Messages: '',
    'Applicant in OMS': 'tcaplus',
    'Created in OMS': '2026-11-20 09:12:44',
    execute_status: "'-1",
  })
})

test('who has taken over an application, and when, is not who has sent it', () => {
  const [row] = read([applicationOf({ by: 'reviewer', seen: { at, detail } })])
  expect(row).toMatchObject({
    'Sent at (UTC)': '',
    By: '',
    'Applicant in OMS': 'tcaplus',
    'Created in OMS': createTime,
  })
})

test('a name that is not confirmed says so', () => {
  expect(read([{ ...one, unproven: true }])).toMatchObject([{ By: 'dba (name not confirmed)' }])
})

test('a memo is whole and on one line, and messages do not repeat it', () => {
  const memo = `wrong\r\n table ${'x'.repeat(2000)}`
  const rejection = { attempt: 'r', sentAt: at, expires: at, memo, outcome: { kind: 'rejected' as const } }
  const [row] = read([{ ...one, rejection }])
  expect(row).toMatchObject({ Status: 'Rejected', Memo: `wrong table ${'x'.repeat(2000)}`, Messages: '' })
})

test('what OMS said against it is among the messages', () => {
  const { id: _id, ...unnamed } = one
  const [row] = read([
    { ...unnamed, outcome: { kind: 'refused', reason: 'request', messages: ['no table', 'no zone'] } },
  ])
  expect(row).toMatchObject({ 'OMS id': '', Status: 'Refused', Messages: 'no table; no zone' })
})

test('servers are listed, all of them, and "all" is a word', () => {
  const serverIds = ['126.2.2.2', '126.2.2.3', '126.2.2.4', '126.2.2.5']
  const asks = (target: NonNullable<Application['draft']>['target']): Application => ({
    ...one,
    draft: { setId: '126', appId: '2', target, autoApprove: true },
  })
  expect(
    read([asks({ scope: 'servers', zoneId: '', tableName: '', serverIds }), asks({ scope: 'all' })]),
  ).toMatchObject([
    { Servers: '126.2.2.2 126.2.2.3 126.2.2.4 126.2.2.5', 'Auto-approve': 'Yes' },
    { Servers: 'All servers' },
  ])
  const nothing = { ...detail, zoneId: '', tableName: '', servers: '' }
  expect(read([applicationOf({ seen: { at, detail: nothing } })])).toMatchObject([
    { Servers: 'OMS names no zone, table or servers: perhaps ALL servers' },
  ])
})

test('why it was applied for is a column, and no formula', () => {
  expect(read([{ ...one, why: '=before the release' }])).toMatchObject([{ Why: "'=before the release" }])
})

test('ids beyond what a spreadsheet keeps are text', () => {
  expect(read([{ ...one, id: '9007199254740993' }])).toMatchObject([{ 'OMS id': "'9007199254740993" }])
})

test.each([
  [undefined, 'Backup state unknown', ''],
  [transactionOf({ id: '408', status: '9', statusText: '已成功完成' }), 'Completed', '9 已成功完成'],
])('beside "Approved" stands how far its backup is: %j', (known, Backup, status) => {
  const approved: Application = { ...one, seen: { at, detail }, approvedAt: at }
  const backup = known && { backup: { detail: known, at, since: at } }
  expect(read([{ ...approved, ...backup }])).toMatchObject([{ Backup, 'Transaction status in OMS': status }])
})
