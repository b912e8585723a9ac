import * as z from 'zod/mini'
import { parseJson } from '~/oms/answer-text'
import { ask } from '~/oms/ask'
import { endpoints } from '~/oms/endpoints'
import { wordsIn } from '~/oms/messages'
import type { NotSent, Refusal, UnknownOutcome } from '~/oms/outcome'
import { judgeQuestion, refusedWith } from '~/oms/refusal'

/** Why there is no token: OMS refused, nothing was sent, or what came is neither a token nor a refusal. */
export class SignInError extends Error {
  readonly failure: Refusal | NotSent | UnknownOutcome

  constructor(failure: SignInError['failure']) {
    super(`sign-in: ${failure.kind}`)
    this.failure = failure
  }
}

const code = z.pipe(z.union([z.number(), z.string().check(z.regex(/^-?\d+$/))]), z.transform(Number))
const granted = z.object({
  code: z.optional(z.nullable(z.pipe(code, z.literal(0)))),
  token: z.string().check(z.minLength(1)),
})
const refused = z.object({ code })

/**
 * Asks OMS for an access token (oms-api.md section 4). OMS names no lifetime; a token may expire at
 * any time. Throws {@link SignInError}.
 */
export async function requestToken(
  credentials: { username: string; password: string },
  signal: AbortSignal,
): Promise<string> {
  const evidence = await ask(endpoints.token, { body: JSON.stringify(credentials), signal })
  if (evidence.kind !== 'answer') throw new SignInError(judgeQuestion(evidence))
  const { status, json, text } = evidence
  const answer = granted.safeParse(json)
  if (status === 200 && answer.success) return answer.data.token
  const told = json === undefined ? undefined : parseJson(withoutToken(JSON.stringify(json)))
  const refusal = refused.safeParse(told)
  if (status === 200 && refusal.success && refusal.data.code !== 0) throw new SignInError(refusedWith(wordsIn(told)))
  const rest = { kind: 'answer' as const, status, text: withoutToken(text), ...(told !== undefined && { json: told }) }
  throw new SignInError(judgeQuestion(rest))
}

/** What is told of an answer that is no documented one must not tell the token in it. */
function withoutToken(text: string): string {
  return text.replaceAll(/(token"\s*:\s*")(?:[^"\\]|\\.)+/gi, '$1[token]')
}
