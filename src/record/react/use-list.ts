import { useQuery } from '@tanstack/react-query'
import { useEffect, useReducer, useSyncExternalStore } from 'react'
import { isUnderWay, keysOf, type ApplicationWithStatus } from '~/record/application'
import { useJournal } from '~/record/react/journal-context'
import { listIndexOf } from '~/record/react/list-index'
import { journalKey } from '~/record/react/queries'
import type { AttemptId } from '~/oms/ids'

/** All applications of the journal in short, newest first; more and more of them while they are being read. */
export function useListSnapshot() {
  const { subscribe, snapshot } = listIndexOf(useJournal())
  return useSyncExternalStore(subscribe, snapshot)
}

/** These applications by their keys, those of before too, as they are now; undefined until they are read. */
export function useLatest(keys: readonly string[]): ReadonlyMap<string, ApplicationWithStatus> | undefined {
  const journal = useJournal()
  return useQuery({
    queryKey: [...journalKey(journal), 'latest', keys],
    queryFn: async () => {
      const read = await listIndexOf(journal).loadFull(keys)
      return new Map(read.flatMap((one) => keysOf(one).map((key) => [key, one])))
    },
    refetchInterval: ({ state }) => ([...(state.data?.values() ?? [])].some(isUnderWay) ? 5_000 : false),
  }).data
}

/** The applications of these keys, as far as they are in memory; the others are read, and follow. */
export function useRows(keys: readonly string[]): (key: AttemptId) => ApplicationWithStatus | undefined {
  const { cached, loadFull } = listIndexOf(useJournal())
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const missing = keys.filter((key) => cached(key) === undefined).join('\n')
  useEffect(() => {
    // What can't be read stays unread, as in the list, which says so.
    if (missing !== '') loadFull(missing.split('\n')).then(redraw, () => {})
  }, [loadFull, missing])
  return cached
}
