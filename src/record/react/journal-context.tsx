import { useIsMutating, useQueryClient, type Query, type QueryClient } from '@tanstack/react-query'
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
  useEffect(() => journal.subscribe(() => readAnew(queryClient, journal)), [journal, queryClient])
  useEffect(() => watchOrphans(journal), [journal])
  const sending = useIsMutating({ predicate: ({ options }) => options.meta?.reachesOms === true }) > 0
  useLeaveWarning(sending)
  return <JournalContext value={journal}>{children}</JournalContext>
}

/**
 * Reads everything anew. Changes may come faster than something can be read: a reading that is under way goes on to its end and, since
 * it may be older than what has changed, is done once more.
 */
function readAnew(queryClient: QueryClient, journal: Journal): void {
  const ofJournal = { queryKey: journalKey(journal) }
  const underWay = queryClient.getQueryCache().findAll({ ...ofJournal, fetchStatus: 'fetching' })
  const read = (filters: { predicate?: (query: Query) => boolean }) =>
    void queryClient.invalidateQueries({ ...ofJournal, ...filters }, { cancelRefetch: false })
  read({})
  for (const query of underWay) {
    const again = () => read({ predicate: (other) => other === query })
    query.promise?.then(again, again)
  }
}

/** The journal of this page's environment. Throws outside of a JournalProvider. */
export function useJournal(): Journal {
  const journal = use(JournalContext)
  if (journal === undefined) throw new Error('useJournal needs a JournalProvider')
  return journal
}
