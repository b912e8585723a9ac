import { application as applicationSchema, keysOf, withStatus } from '~/record/application'
import { isOpen } from '~/record/batch-plan'
import { clearability } from '~/record/clearability'
import { isRunning } from '~/record/lease'
import { rowsOf } from '~/record/store/database'
import { positionKey, type Write } from '~/record/store/schema'

/** Of the progress is told once for so many applications. */
const toldEvery = 100

/**
 * Forgets these applications, except what is on its way to OMS and what belongs to a table that is not at its end.
 * A table goes with the last of its applications. Resolves to how many were forgotten.
 */
export async function forgetIn(
  transaction: Write,
  keys: string[],
  onProgress: (part: number) => void,
): Promise<number> {
  const now = Date.now()
  const [applications, events] = [transaction.objectStore('applications'), transaction.objectStore('events')]
  const [claims, batches] = [transaction.objectStore('claims'), transaction.objectStore('batches')]
  const outbox = transaction.objectStore('outbox')
  let counted = 0
  const busy = await busyApplications(transaction, now)
  const openTables = new Set<string>()
  for (const batch of await batches.getAll()) {
    const rows = await applications.index('batch').getAll(rowsOf(batch.id))
    if (isOpen({ batch, applications: rows }, now)) openTables.add(batch.id)
  }
  const gone = new Set<string>()
  const idsGone = new Set<string>()
  const rowsGone = new Map<string, Set<number>>()
  for (const [index, key] of keys.entries()) {
    if (index % toldEvery === 0) onProgress(index / keys.length)
    const summary = applicationSchema.safeParse(await applications.get(key))
    if (!summary.success) continue
    const members = keysOf(summary.data)
    if (members.some((one) => busy.has(one))) continue
    const kind = clearability(withStatus(summary.data, now), openTables)
    if (kind === 'sending' || kind === 'in a table') continue
    counted += 1
    if (summary.data.batch !== undefined) {
      const { id, row } = summary.data.batch
      const rows = rowsGone.get(id) ?? new Set()
      rowsGone.set(id, rows)
      const ofRow = await applications.index('batch').getAll([id, row])
      if (ofRow.every(({ seq }) => seq <= summary.data.seq)) rows.add(row)
    }
    if (summary.data.id !== undefined) idsGone.add(summary.data.id)
    await applications.delete(key)
    for (const member of members) {
      gone.add(member)
      await outbox.delete(member)
      for (const seq of await events.index('application').getAllKeys(member)) await events.delete(seq)
    }
  }
  await keepCleared(transaction, [...gone, ...idsGone])
  for (let cursor = await claims.openCursor(); cursor !== null; cursor = await cursor.continue()) {
    if (gone.has(cursor.value.application)) await cursor.delete()
  }
  for (const [id, cleared] of rowsGone) {
    const left = await applications.index('batch').count(rowsOf(id))
    const batch = await batches.get(id)
    if (left === 0) await batches.delete(id)
    // A row that is forgotten must not look like one that was never sent.
    else if (batch !== undefined) {
      const rows = batch.rows.map((one, row) => (cleared.has(row) ? { ...one, cleared: true as const } : one))
      await batches.put({ ...batch, stopped: true, rows })
    }
  }
  return counted
}

/** Remembers what is cleared while the team's record is read from its beginning. */
async function keepCleared(transaction: Write, keysAndIds: string[]): Promise<void> {
  const positions = transaction.objectStore('position')
  const position = await positions.get(positionKey)
  if (position === undefined || position.seq >= position.room) return
  await positions.put({ ...position, cleared: [...(position.cleared ?? []), ...keysAndIds] }, positionKey)
}

/** The keys of the applications that have something on its way to OMS. */
async function busyApplications(transaction: Write, now: number): Promise<Set<string>> {
  const claims = await transaction.objectStore('claims').getAll()
  return new Set(claims.flatMap(({ application, expires }) => (isRunning(expires, now) ? [application] : [])))
}
