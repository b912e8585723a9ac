import type { Application } from '~/record/application'
import type { JournalEvent } from '~/record/events'
import { applyBody, type ApplicationDraft } from '~/oms/application-draft'
import { approveBody, rejectBody } from '~/oms/decision'
import type { ApplyOutcome } from '~/oms/outcome'
import { addedUp } from '../support/seed-applications'

const by = 'first.middle.last-name@a-department-with-a-long-name.example.com'
const memo = 'Not before the release is out, and not for a whole zone: name the tables. 维护窗口之外不备份。 '.repeat(
  20,
)
const serverIds = Array.from({ length: 300 }, (_, index) => `126.2.${Math.floor(index / 200)}.${index % 200}`)
const messages = serverIds.slice(0, 296).map((id) => `svr ${id} is not a slave process of this app.`)
const tableName = `tb_${'very_long_name_'.repeat(8)}end`

const targets = {
  tables: { scope: 'tables', zoneId: '4294967295', tableName },
  servers: { scope: 'servers', zoneId: '4294967295', tableName, serverIds },
  all: { scope: 'all' },
} as const satisfies Record<string, ApplicationDraft['target']>

type Applied = { target: keyof typeof targets; outcome: ApplyOutcome; end?: 'rejected' | 'approved' }
const accepted = (id: string) => ({ kind: 'accepted', id, approval: { kind: 'none' } }) as const

const all: Applied[] = [
  { target: 'servers', outcome: accepted('9000') },
  { target: 'all', outcome: accepted('9001') },
  { target: 'tables', outcome: accepted('9223372036854775807'), end: 'rejected' },
  { target: 'tables', outcome: accepted('9003'), end: 'approved' },
  { target: 'servers', outcome: { kind: 'refused', reason: 'request', messages } },
  { target: 'servers', outcome: { kind: 'unknown', why: 'answer', status: 500, text: '<h1>Error</h1>'.repeat(100) } },
]

function eventsOf({ target, outcome, end }: Applied, index: number): JournalEvent[] {
  const key = `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`
  const sent = Date.parse('2025-12-31T22:59:00.000Z') + index * 60_000
  const at = new Date(sent).toISOString()
  const draft = { setId: '4294967295', appId: '511', target: targets[target], autoApprove: false }
  const about = { application: key, attempt: key, at }
  const decided = { ...about, attempt: key.replace('-0000-', '-0001-') }
  const id = outcome.kind === 'accepted' ? outcome.id : ''
  const applied: JournalEvent[] = [
    { kind: 'apply intent', ...about, by, expires: at, body: applyBody(draft), draft },
    {
      kind: 'apply outcome',
      ...about,
      outcome,
      answer: { status: 200, text: JSON.stringify(outcome.kind === 'refused' ? messages : outcome).slice(0, 4000) },
    },
  ]
  if (end === 'rejected') {
    applied.push(
      { kind: 'reject intent', ...decided, by, expires: at, body: rejectBody(id, memo), memo },
      { kind: 'reject outcome', ...decided, outcome: { kind: 'rejected' } },
    )
  } else if (end === 'approved') {
    const transaction = '18446744073709551615'
    const told = { id: transaction, status: '10', statusText: '执行失败'.repeat(40), reason: '2', memo }
    const texts = { idName: `backup_${tableName}`, createdBy: by, createTime: '2025-12-31 23:59:59', updateTime: '' }
    const flags = { canRedo: '0', canSuspend: '1', canRollback: '1' }
    applied.push(
      { kind: 'approve intent', ...decided, by, expires: at, body: approveBody(id) },
      { kind: 'approve outcome', ...decided, outcome: { kind: 'approved', transaction, applicant: by } },
      { kind: 'transaction seen', ...decided, transaction: { ...told, ...texts, ...flags } },
    )
  }
  return applied
}

/** Applications with the longest values that there are. */
export function longApplications(): Application[] {
  return all.map((one, index) => addedUp(eventsOf(one, index), index + 1))
}

export function longEvents(): JournalEvent[] {
  return all.flatMap(eventsOf)
}
