import { applicationStatus, type Application } from '~/record/application'
import { requestedTarget } from '~/record/requested-target'
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
  }
}

export function toStored(one: Application): StoredApplication {
  // At the end of time nothing is under way any more.
  const status = applicationStatus(one, Infinity)
  const id: [number, string] | undefined = one.id === undefined ? undefined : [one.id.length, one.id]
  return {
    ...one,
    order: {
      ...(status === 'pending' && id !== undefined && { pending: id }),
      ...((status === 'pending' || status === 'unknown') && { open: targetKey(requestedTarget(one)) }),
      ...(id !== undefined && { id }),
    },
  }
}
