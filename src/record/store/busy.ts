import { isRunning } from '~/record/lease'
import type { Read } from '~/record/store/schema'

/** The keys of the applications that have something on its way to OMS. */
export async function busyApplications(transaction: Read): Promise<Set<string>> {
  const now = Date.now()
  const claims = await transaction.objectStore('claims').getAll()
  return new Set(claims.flatMap(({ application, expires }) => (isRunning(expires, now) ? [application] : [])))
}
