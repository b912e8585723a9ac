import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { en } from '~/i18n/en'
import { textsIn } from '~/i18n/i18n'
import { zhCn } from '~/i18n/zh-cn'
import { formatMoment, formatTime, formatWhole, zoneTitle } from '~/ui/format'

const english = textsIn('en', en)
const chinese = textsIn('zh-CN', zhCn)

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 28, 9, 7, 3), toFake: ['Date'] })
})
afterEach(() => void vi.useRealTimers())

test.each([
  ['today', [2026, 10, 28], '28 Nov, 09:07', '09:07:03', '11月28日 09:07', '09:07:03'],
  ['another day of this year', [2026, 0, 5], '5 Jan, 09:07', '5 Jan, 09:07:03', '1月5日 09:07', '1月5日 09:07:03'],
  [
    'this day of last year',
    [2025, 10, 28],
    '28 Nov 2025, 09:07',
    '28 Nov 2025, 09:07:03',
    '2025年11月28日 09:07',
    '2025年11月28日 09:07:03',
  ],
  [
    'the last day of last year',
    [2025, 11, 31],
    '31 Dec 2025, 09:07',
    '31 Dec 2025, 09:07:03',
    '2025年12月31日 09:07',
    '2025年12月31日 09:07:03',
  ],
  ['the first day of this year', [2026, 0, 1], '1 Jan, 09:07', '1 Jan, 09:07:03', '1月1日 09:07', '1月1日 09:07:03'],
  [
    'next year',
    [2027, 0, 1],
    '1 Jan 2027, 09:07',
    '1 Jan 2027, 09:07:03',
    '2027年1月1日 09:07',
    '2027年1月1日 09:07:03',
  ],
] as const)('%s', (_name, [year, month, day], time, moment, chineseTime, chineseMoment) => {
  const iso = new Date(year, month, day, 9, 7, 3).toISOString()
  expect([english, chinese].map((t) => formatTime(t, iso))).toEqual([time, chineseTime])
  expect([english, chinese].map((t) => formatMoment(t, iso))).toEqual([moment, chineseMoment])
})

test.each([
  [english, 2026],
  [english, 2025],
  [chinese, 2026],
  [chinese, 2025],
])('a time is as the browser would write it, in every month', (t, year) => {
  const format = new Intl.DateTimeFormat(t.language === 'en' ? 'en-GB' : t.language, {
    day: 'numeric',
    month: 'short',
    ...(year !== 2026 && { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  })
  for (let month = 0; month < 12; month += 1) {
    const time = new Date(year, month, 28 - month, month * 2, month * 5)
    expect(formatTime(t, time.toISOString())).toBe(format.format(time))
  }
})

test.each([
  [-480, 'UTC+08:00'],
  [0, 'UTC+00:00'],
  [210, 'UTC-03:30'],
  [-345, 'UTC+05:45'],
])('the title of a time has its year and its zone: %d minutes are %s', (offset, zone) => {
  vi.spyOn(Date.prototype, 'getTimezoneOffset').mockReturnValue(offset)
  const iso = new Date(2026, 0, 5, 9, 7, 3).toISOString()
  expect(formatWhole(english, iso)).toBe(`5 Jan 2026, 09:07:03 ${zone}`)
  expect(formatWhole(chinese, iso)).toBe(`2026年1月5日 09:07:03 ${zone}`)
  expect([english, chinese].map(zoneTitle)).toEqual([`Time zone: ${zone}`, `时区：${zone}`])
})
