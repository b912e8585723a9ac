import { useMemo } from 'react'
import { readNamed, storedNamed, type Named, type NamedRefusal } from '~/record/named'
import { useJournal } from '~/record/react/journal-context'
import { browserText, useBrowserText } from '~/ui/text/browser-text'

const kept = browserText('named')

/** Everything that has a name in this environment, in all tabs of this browser. */
export function useNamed(): Named[] {
  const text = useBrowserText(kept, useJournal().name)
  return useMemo(() => readNamed(text), [text])
}

/** The same at this moment. */
export function keptNamed(journalName: string): Named[] {
  return readNamed(kept.read(journalName))
}

/** Changes what is kept by now, which another tab may have changed. Says why it could not; then all stays as it was. */
export function changeNamed(
  journalName: string,
  change: (list: Named[]) => Named[] | NamedRefusal,
): NamedRefusal | 'not stored' | undefined {
  const stored = kept.read(journalName)
  const next = change(readNamed(stored))
  if (!Array.isArray(next)) return next
  return kept.replace(journalName, storedNamed(stored, next)) ? undefined : 'not stored'
}
