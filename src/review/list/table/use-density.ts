import { useJournal } from '~/record/react/journal-context'
import { browserText, useBrowserText } from '~/ui/text/browser-text'

export const densities = ['compact', 'comfortable'] as const
export type Density = (typeof densities)[number]

const kept = browserText('density')

/** How high the rows of the list are, in all tabs of this browser. */
export function useDensity(): [Density, (next: Density) => void] {
  const { name } = useJournal()
  const text = useBrowserText(kept, name)
  return [text === 'comfortable' ? text : 'compact', (next) => kept.write(name, next)]
}
