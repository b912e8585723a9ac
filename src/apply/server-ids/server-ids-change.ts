import { alsoMentions, isSeparator, listWords, readServerIds } from '~/apply/values/server-ids'
import type { Texts } from '~/i18n/i18n'
import { withoutUnseen } from '~/ui/text/visible-text'

type Arrival = { added: number; duplicates: number; invalid: string[] }

/**
 * What a change of the text inserted when that were several words at once; undefined for a hand that types,
 * and for a removal. Words count by how often they stood there before, whatever part of the text was replaced.
 */
export function readArrival(before: string, after: string): Arrival | undefined {
  if (listWords(inserted(before, after)).length < 2) return undefined
  const { ids, invalid } = readServerIds(after)
  const earlier = countWords(before)
  const added = ids.filter((id) => !earlier.has(id)).length
  const invalidNew = invalid.filter((word) => !earlier.has(word))
  const duplicates = countRepeated(after, earlier)
  return added + duplicates + invalidNew.length === 0 ? undefined : { added, duplicates, invalid: invalidNew }
}

export function describeArrival(t: Texts, { added, duplicates, invalid }: Arrival): string {
  return t.list([t('serverIds.added', { count: added }), ...alsoMentions(t, duplicates, invalid)])
}

/** How many times more than before, and more than once, ids stand in a text. */
function countRepeated(text: string, earlier: Map<string, number>): number {
  const { duplicates } = readServerIds(text)
  const counts = new Map<string, number>()
  for (const id of duplicates) counts.set(id, (counts.get(id) ?? 0) + 1)
  return [...counts].reduce((sum, [id, more]) => sum + Math.max(0, more - Math.max(0, (earlier.get(id) ?? 0) - 1)), 0)
}

/** The part of a text that an earlier one does not have between their common beginning and end. */
function inserted(before: string, after: string): string {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  return after.slice(start, after.length - end)
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of listWords(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Where a word first stands as a whole, as start and end in the text, what is not seen of it included. */
export function findWord(text: string, word: string): [number, number] | undefined {
  const [first] = wordPlaces(text, word)
  return first
}

function* wordPlaces(text: string, word: string): Generator<[number, number]> {
  const seen = withoutUnseen(text)
  const places = seen.length === text.length ? undefined : seenPlaces(text)
  for (let start = seen.indexOf(word); start >= 0; start = seen.indexOf(word, start + 1)) {
    const end = start + word.length
    if (!isSeparator(seen[start - 1]) || !isSeparator(seen[end])) continue
    yield places === undefined ? [start, end] : [places[start] ?? 0, (places[end - 1] ?? 0) + 1]
  }
}

/** Where in a text each unit of what is seen of it stands. */
function seenPlaces(text: string): number[] {
  const places: number[] = []
  let at = 0
  for (const character of text) {
    if (withoutUnseen(character) !== '') for (let unit = 0; unit < character.length; unit += 1) places.push(at + unit)
    at += character.length
  }
  return places
}

/** The text without a word, wherever it stands, and without what separated it from the next; the rest as it was. */
export function withoutWord(text: string, word: string): string {
  let rest = ''
  let kept = 0
  for (const [start, end] of wordPlaces(text, word)) {
    rest += text.slice(kept, start)
    kept = end
    while (kept < text.length && isSeparator(text[kept])) kept += 1
  }
  return rest + text.slice(kept)
}

/**
 * The ids whose first two parts are not set and app; none while the beginning that they make is not known and empty. That they are equal is
 * inferred from the documented examples, hence a warning and never an error.
 */
export function idsElsewhere(ids: string[], beginning: string): string[] {
  return beginning === '' ? [] : ids.filter((id) => !id.startsWith(`${beginning}.`))
}
