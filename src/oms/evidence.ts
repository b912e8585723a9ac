import { scrubToken } from './access-token.ts'
import { decodeAnswer, decoded, parseJson } from './answer-text.ts'
import type { NotSent } from './outcome.ts'

/** An answer of OMS, or of the gate in its own name: the HTTP status and the body without the token. {@link Evidence} says what `text` and `json` are. */
export type Answer = { kind: 'answer'; status: number; text: string; json?: unknown }

/**
 * What is known of a request. `answer.json` is missing when the body is not JSON in UTF-8, from its first to its last
 * byte; a whole number beyond 2^53 arrives in it as a string of digits. `answer.text` is for a person, in whatever charset it came.
 * Lost with the reason `gate`: the gate has no answer of OMS either.
 */
export type Evidence =
  | Answer
  | { kind: 'lost'; status?: number; reason: 'connection' | 'deadline' | 'redirect' | 'too large' | 'gate' }
  | NotSent

/** An answer from its bytes and its Content-Type, without the token. */
export function readAnswer(
  status: number,
  bytes: Uint8Array,
  { type, token }: { type: string | null; token: string | undefined },
): Evidence {
  const scrub = (text: string) => (token === undefined ? text : scrubToken(text, token))
  const whole = decodeAnswer(bytes, type)
  const text = scrub(whole)
  // Only UTF-8 is judged: in another charset an id or a message would be a guess.
  const utf8 = decoded(bytes, 'utf-8') ?? ''
  const json = parseJson(utf8 === whole ? text : scrub(utf8))
  return { kind: 'answer', status, text, ...(json !== undefined && { json }) }
}
