import { readable, type ApplicationWithStatus } from '~/record/application'
import type { Summaries } from '~/record/store/schema'
import { countsAsDuplicate, distinct, overlaps, duplicateKeyRanges, recentMs } from '~/record/duplicates'
import type { ApplicationDraft } from '~/oms/application-draft'

/**
 * The applications that each of these new ones may repeat, newest first: the open ones near its place, and those that were approved a
 * short time ago, found by their indexes. What this desk can't read is left out. Thousands of rows share places: each is read once.
 */
export async function findDuplicates(
  applications: Summaries,
  drafts: readonly ApplicationDraft[],
  now: number,
): Promise<ApplicationWithStatus[][]> {
  const [from, to] = [now - recentMs, now + recentMs].map((time) => new Date(time).toISOString())
  const recent = readable(await applications.index('approvedAt').getAll(IDBKeyRange.bound(from, to)), now)
  const read = new Map<string, Promise<ApplicationWithStatus[]>>()
  const openIn = (range?: { from: IDBValidKey; to: IDBValidKey }) => {
    const name = JSON.stringify(range)
    const bounds = range && IDBKeyRange.bound(range.from, range.to)
    const found =
      read.get(name) ??
      applications
        .index('open')
        .getAll(bounds)
        .then((some) => readable(some, now))
    read.set(name, found)
    return found
  }
  return Promise.all(
    drafts.map(async (draft) => {
      const near = await Promise.all((duplicateKeyRanges(draft) ?? [undefined]).map(openIn))
      const found = [...near.flat(), ...recent]
      return distinct(found.filter((one) => countsAsDuplicate(one, now) && overlaps(draft, one.requested)))
    }),
  )
}
