import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, type ReactNode } from 'react'
import { journalKey } from '~/journal/queries'
import type { Journal } from '~/journal/store'

const JournalContext = createContext<Journal | undefined>(undefined)

/** Gives the screens their journal, and redraws them from it whenever any tab has written. */
export function JournalProvider({ journal, children }: { journal: Journal; children: ReactNode }) {
  const queryClient = useQueryClient()
  useEffect(
    () => journal.subscribe(() => void queryClient.invalidateQueries({ queryKey: journalKey(journal) })),
    [journal, queryClient],
  )
  return <JournalContext value={journal}>{children}</JournalContext>
}

export function useJournal(): Journal {
  const journal = use(JournalContext)
  if (journal === undefined) throw new Error('useJournal needs a JournalProvider')
  return journal
}
