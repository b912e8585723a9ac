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

// Put together here: the browser's own format is 50 ms away when the first rows are drawn, on a slow machine.
const digits = (parts: number[]) => parts.map((part) => String(part).padStart(2, '0')).join(':')
const toMinute = (time: Date) => digits([time.getHours(), time.getMinutes()])
const toSecond = (time: Date) => digits([time.getHours(), time.getMinutes(), time.getSeconds()])

function withDay(t: Texts, time: Date, clock: string, hasYear: boolean): string {
  const parts = { day: time.getDate(), month: t('time.months').split(' ')[time.getMonth()] ?? '', clock }
  return hasYear ? t('time.long', { ...parts, year: String(time.getFullYear()) }) : t('time.short', parts)
}

const isOfOtherYear = (time: Date) => time.getFullYear() !== new Date().getFullYear()

/** A UTC ISO 8601 time as the person's clock shows it, to the minute; with its year unless that is this one. */
export function formatTime(t: Texts, iso: string): string {
  const time = new Date(iso)
  return withDay(t, time, toMinute(time), isOfOtherYear(time))
}

/** A UTC ISO 8601 time to the second, as in "14:02:10"; with its day unless that is today, and its year unless that is this one. */
export function formatMoment(t: Texts, iso: string): string {
  const time = new Date(iso)
  const isToday = time.toDateString() === new Date().toDateString()
  return isToday ? toSecond(time) : withDay(t, time, toSecond(time), isOfOtherYear(time))
}

/** How far the person's clock was from UTC at a time, as in "UTC+08:00". */
function zoneAt(time: Date): string {
  const minutes = -time.getTimezoneOffset()
  const length = Math.abs(minutes)
  return `UTC${minutes < 0 ? '-' : '+'}${digits([Math.floor(length / 60), length % 60])}`
}

/** A UTC ISO 8601 time with its year, its seconds and the zone of the person's clock, for a title. */
export function formatWhole(t: Texts, iso: string): string {
  const time = new Date(iso)
  return `${withDay(t, time, toSecond(time), true)} ${zoneAt(time)}`
}

/** The zone of the times in a text, for its title. */
export function zoneTitle(t: Texts): string {
  return t('time.zone', { zone: zoneAt(new Date()) })
}
