import { useRef, useState } from 'react'
import { DecisionDialog, type Decision } from '~/review/decide/decision-dialog'

/**
 * One decision after another: `decide` opens its `dialog`, `decided` is the last one that was carried out. The focus goes to
 * `heading` then, since the button that opened the dialog is gone.
 */
export function useDecision(onDone?: () => void) {
  const [deciding, decide] = useState<Decision>()
  const [decided, setDecided] = useState<Decision>()
  const heading = useRef<HTMLHeadingElement>(null)
  const dialog = deciding && (
    <DecisionDialog
      decision={deciding}
      onClose={() => decide(undefined)}
      onDone={() => {
        decide(undefined)
        setDecided(deciding)
        heading.current?.focus({ preventScroll: true })
        onDone?.()
      }}
    />
  )
  return { decide, dialog, decided, dismiss: () => setDecided(undefined), heading }
}
