import { keepPreviousData, queryOptions, usePrefetchQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useReducer } from 'react'
import type { ApplicationWithStatus } from '~/record/application'
import { catalogueOf } from '~/record/react/catalogue'
import { isUnderWay } from '~/record/list-entry'
import { useJournal } from '~/record/react/journal-context'
import { journalKey } from '~/record/react/queries'
import type { Journal } from '~/record/store/store'

// The answers share what has not changed by themselves; comparing a hundred thousand entries would cost more than reading them.
const structuralSharing = false

export const catalogueQueries = {
  contents: (journal: Journal) =>
    queryOptions({
      queryKey: [...journalKey(journal), 'contents'],
      queryFn: () => catalogueOf(journal).contents(),
      structuralSharing,
      // What is being sent turns unknown by time alone.
      refetchInterval: ({ state }) => (state.data?.entries.some(isUnderWay) === true ? 5_000 : false),
    }),
  latest: (journal: Journal, keys: readonly string[]) =>
    queryOptions({
      queryKey: [...journalKey(journal), 'latest', keys],
      queryFn: async () => new Map((await catalogueOf(journal).whole(keys)).map((one) => [one.key, one])),
      structuralSharing,
    }),
}

/** All applications of the journal in short, newest first; more and more of them while they are being read. */
export function useListSnapshot() {
  const journal = useJournal()
  const client = useQueryClient()
  useEffect(() => {
    const { queryKey } = catalogueQueries.contents(journal)
    const { onMore, latest } = catalogueOf(journal)
    const refresh = () => void client.invalidateQueries({ queryKey })
    const shown = client.getQueryData(queryKey)
    // More may have come between the first answer and this: drawing a part of the page takes its time.
    if (shown !== undefined && shown !== latest()) refresh()
    return onMore(refresh)
  }, [journal, client])
  // Begun while this renders, if not before: the effect of a query comes after everything is drawn for the first time.
  usePrefetchQuery(catalogueQueries.contents(journal))
  return useQuery(catalogueQueries.contents(journal))
}

/** These applications by their keys, as they are now; undefined until they are read. */
export function useLatest(keys: readonly string[]): ReadonlyMap<string, ApplicationWithStatus> | undefined {
  return useQuery({ ...catalogueQueries.latest(useJournal(), keys), placeholderData: keepPreviousData }).data
}

/** The rows in view, by their keys, as far as they are in memory; the others are read and follow, and then those that are next. */
export function useRows(
  keys: readonly string[],
  next: readonly string[],
): (key: string) => ApplicationWithStatus | undefined {
  const catalogue = catalogueOf(useJournal())
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const missing = keys.filter((key) => catalogue.kept(key) === undefined).join('\n')
  useEffect(() => {
    // What can't be read stays unread, as the contents do, which say so.
    if (missing !== '') catalogue.whole(missing.split('\n')).then(redraw, () => {})
    else if (next.some((key) => catalogue.kept(key) === undefined)) catalogue.whole(next).catch(() => {})
  }, [catalogue, missing, next])
  return catalogue.kept
}
