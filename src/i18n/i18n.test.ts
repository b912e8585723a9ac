import { afterEach, expect, test } from 'vitest'
import { changeLanguage, currentLanguage, joined, t } from '~/i18n/i18n'
import { formatMoment, formatTime } from '~/ui/format'

afterEach(() => changeLanguage('en'))

test('plain texts, placeholders, plurals and numbers follow the language, and come back', async () => {
  const all = () => [
    t('app.apply'),
    t('one.setApp', { set: '126', app: '2' }),
    t('list.count', { count: 1 }),
    t('list.count', { count: 2 }),
    t('demo.written', { written: 1000, total: 20000 }),
    joined(['a', 'b']),
  ]
  const english = [
    'Apply',
    'Set 126, app 2',
    '1 application',
    '2 applications',
    'Filling the demo: 1,000 of 20,000',
    'a, b',
  ]
  expect(all()).toEqual(english)
  await changeLanguage('zh-CN')
  expect(currentLanguage()).toBe('zh-CN')
  const chinese = all()
  expect(chinese.filter((text, index) => text === english[index])).toEqual([])
  expect(chinese[3]).toContain('2 ')
  expect(chinese[4]).toContain('1,000')
  await changeLanguage('en')
  expect(all()).toEqual(english)
})

test('a value is filled in to the letter, whatever it holds', () => {
  expect(t('review.table', { table: '{{zone}} $& $t(app.name) <b>' })).toBe('Table {{zone}} $& $t(app.name) <b>')
})

test.each(['en', 'zh-CN'] as const)(
  'a short time in %s is as the browser would write it, in every month',
  async (language) => {
    await changeLanguage(language)
    const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    })
    for (let month = 0; month < 12; month += 1) {
      const time = new Date(2026, month, 28 - month, month * 2, month * 5)
      expect(formatTime(time.toISOString())).toBe(format.format(time))
    }
  },
)

test('times are written as the language writes them', async () => {
  const time = new Date(2026, 0, 5, 9, 7, 3).toISOString()
  expect(formatTime(time)).toBe('5 Jan, 09:07')
  expect(formatMoment(time)).toBe('5 Jan, 09:07:03')
  await changeLanguage('zh-CN')
  expect(formatTime(time)).toBe('1月5日 09:07')
  expect(formatMoment(time)).toBe('1月5日 09:07:03')
})
