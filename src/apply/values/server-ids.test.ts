import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { t } from '~/test/texts'
import { describeServerIds, readServerIds } from '~/apply/values/server-ids'

test.each([
  ['spaces', '126.2.2.2 126.2.2.3'],
  ['lines', '126.2.2.2\n126.2.2.3\n'],
  ['Windows lines', '126.2.2.2\r\n126.2.2.3\r\n'],
  ['tabs', '126.2.2.2\t126.2.2.3'],
  ['commas', '126.2.2.2,126.2.2.3,'],
  ['semicolons', '126.2.2.2; 126.2.2.3'],
  ['full-width punctuation', '126.2.2.2，126.2.2.3；'],
  ['enumeration commas', '126.2.2.2、126.2.2.3'],
  ['quotes', '"126.2.2.2","126.2.2.3"'],
  ['no-break spaces', '\u00a0126.2.2.2\u00a0126.2.2.3'],
  ['curly quotes and corner brackets', '“126.2.2.2”「126.2.2.3」'],
  ['the brackets of a JSON array', '["126.2.2.2","126.2.2.3"]'],
  ['direction marks', '\u202a126.2.2.2\u202c \u200e126.2.2.3'],
  ['byte order mark and zero-width space', '\ufeff126.2.2.2\u200b\n126.2.2.3'],
  ['marks inside of them', '126.2.\u200b2.2 126\u00ad.2.2.3'],
  ['a mix', ' ,;\t126.2.2.2 ;\n, 126.2.2.3 \n\n'],
])('reads ids between %s', (_name, text) => {
  expect(readServerIds(text)).toEqual({ ids: ['126.2.2.2', '126.2.2.3'], duplicates: [], invalid: [] })
})

test('keeps the order, and reports what is repeated, each time', () => {
  expect(readServerIds('126.2.2.3 126.2.2.2 126.2.2.3 126.2.2.3')).toEqual({
    ids: ['126.2.2.3', '126.2.2.2'],
    duplicates: ['126.2.2.3', '126.2.2.3'],
    invalid: [],
  })
})

test.each([
  '126.2.2',
  '126.2.2.2.2',
  '126.2.2.x',
  '126.02.2.2',
  '126.2.2.-1',
  '126..2.2',
  '１２６.2.2.2',
  '0',
  'a',
  '126.2.2.2/24',
])('lists %s as no id', (word) => {
  expect(readServerIds(`126.2.2.2 ${word}`)).toEqual({ ids: ['126.2.2.2'], duplicates: [], invalid: [word] })
})

test('nothing is nothing', () => {
  expect(readServerIds(' \n,;')).toEqual({ ids: [], duplicates: [], invalid: [] })
})

test('any list comes back from any separators', () => {
  const part = fc.nat().map(String)
  const id = fc.tuple(part, part, part, part).map((parts) => parts.join('.'))
  const separator = fc.array(fc.constantFrom(' ', '\n', '\t', ',', ';', '，', '\u00a0', '"'), { minLength: 1 })
  fc.assert(
    fc.property(fc.uniqueArray(id), fc.array(separator, { minLength: 1 }), (ids, separators) => {
      const text = ids.map((one, index) => one + (separators[index % separators.length] ?? []).join('')).join('')
      expect(readServerIds(text).ids).toEqual(ids)
    }),
  )
})

test.each([
  ['126.2.2.2', '1 server'],
  ['126.2.2.2 126.2.2.3 126.2.2.2', '2 servers, 1 duplicate'],
  ['126.2.2.2 126.2.2.2 126.2.2.2 126.2.2', '1 server, 2 duplicates, 1 not an id: 126.2.2'],
  ['x y', '0 servers, 2 not ids: x, y'],
  ['a b c d e f g h i j k l', '0 servers, 12 not ids: a, b, c, d, e, f, g, h, i, j and 2 more'],
  ['9'.repeat(100), `0 servers, 1 not an id: ${'9'.repeat(40)}…`],
  [' ,', undefined],
])('tells of %j: %s', (text, told) => {
  expect(describeServerIds(t, readServerIds(text))).toBe(told)
})
