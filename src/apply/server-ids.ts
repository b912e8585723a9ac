import { serverId } from '~/oms/application-draft'

/** Server ids read from pasted text: each once and in order, with what was repeated and what is no id. */
export type ServerIdList = { ids: string[]; duplicates: string[]; invalid: string[] }

/** Everything that people and spreadsheets put between or around ids; full-width, no-break and zero-width included. */
const separators = /[\s,;'"`，；、\u200b-\u200f\u2060\ufeff]+/u

/** The words of a list with any mix of separators. */
export function listWords(text: string): string[] {
  return text.split(separators).filter((word) => word !== '')
}

/** Reads a list of server ids from text with any mix of separators. */
export function readServerIds(text: string): ServerIdList {
  const ids = new Set<string>()
  const duplicates = new Set<string>()
  const invalid = new Set<string>()
  for (const word of listWords(text)) {
    if (!serverId.safeParse(word).success) invalid.add(word)
    else if (ids.has(word)) duplicates.add(word)
    else ids.add(word)
  }
  return { ids: [...ids], duplicates: [...duplicates], invalid: [...invalid] }
}
