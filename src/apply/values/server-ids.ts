import type { Texts } from '~/i18n/i18n'
import { serverIdPattern } from '~/oms/application-draft'
import { withoutUnseen } from '~/ui/text/visible-text'

/**
 * Server ids read from pasted text. Each id once and in order; every further time that one stands there is a
 * duplicate; each word that is no id once. So pasted rows become ids, duplicates and other words.
 */
export type ServerIdList = { ids: string[]; duplicates: string[]; invalid: string[] }

/**
 * Everything that people and spreadsheets put between or around ids: white space, full-width punctuation, quotes of
 * several scripts, and the brackets of a JSON array.
 */
const separator = String.raw`[\s,;'"，；、“”‘’「」『』\[\]]`
const separators = new RegExp(`${separator}+`, 'u')
const onlySeparator = new RegExp(`^${separator}$`, 'u')

/** Whether a character stands between ids; the ends of a text do. */
export function isSeparator(character: string | undefined): boolean {
  return character === undefined || onlySeparator.test(character)
}

// The schema, the preview and the field read the same text, one after the other, at each key.
let last = { text: '', list: { ids: [], duplicates: [], invalid: [] } as ServerIdList } // a literal's empty arrays are never[]

/** The words of a list with any mix of separators, as they are seen. */
export function listWords(text: string): string[] {
  return withoutUnseen(text)
    .split(separators)
    .filter((word) => word !== '')
}

/** Reads a list of server ids from text with any mix of separators. */
export function readServerIds(text: string): ServerIdList {
  if (text !== last.text) last = { text, list: read(text) }
  return last.list
}

function read(text: string): ServerIdList {
  const ids = new Set<string>()
  const duplicates: string[] = []
  const invalid = new Set<string>()
  for (const word of listWords(text)) {
    if (ids.has(word)) duplicates.push(word)
    else if (serverIdPattern.test(word)) ids.add(word)
    else invalid.add(word)
  }
  return { ids: [...ids], duplicates, invalid: [...invalid] }
}

/** Most words that a row of buttons names. */
export const listedLimit = 10

/** What a text holds, in one line; undefined for a text without words. */
export function describeServerIds(t: Texts, { ids, duplicates, invalid }: ServerIdList): string | undefined {
  if (ids.length + invalid.length === 0) return undefined
  return t.list([t('serverIds.count', { count: ids.length }), ...alsoMentions(t, duplicates.length, invalid)])
}

/** The parts of a line that tell what is not sent, or only once. */
export function alsoMentions(t: Texts, duplicates: number, invalid: string[]): string[] {
  return [
    ...(duplicates === 0 ? [] : [t('serverIds.duplicates', { count: duplicates })]),
    ...(invalid.length === 0 ? [] : [t('serverIds.notIds', { count: invalid.length, ids: t.joinFirst(invalid) })]),
  ]
}
