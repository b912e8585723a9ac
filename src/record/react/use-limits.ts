import { useCallback, useMemo } from 'react'
import { changedLimits, readLimits, type Limits } from '~/record/limits'
import { useJournal } from '~/record/react/journal-context'
import { browserText, useBrowserText } from '~/ui/text/browser-text'

const kept = browserText('limits')

/** The person's limits in this environment, in all tabs of this browser, and the way to change some of them. */
export function useLimits(): [Limits, (change: Partial<Limits>) => void] {
  const { name } = useJournal()
  const text = useBrowserText(kept, name)
  const change = useCallback(
    (changed: Partial<Limits>) => kept.write(name, changedLimits(kept.read(name), changed)),
    [name],
  )
  return [useMemo(() => readLimits(text), [text]), change]
}
