import type { Texts } from '~/i18n/i18n'
import type { Language } from '~/i18n/language'

const locales: Record<Language, string> = { en: 'en-GB', 'zh-CN': 'zh-CN' }

/** Formats times in the language of the page; a formatter is made once for each. */
export function timeFormat(options: Intl.DateTimeFormatOptions): (t: Texts, time: Date) => string {
  const formats = new Map<Language, Intl.DateTimeFormat>()
  return ({ language }, time) => {
    const format = formats.get(language) ?? new Intl.DateTimeFormat(locales[language], options)
    formats.set(language, format)
    return format.format(time)
  }
}

/**
 * A UTC ISO 8601 time as the person's clock shows it, to the minute. Put together here: the browser's own format is 50 ms away when the
 * first rows are drawn, on a slow machine.
 */
export function formatTime(t: Texts, iso: string): string {
  const time = new Date(iso)
  const clock = [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
  return t('time.short', { day: time.getDate(), month: t('time.months').split(' ')[time.getMonth()] ?? '', clock })
}

const clock = timeFormat({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
const day = timeFormat({ day: 'numeric', month: 'short' })
const dayAndClock = timeFormat({
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** A UTC ISO 8601 time to the second, as in "14:02:10"; with its day unless that is today. */
export function formatMoment(t: Texts, iso: string): string {
  const time = new Date(iso)
  return day(t, time) === day(t, new Date()) ? clock(t, time) : dayAndClock(t, time)
}

const turning = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/** A foreign text for the middle of a sentence: characters that turn the direction of writing end with it. */
export function isolated(text: string): string {
  return turning.test(text) ? `\u2068${text.replaceAll(/[\u2066-\u2069]/g, '')}\u2069` : text
}
