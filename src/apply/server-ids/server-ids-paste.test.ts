import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readServerIds } from '~/apply/values/server-ids'
import { gapsAround, joinManyLines } from '~/apply/server-ids/server-ids-paste'

test.each([
  ['after an id', '126.2.2.2', 9, 9, '126.2.2.3', ['\n', '']],
  ['before an id', '126.2.2.2', 0, 0, '126.2.2.3', ['', '\n']],
  ['inside a word', '126.2.2.2', 4, 4, '126.2.2.3', ['\n', '\n']],
  ['after a separator', '126.2.2.2\n', 10, 10, '126.2.2.3', ['', '']],
  ['with a separator of its own', '126.2.2.2', 9, 9, '\n126.2.2.3', ['', '']],
  ['between quotes of its own', '126.2.2.2', 9, 9, '"126.2.2.3"', ['', '']],
  ['into the empty box', '', 0, 0, '126.2.2.3', ['', '']],
  ['in the place of everything', '126.2.2.2', 0, 9, '126.2.2.3', ['', '']],
  ['of a part that completes an id', '126.', 4, 4, '2.2', ['', '']],
  ['of a part that completes an id, from its front', '2.2.2', 0, 0, '126.', ['', '']],
])('a paste %s is kept apart where it would glue', (_name, text, start, end, pasted, gaps) => {
  expect(gapsAround(text, start, end, pasted)).toEqual(gaps)
})

test('a whole id that is pasted anywhere is read as it is, and what stood there too', () => {
  const part = fc.nat({ max: 300 }).map(String)
  const id = fc.tuple(part, part, part, part).map((parts) => parts.join('.'))
  fc.assert(
    fc.property(id, id, fc.boolean(), (typed, pasted, atEnd) => {
      const at = atEnd ? typed.length : 0
      const [before, after] = gapsAround(typed, at, at, pasted)
      const { ids } = readServerIds(typed.slice(0, at) + before + pasted + after + typed.slice(at))
      expect(new Set(ids)).toEqual(new Set([typed, pasted]))
    }),
  )
})

test('very many lines become one that holds the same words in the same order', () => {
  const lines = Array.from({ length: 2000 }, (_none, index) => `126.2.2.${index}`)
  const joined = joinManyLines(`${lines.join('\r\n')}\r\n`)
  expect(joined).not.toContain('\n')
  expect(readServerIds(joined).ids).toEqual(lines)
})

test('a list that a person can overlook keeps its lines', () => {
  expect(joinManyLines('126.2.2.2\r\n126.2.2.3\r\n')).toBe('126.2.2.2\r\n126.2.2.3\r\n')
})

test.each(['\r\n', '\n', ''])(
  'a column of a thousand rows that ends in %j does not glue to what stands there',
  (ending) => {
    const pasted = joinManyLines(Array.from({ length: 1000 }, (_, index) => `126.2.2.${index}`).join('\r\n') + ending)
    const [before, after] = gapsAround('126.2.9.1', 0, 0, pasted)
    expect(readServerIds(`${before}${pasted}${after}126.2.9.1`).invalid).toEqual([])
  },
)
