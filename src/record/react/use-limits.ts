import { useMemo } from 'react'
import { readLimits, type Limits } from '~/record/limits'
import { useJournal } from '~/record/react/journal-context'
import { browserText, useBrowserText } from '~/ui/text/browser-text'

const kept = browserText('limits')

/** The person's limits for this environment, and what changes them. */
export function useLimits(): [limits: Limits, setLimits: (next: Limits) => void] {
  const { name } = useJournal()
  const text = useBrowserText(kept, name)
  return [useMemo(() => readLimits(text), [text]), (next) => kept.write(name, JSON.stringify(next))]
}
