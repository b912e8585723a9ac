import type { ApplicationDraft } from '~/oms/application-draft'
import type { ApplyDetail } from '~/oms/detail'
import type { ApplyOutcome } from '~/oms/outcome'
import { untold, type TransactionDetail } from '~/oms/transaction-detail'
import type { Application } from '~/record/application'
import type { ApplyIntent, OutcomeEvent } from '~/record/events'

/** When whatever a test records was sent, and until when it may be answered. */
export const at = '2026-11-23T10:00:00.000Z'
export const expires = '2026-11-23T10:01:00.000Z'

/** When OMS was asked, in a test that asks it now. */
export function justNow(): string {
  return new Date().toISOString()
}

/** When something was sent that is sent now, and until when it may be answered. */
export function underWay() {
  return { at: justNow(), expires: new Date(Date.now() + 60_000).toISOString() }
}

/** What is asked for one table of the mock's world. */
export function draftFor(tableName: string, zoneId = '0'): ApplicationDraft {
  return { setId: '126', appId: '2', target: { scope: 'tables', zoneId, tableName }, autoApprove: false }
}

/** What is asked for four servers, to be approved at once. */
export const serversDraft: ApplicationDraft = {
  ...draftFor('player'),
  target: {
    scope: 'servers',
    zoneId: '',
    tableName: '',
    serverIds: ['126.2.2.2', '126.2.2.3', '126.2.2.4', '126.2.2.5'],
  },
  autoApprove: true,
}

/** An application for the table `key`. */
export function applied(key: string, rest: Partial<ApplyIntent> = {}): ApplyIntent {
  const draft = draftFor(key)
  return { kind: 'apply intent', application: key, attempt: key, at, expires, body: '{}', draft, ...rest }
}

/** What came of it. */
export function ended(key: string, outcome: ApplyOutcome, when = at): OutcomeEvent {
  return { kind: 'apply outcome', application: key, attempt: key, at: when, outcome }
}

export function accepted(id: string): ApplyOutcome & { kind: 'accepted' } {
  return { kind: 'accepted', id, approval: { kind: 'none' } }
}

/** What OMS says of application 558. */
export function detailOf(rest: Partial<ApplyDetail> = {}): ApplyDetail {
  const target = { setId: '126', zoneId: '0', tableName: 'player' }
  const state = { username: '', status: '0', decidedBy: '', transaction: '0' }
  return { id: '558', ...target, ...state, createTime: '', updateTime: '', servers: '', ...rest }
}

/** What OMS says of backup transaction 260. */
export function transactionOf(rest: Partial<TransactionDetail> = {}): TransactionDetail {
  return { ...untold('260'), status: '1', ...rest }
}

/** Application 558, of which this desk knows what is given. */
export function applicationOf(rest: Partial<Application> = {}): Application {
  return { key: 'a', seq: 1, id: '558', sentAt: at, expires: at, ...rest }
}

/** Application 558 as it was applied for here, for that table. */
export function pendingFor(tableName: string, rest: Partial<Application> = {}): Application {
  return applicationOf({ draft: draftFor(tableName), outcome: accepted('558'), ...rest })
}
