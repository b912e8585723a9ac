import { applicationsOf, searchTextOf } from './applications'

/** A key, the search as it is after it, and how many applications that finds. Where that is as many as before there is nothing to see. */
export type SearchKey = { key: string; typed: string; found: number; isSeen: boolean }

const searches = ['player 126', 'guild sara', 'release', 'demo mail']

/** Types each search and deletes it again, among `count` applications. */
export function searchKeys(count: number): SearchKey[] {
  const texts = applicationsOf(count).map(searchTextOf)
  const findings = new Map<string, number>()
  const find = (typed: string) => {
    const known = findings.get(typed)
    if (known !== undefined) return known
    const words = typed.split(' ').filter(Boolean)
    const found = texts.filter((text) => words.every((word) => text.includes(word))).length
    findings.set(typed, found)
    return found
  }
  let before = count
  const pressed = (key: string, typed: string): SearchKey => {
    const found = find(typed)
    const isSeen = found !== before
    before = found
    return { key, typed: typed.trim(), found, isSeen }
  }
  return searches.flatMap((search) => {
    const keys = search.split('')
    const typing = keys.map((key, index) => pressed(key, search.slice(0, index + 1)))
    const deleting = keys.map((_key, index) => pressed('Backspace', search.slice(0, keys.length - index - 1)))
    return [...typing, ...deleting]
  })
}
