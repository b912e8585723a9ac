import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** False for the first render of the page as the build has rendered it, which knew nothing of the browser and the environment. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
