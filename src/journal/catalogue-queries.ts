import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ListedApplication } from '~/journal/application'
import { catalogueOf } from '~/journal/catalogue'
import { isUnderWay } from '~/journal/entry'
import { useJournal } from '~/journal/journal-context'
import { journalKey } from '~/journal/queries'
import type { Journal } from '~/journal/store'

// Both answers share what has not changed by themselves; comparing a hundred thousand entries would cost more than reading them.
const structuralSharing = false

const catalogueQueries = {
  contents: (journal: Journal) =>
    queryOptions({
      queryKey: [...journalKey(journal), 'contents'],
      queryFn: () => catalogueOf(journal).contents(),
      structuralSharing,
      // What is being sent turns unknown by time alone.
      refetchInterval: ({ state }) => (state.data?.entries.some(isUnderWay) === true ? 5_000 : false),
    }),
  whole: (journal: Journal, keys: readonly string[]) =>
    queryOptions({
      queryKey: [...journalKey(journal), 'whole', keys],
      queryFn: async () => new Map((await catalogueOf(journal).whole(keys)).map((one) => [one.key, one])),
      structuralSharing,
      gcTime: 0,
    }),
}

/** All applications of the journal in short, newest first; more and more of them while they are being read. */
export function useContents() {
  const journal = useJournal()
  const client = useQueryClient()
  useEffect(
    () =>
      catalogueOf(journal).onMore(
        () => void client.invalidateQueries({ queryKey: catalogueQueries.contents(journal).queryKey }),
      ),
    [journal, client],
  )
  return useQuery(catalogueQueries.contents(journal))
}

/** These applications whole, by their keys, as far as they are in memory; the others are read and follow. */
export function useWhole(keys: readonly string[]): (key: string) => ListedApplication | undefined {
  const journal = useJournal()
  const { data } = useQuery({ ...catalogueQueries.whole(journal, keys), placeholderData: keepPreviousData })
  return (key) => catalogueOf(journal).kept(key) ?? data?.get(key)
}
