import type { ApplicationStatus } from '~/record/application'
import type { ListEntry } from '~/record/list-entry'
import type { SortColumn } from '~/review/list/view/list-view'

type Order = (one: ListEntry, other: ListEntry) => number

const statusOrder: ApplicationStatus[] = [
  'pending',
  'sending',
  'unknown',
  'other kind',
  'refused',
  'not sent',
  'approved',
  'rejected',
]

/** Later applications have greater ids of OMS. What has no id comes after them, in the order of the record. */
const byId: Order = (one, other) => {
  if (one.id === undefined || other.id === undefined) {
    return Number(one.id === undefined) - Number(other.id === undefined) || one.seq - other.seq
  }
  return compareText(one.id, other.id)
}

const byTarget: Order = (one, other) =>
  compareText(one.table, other.table) || compareText(one.zone, other.zone) || compareText(one.servers, other.servers)

const yesNo = ({ autoApprove }: ListEntry): number => (autoApprove === undefined ? 0 : autoApprove ? 2 : 1)

export const orders: Record<SortColumn, Order> = {
  application: byId,
  set: (one, other) => compareText(one.set, other.set),
  app: (one, other) => compareText(one.app, other.app),
  target: byTarget,
  autoApprove: (one, other) => yesNo(one) - yesNo(other),
  status: (one, other) => statusOrder.indexOf(one.status) - statusOrder.indexOf(other.status),
}

const digits = /^\d+$/

/** Numbers of any length by their value and before other text, text by its letters. */
export function compareText(one: string, other: string): number {
  const [oneIsNumber, otherIsNumber] = [digits.test(one), digits.test(other)]
  if (oneIsNumber !== otherIsNumber) return oneIsNumber ? -1 : 1
  if (oneIsNumber && one.length !== other.length) return one.length - other.length
  return one < other ? -1 : one > other ? 1 : 0
}
