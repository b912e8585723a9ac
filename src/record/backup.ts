import { transactionOf, type Application } from '~/record/application'
import { transactionState } from '~/oms/transaction-detail'

/** Every approved application is in one of these. `unknown`: OMS has not told, no longer tells, or tells of another application. */
export const backupStates = ['not started', 'running', 'suspended', 'completed', 'failed', 'unknown'] as const
export type BackupState = (typeof backupStates)[number]

/**
 * How far the backup of an application is, as OMS told it last; undefined while it is not approved. What OMS's other statuses
 * mean is open: a transaction that OMS has changed since it was made counts as running (*inferred*), an untouched one as not started.
 */
export function backupState(one: Application): BackupState | undefined {
  if (one.approvedAt === undefined) return undefined
  const { detail } = one.backup ?? {}
  if (one.another === true || detail === undefined || detail.id !== transactionOf(one) || detail.status === '')
    return 'unknown'
  const state = transactionState(detail)
  if (state !== 'open') return state
  return detail.updateTime === '' || detail.updateTime === detail.createTime ? 'not started' : 'running'
}

/** Whether nothing more will happen to a backup. */
export function hasEnded(state: BackupState | undefined): boolean {
  return state === 'completed' || state === 'failed'
}

/** Whether OMS's details have changed since the latest order to start or resume it was sent. */
export function hasChangedSinceOrder({ execution, backup }: Pick<Application, 'execution' | 'backup'>): boolean {
  return execution !== undefined && backup !== undefined && backup.at > execution.sentAt
}

/**
 * When a backup was made. By this desk's clock, in ms since 1970: when it was approved, where a desk of this record applied for it or
 * approved it, and after which time it was completed. By OMS's clock, as OMS wrote them and empty where it has not told:
 * when its transaction was made and changed last.
 */
export type BackupTimes = {
  begunAt: number | undefined
  completedAfter: number | undefined
  createTime: string
  updateTime: string
}

/** The times of the backup of an application; undefined while it is not approved. */
export function backupTimes(one: Application): BackupTimes | undefined {
  const { approvedAt, approval, draft, backup } = one
  if (approvedAt === undefined) return undefined
  const isOurs = draft !== undefined || approval?.outcome?.kind === 'approved'
  const after = completedAfter(one)
  const { createTime = '', updateTime = '' } = backup?.detail.id === transactionOf(one) ? (backup?.detail ?? {}) : {}
  return {
    begunAt: isOurs ? Date.parse(approvedAt) : undefined,
    completedAfter: after === undefined ? undefined : Date.parse(after),
    createTime,
    updateTime,
  }
}

/**
 * After which time, as this desk's clock goes, the backup was completed: the last at which it was known not to be. Undefined where it
 * is not completed, and where nobody's desk has seen it before: then only OMS's clock tells.
 */
export function completedAfter(one: Application): string | undefined {
  if (backupState(one) !== 'completed') return undefined
  const { backup, approval, draft, sentAt } = one
  return backup?.openAt ?? (approval?.outcome?.kind === 'approved' ? approval.sentAt : draft && sentAt)
}
