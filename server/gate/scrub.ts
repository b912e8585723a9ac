import { scrubBytes } from '../../src/oms/scrub-token.ts'

/** Removes a token, given in its encoded form, from the bytes of an answer; everything else stays byte for byte. */
export function scrubBody(body: Buffer, token: string): Buffer {
  return Buffer.from(scrubBytes(body.toString('latin1'), decodeURIComponent(token)), 'latin1')
}
