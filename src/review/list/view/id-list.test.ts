import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseIds, writeIds } from '~/review/list/view/id-list'

test.each([
  ['558', ['558']],
  ['558-561', ['558', '559', '560', '561']],
  ['558-560, 700 701', ['558', '559', '560', '700', '701']],
  ['700;558，559；560、561\n562\t563', ['700', '558', '559', '560', '561', '562', '563']],
  ['558 - 560', ['558', '559', '560']],
  ['558–560', ['558', '559', '560']],
  ['#558-#559', ['558', '559']],
  ['558 557-559 558', ['558', '557', '559']],
  ['9007199254740992-9007199254740994', ['9007199254740992', '9007199254740993', '9007199254740994']],
  ['', []],
])('reads %j', (text, ids) => {
  expect(parseIds(text)).toEqual({ ids, wrong: [], tooMany: false })
})

test.each(['0', '007', '-5', '1e3', '5-', '560-558', '1-2-3', 'x', '５５８', '1'.repeat(21)])(
  'takes %j for neither an id nor a range',
  (word) => {
    expect(parseIds(`558\n${word}`)).toEqual({ ids: ['558'], wrong: [word], tooMany: false })
  },
)

test.each([
  ['1-500', false],
  ['1-501', true],
  ['1-500 1-500', false],
  ['1-500 501', true],
  ['1-99999999999999999999', true],
])('of %j it says whether they are too many: %s', (text, tooMany) => {
  expect(parseIds(text).tooMany).toBe(tooMany)
})

const id = fc.bigInt({ min: 1n, max: 2n ** 64n })
const separator = fc.constantFrom(' ', ',', ', ', '\n', '\t', ';', '，', '；', '、')

test('every id that is typed is read exactly, once and in its order, whatever is between them', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(id, separator), { maxLength: 50 }), (typed) => {
      const text = typed.map(([value, mark]) => `${value}${mark}`).join('')
      const ids = [...new Set(typed.map(([value]) => String(value)))]
      expect(parseIds(text)).toEqual({ ids, wrong: [], tooMany: false })
    }),
  )
})

test('no text at all makes it fail, or give more than it may', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('1', '0', '9', '-', ' ', ',', '#', 'x', '\n') }), (text) => {
      const { ids, tooMany } = parseIds(text)
      expect(tooMany || ids.length <= 500).toBe(true)
      expect(ids.every((value) => /^[1-9]\d*$/.test(value))).toBe(true)
    }),
  )
})

test.each([
  [['558'], '558'],
  [['530', '501', '500', '502'], '500-502,530'],
  [['9007199254740993', '9007199254740992', '9'], '9,9007199254740992-9007199254740993'],
  [[], ''],
])('%j is written as %j', (ids, text) => {
  expect(writeIds(ids)).toBe(text)
})

test('what is written is read as the same ids', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.bigInt({ min: 1n, max: 60n }).map(String)), (ids) => {
      const { ids: read } = parseIds(writeIds(ids))
      expect(read).toEqual(ids.toSorted((one, other) => Number(one) - Number(other)))
    }),
  )
})

test('any amount of space may stand between ids', () => {
  expect(parseIds(`558${'\t'.repeat(1_000_000)}560 - ${' '.repeat(1_000_000)}562`).ids).toEqual([
    '558',
    '560',
    '561',
    '562',
  ])
})
