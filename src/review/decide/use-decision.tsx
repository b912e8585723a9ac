import { useCallback, useRef, useState } from 'react'
import type { ApplicationWithStatus } from '~/record/application'
import { lazyPart } from '~/ui/lazy-part'

const dialogs = {
  reject: lazyPart(async () => (await import('~/review/decide/reject-dialog')).RejectDialog),
  approve: lazyPart(async () => (await import('~/review/decide/approve-dialog')).ApproveDialog),
}

export type Decision = { action: 'reject' | 'approve'; application: ApplicationWithStatus }

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
  const DecisionDialog = deciding && dialogs[deciding.action]
  const dialog = DecisionDialog && (
    <DecisionDialog
      application={deciding.application}
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
