import * as z from 'zod/mini'
import { findJson, plainText } from './answer-text.ts'
import type { Answer, Evidence } from './evidence.ts'
import { everythingIn, failureMessages, fieldMessages, namesWhitelist, whitelistMessages, wordsIn } from './messages.ts'
import type { Failure, RawAnswer, Refusal, UnknownOutcome } from './outcome.ts'

const proxyError = z.object({
  proxy: z.object({
    kind: z.string(),
    sent: z.union([z.literal(false), z.literal('maybe')]),
    why: z.optional(z.string()),
    by: z.optional(z.string()),
    at: z.optional(z.string()),
  }),
})

/**
 * Judges whatever is not the wanted answer: one reader for the failure shapes of oms-api.md
 * section 3 and for the proxy's own errors. A shape it does not know is unknown, never a failure.
 */
export function judgeFailure(evidence: Evidence): Failure {
  if (evidence.kind === 'not sent') return evidence
  if (evidence.kind === 'lost') {
    const { reason, status } = evidence
    if (status === 401) return { kind: 'refused', reason: 'token', messages: [] }
    return { kind: 'unknown', why: reason, ...(status !== undefined && { status }) }
  }
  const { status, json } = evidence
  const own = proxyError.safeParse(json)
  if (own.success) {
    const { kind, sent, why, by, at } = own.data.proxy
    if (sent !== false) return unknownFrom(evidence, 'proxy')
    const other = kind === 'duplicate' && at !== undefined ? { at, ...(by !== undefined && { by }) } : undefined
    return { kind: 'not sent', why: why === undefined ? kind : `${kind}: ${why}`, ...(other && { other }) }
  }
  if (status === 401) return { kind: 'refused', reason: 'token', messages: failureMessages(json) ?? wordsIn(json) }
  const whitelist = whitelistMessages(json)
  if (whitelist !== undefined) return { kind: 'refused', reason: 'whitelist', messages: whitelist }
  const messages = failureMessages(json)
  // 409 is the proxy's once-per-id guard: an earlier arrival of the same request may have gone through.
  if (messages !== undefined && status >= 400 && status < 500 && status !== 409) return refusedWith(messages)
  return unknownFrom(evidence)
}

/** The same for a question, which changes nothing: a failure that is documented is believed with HTTP 200 as well, unless it is a list, as good answers are. */
export function judgeQuestion(evidence: Evidence): Failure {
  const failure = judgeFailure(evidence)
  if (evidence.kind !== 'answer' || evidence.status !== 200 || failure.kind !== 'unknown') return failure
  const messages = Array.isArray(evidence.json) ? undefined : failureMessages(evidence.json)
  return messages === undefined ? failure : refusedWith(messages)
}

/** The same for an answer of 200 to a decision or an order, where the field map is a refusal too. */
export function judgeUnwanted(answer: Answer): Failure {
  const messages = fieldMessages(answer.json)
  return messages === undefined ? judgeFailure(answer) : refusedWith(messages)
}

/** A refusal in OMS's words, which may be about the address that it sees. */
export function refusedWith(messages: string[]): Refusal {
  return { kind: 'refused', reason: messages.some(namesWhitelist) ? 'whitelist' : 'request', messages }
}

/** What an answer leaves open, with as much of what it says as is useful to a person. */
export function unknownFrom({ status, json, text }: Answer, why: 'answer' | 'proxy' = 'answer'): UnknownOutcome {
  const found = json === undefined ? findJson(text) : { json, around: '' }
  const around = plainText(found?.around ?? text)
  const said = [...(around === '' ? [] : [around]), ...everythingIn(found?.json)].join('; ')
  return { kind: 'unknown', why, status, text: said.slice(0, 2000).toWellFormed() }
}

/** An answer as it is kept, the first of its text; undefined where OMS gave none or the proxy speaks in its own name. */
export function rawAnswer(evidence: Evidence): RawAnswer | undefined {
  if (evidence.kind !== 'answer' || proxyError.safeParse(evidence.json).success) return undefined
  return { status: evidence.status, text: evidence.text.slice(0, 4000).toWellFormed() }
}
