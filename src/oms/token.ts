import * as z from 'zod/mini'
import { parseJson } from '~/oms/answer-text'
import { ask } from '~/oms/ask'
import type { Answer } from '~/oms/evidence'
import { endpoints } from '~/oms/endpoints'
import { code, wordsIn } from '~/oms/messages'
import type { Failure } from '~/oms/outcome'
import { judgeQuestion, refusedWith } from '~/oms/refusal'

/** Why there is no token: OMS refused, nothing was sent, or what came is neither a token nor a refusal. */
export class SignInError extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(`sign-in: ${failure.kind}`)
    this.failure = failure
  }
}

const granted = z.object({
  code: z.optional(z.nullable(z.pipe(z.pipe(code, z.transform(Number)), z.literal(0)))),
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
  const failure = judgeQuestion(evidence)
  // In the proxy's own words no token stands.
  if (evidence.kind !== 'answer' || failure.kind === 'not sent') throw new SignInError(failure)
  const answer = granted.safeParse(evidence.json)
  if (evidence.status === 200 && answer.success) return answer.data.token
  const told = withoutToken(evidence)
  const refusal = refused.safeParse(told.json)
  if (told.status === 200 && refusal.success && Number(refusal.data.code) !== 0) {
    throw new SignInError(refusedWith(wordsIn(told.json)))
  }
  throw new SignInError(judgeQuestion(told))
}

/** What is told of an answer that is no documented one must not tell the token in it. */
function withoutToken({ status, text, json }: Answer): Answer {
  const scrubbed = (said: string) =>
    said
      .replaceAll(/(token\\*"\s*:\s*\\*")(?:[^"\\]|\\.)+/gi, '$1[token]')
      // Whatever else stands around it: OMS's tokens have 40 characters. What follows a backslash is an escape of JSON.
      .replaceAll(/(?<!\\)[\w-]{32,}/g, (run) => (/\d/.test(run) ? '[token]' : run))
  const told = json === undefined ? undefined : parseJson(scrubbed(JSON.stringify(json)))
  return { kind: 'answer', status, text: scrubbed(text), ...(told !== undefined && { json: told }) }
}
