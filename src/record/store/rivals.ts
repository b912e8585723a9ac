import { application as applicationSchema, listed, type ListedApplication } from '~/record/application'
import type { Summaries } from '~/record/store/database'
import { countsAsDuplicate, overlaps, placesNear, recentMs } from '~/record/overlap'
import type { ApplicationDraft } from '~/oms/application-draft'

/**
 * The applications that a new one may repeat, newest first: the open ones near its place, and those that were sent a
 * short time ago, found by their indexes. What this desk can't read is left out.
 */
export async function rivalsOf(
  applications: Summaries,
  draft: ApplicationDraft,
  now: number,
): Promise<ListedApplication[]> {
  const near = placesNear(draft)?.map(({ from, to }) => IDBKeyRange.bound(from, to)) ?? [undefined]
  const found = await Promise.all([
    ...near.map((range) => applications.index('open').getAll(range)),
    applications.index('sentAt').getAll(IDBKeyRange.lowerBound(new Date(now - recentMs).toISOString())),
  ])
  const distinct = new Map(found.flat().map((summary) => [summary.key, summary]))
  return [...distinct.values()]
    .flatMap((summary) => {
      const parsed = applicationSchema.safeParse(summary)
      return parsed.success ? [listed(parsed.data, now)] : []
    })
    .filter((one) => countsAsDuplicate(one, now) && overlaps(draft, one.asked))
    .toSorted((one, other) => other.seq - one.seq)
}
