import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkNamed, mergeNamed, namedLimits, readCarriedNamed, readNamed, withNamed, type Named } from '~/record/named'

const cells = { setId: '126', appId: '2', zoneId: '0', tableName: 'player', serverIds: '' }
const form = (name: string, tableName = 'player'): Named => ({ kind: 'form', name, rows: [{ ...cells, tableName }] })
const view = (name: string, query = 'show=pending'): Named => ({ kind: 'view', name, query })
const table = (name: string, length = 2): Named => ({
  kind: 'table',
  name,
  rows: Array.from({ length }, (_, row) => ({ ...cells, tableName: `t${row}` })),
})
const all = [form('Friday'), table('Friday, 30 tables'), view('Friday')]

test.each<[string, unknown, string]>([
  ['auto-approve', { ...form('a'), autoApprove: true }, 'auto-approve'],
  ['auto-approve of a row', { ...table('a'), rows: [{ ...cells, auto_approve: '1' }] }, 'auto-approve'],
  ['the word that confirms it', { ...form('a'), rows: [{ ...cells, approvalConfirmation: '' }] }, 'auto-approve'],
  ['the choice of all servers', { ...form('a'), rows: [{ ...cells, scope: 'all' }] }, 'all servers'],
  ['the 0 of all servers', { ...form('a'), rows: [{ ...cells, serverIds: ' [0]' }] }, 'all servers'],
  ['a number for a text', { ...form('a'), rows: [{ ...cells, serverIds: 0 }] }, 'shape'],
  ['no name', form(''), 'name'],
  ['a name of blanks', form(' '), 'name'],
  ['blanks around a name', form(' a'), 'name'],
  ['a name of two lines', form('a\nb'), 'name'],
  ['a name that turns the writing', form('a\u202eb'), 'name'],
  ['half a character', form('a\ud800'), 'name'],
  ['the break of a line', form('a\u2028b'), 'name'],
  ['the break of a paragraph', form('a\u2029b'), 'name'],
  ['a blank that is drawn', form('a\u2800b'), 'name'],
  ['a name too long', form('x'.repeat(namedLimits.name + 1)), 'name'],
  ['no rows', { ...table('a'), rows: [] }, 'shape'],
  ['two forms in one', { ...form('a'), rows: [cells, cells] }, 'shape'],
  ['a missing cell', { kind: 'form', name: 'a', rows: [{ setId: '1' }] }, 'shape'],
  ['another kind', { kind: 'dream', name: 'a' }, 'shape'],
  ['a long query', view('a', 'q'.repeat(4001)), 'shape'],
  ['a table too large', { ...table('a'), rows: [{ ...cells, tableName: 'x'.repeat(namedLimits.each) }] }, 'size'],
  ['a table of too many rows', table('a', 5001), 'size'],
  ['null', null, 'shape'],
  ['a prototype', JSON.parse('{"kind":"view","name":"a","query":"","__proto__":{"isAdmin":true}}'), 'shape'],
])('%s makes it none', (_name, raw, flaw) => {
  expect(checkNamed(raw)).toEqual({ flaw })
  expect(readNamed(JSON.stringify([raw, ...all]))).toEqual(all)
  expect(readCarriedNamed([raw, ...all])).toMatchObject({ carried: all, leftOut: [{ flaw }] })
})

const withServers = (serverIds: string) => ({ kind: 'form', name: 'a', rows: [{ ...cells, serverIds }] })

test.each(['0', '00', '"0"', '[0]', '0,', '\u200b0'])(
  '%j for the servers means all of them, and makes it none',
  (ids) => {
    expect(checkNamed(withServers(ids))).toEqual({ flaw: 'all servers' })
  },
)

test.each(['', '126.2.2.10', '0.1.2.3', '0x', 'x0', '10', '01', '126.2.2.2, 0'])(
  '%j for the servers does not',
  (ids) => {
    expect(checkNamed(withServers(ids))).toEqual({ named: withServers(ids) })
  },
)

test.each(['', '{', 'null', '7', '{"length":2}', '"[]"'])('%j in the storage has no names in it', (stored) => {
  expect(readNamed(stored)).toEqual([])
})

test('any text in the storage, and any section of a file, is read', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (raw) => {
      expect(readNamed(JSON.stringify(raw))).toEqual([])
      expect(readCarriedNamed(raw).carried).toEqual([])
    }),
  )
})

test('templates and views have names of their own, and the first of a name counts', () => {
  expect(readNamed(JSON.stringify([...all, form('Friday', 'guild'), view('Friday', '')]))).toEqual(all)
})

test('one of the same name is replaced only where that is wanted', () => {
  expect(withNamed(all, table('Friday'))).toBe('taken')
  expect(withNamed(all, table('Friday'), true)).toEqual([all[1], all[2], table('Friday')])
  expect(withNamed(all, form('friday'))).toEqual([...all, form('friday')])
})

test('there are bounds on number and room', () => {
  const many = Array.from({ length: namedLimits.count }, (_, index) => view(`v${index}`))
  expect(withNamed(many, view('one more'))).toBe('too many')
  expect(withNamed(many, view('v1', ''), true)).toHaveLength(namedLimits.count)
  expect(withNamed(many, form('a'))).toHaveLength(namedLimits.count + 1)
  const wide = (name: string): Named => ({
    kind: 'form',
    name,
    rows: [{ ...cells, tableName: 'x'.repeat(namedLimits.each - 200) }],
  })
  const full = ['a', 'b', 'c', 'd', 'e'].map(wide)
  expect(withNamed(full.slice(1), wide('f'))).toHaveLength(5)
  expect(withNamed(full, wide('f'))).toBe('full')
})

test('an import keeps what is here, puts a differing one beside it, and changes nothing the second time', () => {
  const long = 'x'.repeat(namedLimits.name)
  const here = [form('Friday'), form(long)]
  const carried = [form('Friday'), form('Friday', 'guild'), form(long, 'guild'), view('Friday')]
  const { list, changes } = mergeNamed(here, carried)
  expect(changes.map(({ one, does }) => [one.name, does])).toEqual([
    ['Friday', 'same'],
    ['Friday (2)', 'beside'],
    [`${'x'.repeat(namedLimits.name - 4)} (2)`, 'beside'],
    ['Friday', 'new'],
  ])
  expect(list.slice(0, 2)).toEqual(here)
  expect(list).toHaveLength(5)
  expect(readNamed(JSON.stringify(list))).toEqual(list)
  const again = mergeNamed(list, carried)
  expect(again.list).toEqual(list)
  expect(again.changes.every(({ does }) => does === 'same')).toBe(true)
})

test('an import that finds no room says so for each that is left out', () => {
  const many = Array.from({ length: namedLimits.count }, (_, index) => form(`t${index}`))
  expect(mergeNamed(many, [form('a'), view('b')]).changes.map(({ does }) => does)).toEqual(['too many', 'new'])
})
