import { useEffect, useRef, useState } from 'react'

/** Stops a run after what is under way: when a person wants it, or when the component goes. */
export function useStop() {
  const control = useRef<AbortController>(undefined)
  const [isStopping, setIsStopping] = useState(false)
  useEffect(() => () => control.current?.abort(), [])
  return {
    isStopping,
    /** For a new run. */
    newSignal: (): AbortSignal => {
      setIsStopping(false)
      control.current = new AbortController()
      return control.current.signal
    },
    stop: () => {
      setIsStopping(true)
      control.current?.abort()
    },
  }
}
