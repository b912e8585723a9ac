import * as z from 'zod/mini'
import type { Evidence } from '~/oms/client'
import type { NotSent, Refusal, UnknownOutcome } from '~/oms/outcome'

const proxyError = z.object({
  proxy: z.object({
    kind: z.string(),
    sent: z.union([z.literal(false), z.literal('maybe')]),
    why: z.optional(z.string()),
  }),
})
const yiiError = z.object({ name: z.string(), message: z.string(), status: z.optional(z.number()) })
const whitelistError = z.object({ source_ip: z.string() })
const tokenError = z.object({ code: z.number(), error: z.string() })

/**
 * Judges whatever is not the wanted answer: one reader for the failure shapes of oms-api.md
 * section 3 and for the proxy's own errors. A shape it does not know is unknown, never a failure.
 */
export function judgeFailure(evidence: Evidence): Refusal | NotSent | UnknownOutcome {
  if (evidence.kind === 'not sent') return evidence
  if (evidence.kind === 'lost') {
    const { reason, status } = evidence
    return { kind: 'unknown', why: reason, ...(status !== undefined && { status }) }
  }
  const { status, json } = evidence
  const own = proxyError.safeParse(json)
  if (own.success) {
    const { kind, sent, why } = own.data.proxy
    return sent === false
      ? { kind: 'not sent', why: why === undefined ? kind : `${kind}: ${why}` }
      : unknownFrom(evidence, 'proxy')
  }
  if (status === 401) return { kind: 'refused', reason: 'token', messages: readMessages(json) ?? [] }
  const whitelist = whitelistError.safeParse(json)
  if (whitelist.success) {
    return { kind: 'refused', reason: 'whitelist', messages: [whitelist.data.source_ip] }
  }
  const messages = readMessages(json)
  // 409 is the proxy's once-per-id guard: an earlier arrival of the same request may have gone through.
  if (messages !== undefined && status >= 400 && status < 500 && status !== 409) {
    return { kind: 'refused', reason: 'request', messages }
  }
  return unknownFrom(evidence)
}

/** What an answer leaves open, with as much of its text as is useful to a person. */
export function unknownFrom(
  evidence: Extract<Evidence, { kind: 'answer' }>,
  why: 'answer' | 'proxy' = 'answer',
): UnknownOutcome {
  return { kind: 'unknown', why, status: evidence.status, text: evidence.text.slice(0, 2000).toWellFormed() }
}

/** The texts of a documented failure body, or undefined for a shape that OMS does not document. */
export function readMessages(json: unknown): string[] | undefined {
  const yii = yiiError.safeParse(json)
  if (yii.success) return [yii.data.message === '' ? yii.data.name : yii.data.message]
  const token = tokenError.safeParse(json)
  if (token.success) return [token.data.error]
  if (!Array.isArray(json)) return readFieldMessages(json)
  const messages = flatTexts(json)
  return messages?.length === 0 ? undefined : messages
}

const fieldMap = z.record(z.string(), z.array(z.unknown()))

/** The texts of a field -> messages map, each led by its field's wire name. */
export function readFieldMessages(json: unknown): string[] | undefined {
  const fields = fieldMap.safeParse(json)
  if (!fields.success) return undefined
  const texts: string[] = []
  for (const [field, list] of Object.entries(fields.data)) {
    const messages = flatTexts(list)
    if (messages === undefined) return undefined
    texts.push(...messages.map((message) => `${field}: ${message}`))
  }
  return texts.length === 0 ? undefined : texts
}

/** Texts of a list that may hold further lists; undefined as soon as it holds anything else. */
function flatTexts(list: unknown[]): string[] | undefined {
  const texts: unknown[] = list.flat(5)
  return texts.every((text) => typeof text === 'string') ? texts : undefined
}
