import { expect, test } from 'vitest'
import { en } from '~/i18n/en'
import { later, textsIn } from '~/i18n/i18n'
import { zhCn } from '~/i18n/zh-cn'
import { formatMoment, formatTime } from '~/ui/format'

const english = textsIn('en', en)
const chinese = textsIn('zh-CN', zhCn)

test('plain texts, placeholders, plurals, numbers, lists and what is said later follow the language', () => {
  const all = (t: typeof english) => [
    t('app.apply'),
    t('one.setApp', { set: '126', app: '2' }),
    t('list.count', { count: 1 }),
    t('list.count', { count: 2 }),
    t('demo.written', { written: 1000, total: 20000 }),
    t.list(['a', 'b']),
    t.sentences(['A', 'b.']),
    t.said(later('apply.error.required', { example: '126' })),
    t.said(later('apply.error.serverIds', { ids: ['a', 'b'] })),
    t.few(Array.from({ length: 12 }, (_, index) => (index === 0 ? 'x'.repeat(50) : 'a'))),
  ]
  expect(all(english)).toEqual([
    'Apply',
    'Set 126, app 2',
    '1 application',
    '2 applications',
    'Filling the demo: 1,000 of 20,000',
    'a, b',
    'A. b.',
    'Required: a number such as 126',
    'Not a server id (four numbers with dots, such as 126.2.2.2): a, b',
    `${'x'.repeat(40)}…, a, a, a, a, a, a, a, a, a and 2 more`,
  ])
  expect(all(chinese).filter((text) => all(english).includes(text))).toEqual([])
  expect(all(chinese)[3]).toContain('2 ')
  expect(all(chinese)[4]).toContain('1,000')
})

test('a value is filled in to the letter, whatever it holds', () => {
  expect(english('review.table', { table: '{{zone}} $& $t(app.name) <b>' })).toBe('Table {{zone}} $& $t(app.name) <b>')
})

test.each([english, chinese])('a short time is as the browser would write it, in every month', (t) => {
  const format = new Intl.DateTimeFormat(t.language === 'en' ? 'en-GB' : t.language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  for (let month = 0; month < 12; month += 1) {
    const time = new Date(2026, month, 28 - month, month * 2, month * 5)
    expect(formatTime(t, time.toISOString())).toBe(format.format(time))
  }
})

test('times are written as the language writes them', () => {
  const time = new Date(2026, 0, 5, 9, 7, 3).toISOString()
  expect(formatTime(english, time)).toBe('5 Jan, 09:07')
  expect(formatMoment(english, time)).toBe('5 Jan, 09:07:03')
  expect(formatTime(chinese, time)).toBe('1月5日 09:07')
  expect(formatMoment(chinese, time)).toBe('1月5日 09:07:03')
})
