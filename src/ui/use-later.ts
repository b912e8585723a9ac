import { useDeferredValue } from 'react'

/** False when a component is first drawn, true from the next drawing on, which comes right after and holds nobody up. */
export function useLater(): boolean {
  return useDeferredValue(true, false)
}
