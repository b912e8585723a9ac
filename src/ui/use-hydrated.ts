import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** False while the page is as the build has rendered it: where it knew nothing of the browser and the environment. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
