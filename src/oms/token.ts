import * as z from 'zod/mini'
import { endpoints } from '~/oms/endpoints'
import { send } from '~/oms/client'
import { judgeFailure, readMessages } from '~/oms/refusal'

/** Why OMS gave no token. `messages` are OMS's own words; none where nobody answered. `worker`: not sent, as `NotSent` says. */
export class SignInError extends Error {
  readonly reason: 'refused' | 'whitelist' | 'no answer' | 'worker'
  readonly messages: string[]

  constructor(reason: SignInError['reason'], messages: string[]) {
    super(`sign-in: ${reason}`)
    this.reason = reason
    this.messages = messages
  }
}

const tokenAnswer = z.object({ code: z.literal(0), token: z.string().check(z.minLength(1)) })

/**
 * Asks OMS for an access token (oms-api.md section 4). OMS names no lifetime; a token may expire at
 * any time. Throws {@link SignInError}.
 */
export async function requestToken(credentials: { username: string; password: string }): Promise<string> {
  const evidence = await send(endpoints.token, { body: JSON.stringify(credentials) })
  if (evidence.kind === 'answer' && evidence.status === 200) {
    const answer = tokenAnswer.safeParse(evidence.json)
    if (answer.success) return answer.data.token
    const messages = readMessages(evidence.json)
    if (messages !== undefined) throw new SignInError('refused', messages)
  }
  const failure = judgeFailure(evidence)
  if (failure.kind === 'not sent' && failure.why === 'worker') throw new SignInError('worker', [])
  if (failure.kind !== 'refused') throw new SignInError('no answer', [])
  throw new SignInError(failure.reason === 'whitelist' ? 'whitelist' : 'refused', failure.messages)
}
