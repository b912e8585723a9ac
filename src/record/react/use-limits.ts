import { useCallback, useMemo } from 'react'
import { readLimits, type Limits } from '~/record/limits'
import { useJournal } from '~/record/react/journal-context'
import { browserText, useBrowserText } from '~/ui/text/browser-text'

const kept = browserText('limits')

/** The person's limits in this environment, in all tabs of this browser. */
export function useLimits(): [Limits, (next: Limits) => void] {
  const { name } = useJournal()
  const text = useBrowserText(kept, name)
  const setLimits = useCallback((next: Limits) => kept.write(name, JSON.stringify(next)), [name])
  return [useMemo(() => readLimits(text), [text]), setLimits]
}
