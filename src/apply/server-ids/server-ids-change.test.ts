import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { t } from '~/test/texts'
import { readServerIds } from '~/apply/values/server-ids'
import { describeArrival, findWord, idsElsewhere, readArrival, withoutWord } from '~/apply/server-ids/server-ids-change'

const [a, b, c] = ['126.2.2.2', '126.2.2.3', '126.2.2.4'] as const
const part = fc.nat({ max: 20 }).map(String)
const id = fc.tuple(part, part, part, part).map((parts) => parts.join('.'))
const arrival = (before: string, after: string) =>
  describeArrival(t, readArrival(before, after) ?? { added: 0, duplicates: 0, invalid: [] })

test.each([
  ['a paste into the empty box', '', `${a}\n${b}`, '2 added'],
  ['one that repeats itself', '', `${a}\n${b}\n${a}`, '2 added, 1 duplicate'],
  ['one with a word that is no id', '', `${a}\n${b}\n126.2.2`, '2 added, 1 not an id: 126.2.2'],
  ['one with several words that are not ids', '', `${a} x y`, '1 added, 2 not ids: x, y'],
  ['one after what is there', a, `${a}\n${b}\n${c}`, '2 added'],
  ['one before what is there', a, `${b}\n${c}\n${a}`, '2 added'],
  ['one that brings what is there', `${a}\n`, `${a}\n${a}\n${b}`, '1 added, 1 duplicate'],
  ['one with only what is there', `${a} ${b} `, `${a} ${b} ${b} ${a}`, '0 added, 2 duplicates'],
  ['one in the place of everything', `${a} ${b}`, `${c} 126.9.9.9`, '2 added'],
  ['earlier duplicates count no second time', `${a} ${a} `, `${a} ${a} ${b} ${c}`, '2 added'],
])('tells what %s did', (_name, before, after, told) => {
  expect(arrival(before, after)).toBe(told)
})

test.each([
  ['a hand that types an id', '126.2.2.', a],
  ['one id pasted', '', a],
  ['a separator', a, `${a}\n`],
  ['a removal', `${a} ${b} ${c}`, a],
  ['everything removed', `${a} ${b}`, ''],
  ['nothing', a, a],
])('tells nothing of %s', (_name, before, after) => {
  expect(readArrival(before, after)).toBeUndefined()
})

test('what is pasted into an empty box adds up to the line that describes the list', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(id, fc.constantFrom('x', '1.2')), { minLength: 2 }), (words) => {
      const { ids, duplicates, invalid } = readServerIds(words.join('\n'))
      const told = arrival('', words.join('\n'))
      expect(told).toContain(`${ids.length} added`)
      expect(told.includes(`${duplicates.length} duplicate`)).toBe(duplicates.length > 0)
      expect(told.includes(`${invalid.length} not `)).toBe(invalid.length > 0)
    }),
  )
})

test.each([
  ['the first as a whole', '126.2.2.22 126.2.2.2', a, [11, 20]],
  ['one between quotes', `"${a}"`, a, [1, 10]],
  ['one with marks that are not seen', `x \u202a126.\u200b2.2.2\u202c y`, a, [3, 13]],
  ['no id that is only part of another', '126.2.2.22 1126.2.2.2', a, undefined],
])('finds %s', (_name, text, word, place) => {
  expect(findWord(text, word)).toEqual(place)
})

test.each([
  ['the one', `${a}\n${b}\n${c}`, `${a}\n${c}`],
  ['the first', `${b}, ${a}`, a],
  ['the last', `${a}\n${b}`, `${a}\n`],
  ['each of several', `${b} ${a} ${b} ${b}`, `${a} `],
  ['no longer one', `${b}3 ${a}`, `${b}3 ${a}`],
])('removes %s and leaves the rest as it was', (_name, text, rest) => {
  expect(withoutWord(text, b)).toBe(rest)
})

test('removing an id leaves exactly the others, in their order', () => {
  fc.assert(
    fc.property(
      fc.array(id, { minLength: 1 }),
      fc.constantFrom('\n', ', ', '\t', ' "'),
      fc.nat(),
      (ids, between, at) => {
        const removed = ids[at % ids.length] ?? ''
        expect(readServerIds(withoutWord(ids.join(between), removed)).ids).toEqual([
          ...new Set(ids.filter((other) => other !== removed)),
        ])
      },
    ),
  )
})

test.each([
  ['126.2', ['127.2.2.2', '1260.2.1.1']],
  ['126.20', [a, '127.2.2.2', '1260.2.1.1']],
  ['12', [a, '127.2.2.2', '1260.2.1.1']],
  ['', []],
])('with set and app %j, what begins otherwise is %j', (beginning, elsewhere) => {
  expect(idsElsewhere([a, '127.2.2.2', '1260.2.1.1'], beginning)).toEqual(elsewhere)
})

test('a word is removed in one look at the text, however often it stands there', () => {
  const looks = vi.spyOn(String.prototype, 'replaceAll')
  const looksAt = (count: number) => {
    looks.mockClear()
    expect(withoutWord(`\u200b${a} `.repeat(count) + b, a)).toBe(`\u200b`.repeat(count) + b)
    return looks.mock.calls.length
  }
  expect(looksAt(200)).toBeLessThan(2.5 * looksAt(100))
})
