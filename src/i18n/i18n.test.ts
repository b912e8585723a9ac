import { expect, test } from 'vitest'
import { en } from '~/i18n/en'
import { later, textsIn } from '~/i18n/i18n'
import { zhCn } from '~/i18n/zh-cn'

const english = textsIn('en', en)
const chinese = textsIn('zh-CN', zhCn)

test('plain texts, placeholders, plurals, numbers, lists and what is said later follow the language', () => {
  const all = (t: typeof english) => [
    t('app.apply'),
    t('one.setApp', { set: '126', app: '2' }),
    t('list.count', { count: 1 }),
    t('list.count', { count: 2 }),
    t('demo.written', { written: 1000, total: 20000 }),
    t('one.title', { id: '10000' }),
    t.number(999),
    t.number(1234567),
    t.list(['a', 'b']),
    t.sentences(['A', 'b.']),
    t.paragraph(['A.', 'b.']),
    t.said(later('apply.error.required', { example: '126' })),
    t.said(later('apply.error.serverIds', { ids: ['a', 'b'] })),
    t.joinFirst(Array.from({ length: 12 }, (_, index) => (index === 0 ? 'x'.repeat(50) : 'a'))),
  ]
  expect(all(english)).toEqual([
    'Apply',
    'Set 126, App 2',
    '1 application',
    '2 applications',
    'Filling the demo: 1,000 of 20,000',
    'Application #10000',
    '999',
    '1,234,567',
    'a, b',
    'A. b.',
    'A. b.',
    'Required: a number such as 126',
    'Not a server id (four numbers with dots, such as 126.2.2.2): a, b',
    `${'x'.repeat(40)}…, a, a, a, a, a, a, a, a, a and 2 more`,
  ])
  expect(all(chinese).filter((text) => all(english).includes(text))).toEqual(['999', '1,234,567'])
  expect(all(chinese)[3]).toContain('2 ')
  expect(all(chinese)[4]).toContain('1,000')
})

test('no mark of direction in a value turns the words around it', () => {
  expect(english('one.setApp', { set: '\u202e621', app: '\u2067\u05d0' })).toBe('Set 621, App \u05d0')
})

test('a value is filled in to the letter, whatever it holds', () => {
  expect(english('review.table', { table: '{{zone}} $& $t(app.name) <b>' })).toBe('Table {{zone}} $& $t(app.name) <b>')
})
