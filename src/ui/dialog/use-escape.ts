import { useWindowEvent } from '@mantine/hooks'
import { useEffect, useState } from 'react'

/** Those that are open, the topmost last. */
const open: object[] = []

/** Escape closes the topmost dialog alone; Mantine's own closes all that are open. */
export function useEscape(onClose: () => void): void {
  const [me] = useState({})
  useEffect(() => {
    open.push(me)
    return () => void open.splice(open.indexOf(me), 1)
  }, [me])
  useWindowEvent(
    'keydown',
    (event) => {
      const { key, isComposing, defaultPrevented, target } = event
      if (key !== 'Escape' || isComposing || defaultPrevented || open.at(-1) !== me) return
      // Mantine marks a field whose list is open: there Escape closes the list.
      if (target instanceof Element && target.getAttribute('data-mantine-stop-propagation') === 'true') return
      event.preventDefault()
      onClose()
    },
    { capture: true },
  )
}
