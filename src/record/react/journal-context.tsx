import { useIsMutating, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, type ReactNode } from 'react'
import { watchOrphans } from '~/record/store/orphans'
import { journalKey } from '~/record/react/queries'
import type { Journal } from '~/record/store/store'
import { useLeaveWarning } from '~/ui/use-leave-warning'

const JournalContext = createContext<Journal | undefined>(undefined)

declare module '@tanstack/react-query' {
  interface Register {
    /** `reachesOms`: a mutation that must not be cut short by leaving the page. */
    mutationMeta: { reachesOms?: true }
  }
}

/**
 * Gives the screens their journal, redraws them from it whenever any tab has written, records what a closed tab
 * left behind, and warns before this page is left with something on its way.
 */
export function JournalProvider({ journal, children }: { journal: Journal; children: ReactNode }) {
  const queryClient = useQueryClient()
  useEffect(() => journal.subscribe(() => void readAnew(queryClient, journal)), [journal, queryClient])
  useEffect(() => watchOrphans(journal), [journal])
  const sending = useIsMutating({ predicate: ({ options }) => options.meta?.reachesOms === true }) > 0
  useLeaveWarning(sending)
  return <JournalContext value={journal}>{children}</JournalContext>
}

/** A query's first reading is not begun anew while it is under way, and may be older than what has changed: it is read once more. */
async function readAnew(queryClient: QueryClient, journal: Journal): Promise<void> {
  const ofJournal = { queryKey: journalKey(journal) }
  const reading = queryClient.getQueryCache().findAll({ ...ofJournal, fetchStatus: 'fetching' })
  const firsts = new Set(reading.filter(({ state }) => state.data === undefined))
  await queryClient.invalidateQueries(ofJournal)
  await queryClient.invalidateQueries(
    { ...ofJournal, predicate: (query) => firsts.has(query) },
    { cancelRefetch: false },
  )
}

/** The journal of this page's environment. Throws outside of a JournalProvider. */
export function useJournal(): Journal {
  const journal = use(JournalContext)
  if (journal === undefined) throw new Error('useJournal needs a JournalProvider')
  return journal
}
