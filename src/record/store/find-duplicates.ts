import { readable, type ApplicationWithStatus } from '~/record/application'
import type { Summaries } from '~/record/store/schema'
import { countsAsDuplicate, overlaps, duplicateKeyRanges, recentMs } from '~/record/duplicates'
import type { ApplicationDraft } from '~/oms/application-draft'

/**
 * The applications that a new one may repeat, newest first: the open ones near its place, and those that were approved a
 * short time ago, found by their indexes. What this desk can't read is left out.
 */
export async function findDuplicates(
  applications: Summaries,
  draft: ApplicationDraft,
  now: number,
): Promise<ApplicationWithStatus[]> {
  const near = duplicateKeyRanges(draft)?.map(({ from, to }) => IDBKeyRange.bound(from, to)) ?? [undefined]
  const [from, to] = [now - recentMs, now + recentMs].map((time) => new Date(time).toISOString())
  const found = await Promise.all([
    ...near.map((range) => applications.index('open').getAll(range)),
    applications.index('approvedAt').getAll(IDBKeyRange.bound(from, to)),
  ])
  const distinct = new Map(found.flat().map((summary) => [summary.key, summary]))
  return readable([...distinct.values()], now)
    .filter((one) => countsAsDuplicate(one, now) && overlaps(draft, one.requested))
    .toSorted((one, other) => other.seq - one.seq)
}
