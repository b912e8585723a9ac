import * as z from 'zod/mini'
import { send } from '~/oms/client'
import { readAnswer, type Evidence } from '~/oms/evidence'
import { settleEndpoint } from '~/oms/endpoints'
import type { AttemptId } from '~/oms/ids'
import type { UnknownOutcome } from '~/oms/outcome'

/** What the gate says of an attempt: evidence as good as a fresh answer, or that OMS may still answer it. `no word`: the gate could not be asked. */
export type Settled = Evidence | { kind: 'on its way' } | { kind: 'no word' }

const settled = z.object({
  attempt: z.discriminatedUnion('state', [
    z.object({
      state: z.literal('answered'),
      status: z.number(),
      charset: z.optional(z.string()),
      /** The bytes of OMS's answer, in base64. */
      body: z.string(),
    }),
    z.object({
      state: z.literal('gave up'),
      kind: z.string(),
      sent: z.union([z.literal(false), z.literal('maybe')]),
      why: z.optional(z.string()),
    }),
    z.object({ state: z.literal('on its way') }),
    z.object({ state: z.literal('lost') }),
    z.object({ state: z.literal('closed') }),
  ]),
})

/**
 * Asks the gate what happened to an attempt. One that never reached the gate is closed by that: it can't reach OMS any more, which
 * proves that it was not sent where `memory` is the one that the gate had when the attempt began. Never throws.
 */
export async function settle(
  attempt: AttemptId,
  { memory = '', token }: { memory?: string | undefined; token: string | undefined },
): Promise<Settled> {
  const evidence = await send(settleEndpoint, { parts: { attempt }, body: JSON.stringify({ memory }), token })
  if (evidence.kind !== 'answer') return { kind: 'no word' }
  // A gate that keeps no answers has no such address.
  if (evidence.status === 404) return { kind: 'lost', reason: 'gate' }
  const answer = settled.safeParse(evidence.json)
  if (evidence.status !== 200 || !answer.success) return { kind: 'no word' }
  const { attempt: found } = answer.data
  switch (found.state) {
    case 'answered': {
      const bytes = bytesIn(found.body)
      if (bytes === undefined) return { kind: 'no word' }
      const type = found.charset === undefined ? null : `application/json; charset=${found.charset}`
      return readAnswer(found.status, bytes, { type, token })
    }
    case 'gave up': {
      const { state: _state, ...proxy } = found
      return { kind: 'answer', status: statusOf(found), text: JSON.stringify({ proxy }), json: { proxy } }
    }
    case 'on its way':
      return { kind: 'on its way' }
    case 'lost':
      return { kind: 'lost', reason: 'gate' }
    case 'closed':
      return { kind: 'not sent', why: 'closed' }
  }
}

function bytesIn(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

/** As the gate answers when it gives up. */
function statusOf({ kind }: { kind: string }): number {
  return kind.endsWith('time-out') ? 504 : 502
}

/** Whether the gate may know more of an attempt than that: the answer was lost before this page, or it came from something in between. */
export function maySettle({ why, status = 0 }: UnknownOutcome): boolean {
  const isGatewayError = status >= 502 && status <= 504
  switch (why) {
    case 'gate':
      return false
    // OMS's own, or that of a front before the gate.
    case 'answer':
      return isGatewayError
    // With these the gate says that OMS gave it no answer.
    case 'proxy':
      return !isGatewayError
    case 'connection':
    case 'deadline':
    case 'redirect':
    case 'too large':
    case 'orphan':
      return true
  }
}
