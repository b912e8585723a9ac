import type { Intent } from '~/record/events'
import { isRunning } from '~/record/lease'
import type { Evidence } from '~/oms/evidence'
import { judgeFailure } from '~/oms/refusal'
import { maySettle, settle } from '~/oms/settle'

/** The gate is asked again so soon while OMS may still answer it. */
export const underWayMs = 2_000

/**
 * What came of an attempt that was just sent: the gate's word where the browser has lost the answer. Asks on while OMS may still
 * answer the gate, until the lease is over.
 */
export async function settled(intent: Intent, token: string | undefined, evidence: Evidence): Promise<Evidence> {
  const failure = judgeFailure(evidence)
  if (failure.kind !== 'unknown' || !maySettle(failure)) return evidence
  for (;;) {
    const word = await settle(intent.attempt, { memory: intent.memory, token })
    if (word.kind === 'no word') return evidence
    if (word.kind !== 'on its way') return word
    if (!isRunning(intent.expires, Date.now() + underWayMs)) return evidence
    await new Promise((resolve) => setTimeout(resolve, underWayMs))
  }
}
