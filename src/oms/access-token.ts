import { bytesOf, scrubBytes } from './scrub-token.ts'

/** The header form of a token: everything but `A-Z a-z 0-9 - . _ ~` percent-encoded. */
export function encodeToken(token: string): string {
  return encodeURIComponent(token.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Replaces the token in whichever form, so that a server that echoes it can't put it on a screen or into storage. */
export function scrubToken(text: string, token: string): string {
  const bytes = bytesOf(text)
  const scrubbed = scrubBytes(bytes, token)
  return scrubbed === bytes ? text : new TextDecoder().decode(Uint8Array.from(scrubbed, (byte) => byte.charCodeAt(0)))
}
