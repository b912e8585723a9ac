import { withStatus, type Application, type ApplicationStatus } from '~/record/application'
import { isAmiss } from '~/record/attention'
import { awaitedSince } from '~/record/overdue'
import { targetKey, type TargetKey } from '~/record/duplicates'

/** A summary as it is stored: with what its indexes are built on, derived whenever it is written. */
export type StoredApplication = Application & {
  order: {
    /** As `id`, while it is pending. */
    pending?: [digits: number, id: string]
    /** Its place, while a new application for the same may be asked about because of it. */
    open?: TargetKey
    /** Its OMS id, so that numbers of any length come in their order. */
    id?: [digits: number, id: string]
    /**
     * When nothing of it is under way any more, where something is amiss then; else as what it waits, and since when.
     * Both in ms since 1970.
     */
    attention?: number | [status: ApplicationStatus, since: number]
  }
}

/** A summary with what its indexes are built on. */
export function toStored(one: Application): StoredApplication {
  return { ...one, order: orderOf(one) }
}

/** What its indexes are built on. */
export function orderOf(one: Application): StoredApplication['order'] {
  // At the end of time nothing is under way any more.
  const atLast = withStatus(one, Infinity)
  const { status } = atLast
  const id: [number, string] | undefined = one.id === undefined ? undefined : [one.id.length, one.id]
  const since = awaitedSince(atLast)
  return {
    ...(status === 'pending' && id !== undefined && { pending: id }),
    ...((status === 'pending' || status === 'unknown') && { open: targetKey(atLast.requested) }),
    ...(id !== undefined && { id }),
    ...(isAmiss(atLast) ? { attention: endOf(one) } : since !== undefined && { attention: [status, since] }),
  }
}

/** When no answer can come any more for what was sent last, in ms since 1970. */
function endOf({ expires, rejection, approval, execution }: Application): number {
  const ends = [expires, rejection?.expires, approval?.expires, execution?.expires]
  return Math.max(...ends.flatMap((end) => (end === undefined ? [] : Date.parse(end))))
}
