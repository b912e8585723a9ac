import { useSyncExternalStore } from 'react'

const minuteMs = 60_000

/** The time, in milliseconds, as it was at the last full minute; redraws once a minute. */
export function useMinute(): number {
  return useSyncExternalStore(
    (onMinute) => {
      const timer = setInterval(onMinute, minuteMs / 4)
      return () => clearInterval(timer)
    },
    () => Math.floor(Date.now() / minuteMs) * minuteMs,
  )
}
