import { scrubBytes } from '../../src/oms/scrub-token.ts'

/** Removes tokens, given in their encoded form, from the bytes of an answer; everything else stays byte for byte. */
export function scrubBody(body: Buffer, tokens: readonly (string | undefined)[]): Buffer {
  let text = body.toString('latin1')
  for (const token of tokens) if (token !== undefined) text = scrubBytes(text, decodeURIComponent(token))
  return Buffer.from(text, 'latin1')
}
