import { keysOf } from '~/record/application'
import type { JournalEvent } from '~/record/events'
import { inSlices, nextTask } from '~/record/transfer/in-slices'
import {
  carriedApplications,
  planImport,
  type Carried,
  type Change,
  type ImportPlan,
} from '~/record/transfer/import-plan'
import type { CarriedBatch } from '~/record/transfer/export-file'
import { readConcerned, summaryOf } from '~/record/store/concerned'
import type { Read, Write } from '~/record/store/schema'
import { writeChange } from '~/record/store/write-change'

/** So many applications are looked at, and written, at a time: a step that no press has to wait for. */
const roundSize = 20

/** Of the progress is told once for so many rounds: to draw it costs as much as to write some applications. */
const toldEvery = 5

type OnProgress = (part: number) => void

/** Applications of a file, in steps between which the page can do something else. */
export async function sortCarried(events: JournalEvent[], onProgress: OnProgress): Promise<Carried[]> {
  return inSlices(carriedApplications(events), nextTask, onProgress)
}

/** Plans an import of these applications against what is here of them; `write` is told each change before the next ones are looked at. */
export async function lookAtImport(
  transaction: Read,
  carried: readonly Carried[],
  onProgress: OnProgress,
  write: (changes: Change[]) => Promise<unknown> = async () => {},
): Promise<ImportPlan> {
  const plan: ImportPlan = { changes: [], same: 0, leftOut: [] }
  const taken = new Set<string>()
  const left = [...carried]
  for (let rounds = 1; left.length > 0; rounds += 1) {
    const round = left.splice(0, roundSize)
    const later: Carried[] = []
    const known = await readConcerned(transaction, {
      keys: round.flatMap(({ keys }) => keys),
      ids: round.flatMap(({ ids }) => ids),
    })
    const changes: Change[] = []
    const touched = new Set<string>()
    for (const one of round) {
      const concerned = known.summaries.filter(
        (summary) =>
          keysOf(summary).some((key) => one.keys.includes(key)) ||
          (summary.id !== undefined && one.ids.includes(summary.id)),
      )
      const result = planImport(one, { ...known, summaries: concerned }, taken)
      if (result === 'same') plan.same += 1
      else if ('why' in result) plan.leftOut.push(result)
      // What is about the same application is looked at again once that is written.
      else if (concerned.some(({ key }) => touched.has(key))) later.push(one)
      else {
        changes.push(result)
        for (const { key } of concerned) touched.add(key)
        if (result.application.id !== undefined) taken.add(result.application.id)
      }
    }
    await write(changes)
    plan.changes.push(...changes)
    left.unshift(...later)
    if (rounds % toldEvery === 0 || left.length === 0) onProgress(1 - left.length / carried.length)
  }
  return plan
}

/** Those of the tables of a file that are not here, each once. */
export async function newBatches(transaction: Read, carried: readonly CarriedBatch[]): Promise<CarriedBatch[]> {
  const known = new Set(await transaction.objectStore('batches').getAllKeys())
  return carried.filter(({ id }) => !known.has(id) && known.add(id))
}

/**
 * Writes tables that came with a file, once their applications are written. A row of which one was made that is not here counts as
 * cleared, not as unsent. Nobody here has been shown what the rows may duplicate.
 */
export async function writeBatches(transaction: Write, carried: readonly CarriedBatch[]): Promise<void> {
  for (const { seen: _seen, ...table } of carried) {
    const rows = await Promise.all(
      table.rows.map(async ({ line, draft, cleared, application }) => {
        const isGone = application !== undefined && (await summaryOf(transaction, application)) === undefined
        return { line, draft, ...((isGone || cleared === true) && { cleared: true as const }) }
      }),
    )
    await transaction.objectStore('batches').put({ ...table, imported: true, rows })
  }
}

/** Writes changes that came with a file; what they concern is to be told to the team's record. */
export async function writeImport(transaction: Write, changes: Change[]): Promise<void> {
  await Promise.all(
    changes.map(async (change) => {
      const place = await writeChange(transaction, change)
      const outbox = transaction.objectStore('outbox')
      await Promise.all(keysOf(change.application).map((key) => outbox.put(place, key)))
    }),
  )
}
