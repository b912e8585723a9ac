const hourMs = 60 * 60_000

/** What OMS writes for a table that was never changed. */
export const neverChanged = '0000-00-00 00:00:00'

const written = /^\d{4}-(?:0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[ T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/

/** A time as OMS writes it, in a form that sorts; undefined for any other text. OMS's times carry no zone, so they compare with each other alone. */
export function omsTime(text: string): string | undefined {
  const [time, day = ''] = written.exec(text) ?? []
  if (time === undefined || (day > '28' && !isDay(time.slice(0, 10)))) return undefined
  return time.includes('T') ? time.replace('T', ' ') : time
}

/** Date.parse takes the 31st of February for one of March, and in WebKit for no time, of which toISOString throws. */
function isDay(day: string): boolean {
  const ms = Date.parse(`${day}T00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day)
}

/** The latest moment that a time of OMS can mean, in ms since 1970: the westernmost zone is 12 hours behind UTC. Undefined for what is no time. */
export function latestMoment(text: string): number | undefined {
  const time = omsTime(text)
  return time === undefined ? undefined : Date.parse(`${time.replace(' ', 'T')}Z`) + 12 * hourMs
}

/** The number of a day of OMS's calendar; undefined for what is no time. */
export function omsDay(text: string): number | undefined {
  const time = omsTime(text)
  return time === undefined ? undefined : Date.parse(time.slice(0, 10)) / (24 * hourMs)
}
