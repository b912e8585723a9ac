import { useCallback, useRef, useState } from 'react'
import { DecisionDialog, type Decision } from '~/review/decide/decision-dialog'

/**
 * One decision after another: `decide` opens its `dialog`, `decided` is the last one that was carried out. The focus goes to the
 * next row then, or to `heading` where there is none, since the button that opened the dialog is gone.
 */
export function useDecision(onDone?: () => void) {
  const [deciding, setDeciding] = useState<Decision>()
  const [decided, setDecided] = useState<Decision>()
  const heading = useRef<HTMLHeadingElement>(null)
  const row = useRef<Element>(null)
  const decide = useCallback((decision: Decision) => {
    row.current = document.activeElement?.closest('tr') ?? null
    setDeciding(decision)
  }, [])
  const dialog = deciding && (
    <DecisionDialog
      decision={deciding}
      onClose={() => setDeciding(undefined)}
      onDone={() => {
        setDeciding(undefined)
        setDecided(deciding)
        const next = linkIn(row.current?.nextElementSibling) ?? linkIn(row.current?.previousElementSibling)
        ;(next ?? heading.current)?.focus({ preventScroll: true })
        onDone?.()
      }}
    />
  )
  return { decide, dialog, decided, dismiss: () => setDecided(undefined), heading }
}

function linkIn(row: Element | null | undefined): HTMLElement | null | undefined {
  return row?.querySelector<HTMLElement>('a')
}
