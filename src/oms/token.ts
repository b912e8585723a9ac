import * as z from 'zod/mini'
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
  if (evidence.kind === 'answer' && evidence.status === 200) {
    const answer = granted.safeParse(evidence.json)
    if (answer.success) return answer.data.token
    const refusal = refused.safeParse(evidence.json)
    if (refusal.success && refusal.data.code !== 0) throw new SignInError(refusedWith(wordsIn(evidence.json)))
  }
  throw new SignInError(judgeQuestion(evidence))
}
