const hourMs = 60 * 60_000

/** What OMS writes for a table that was never changed. */
export const neverChanged = '0000-00-00 00:00:00'

/** A time as OMS writes it, in a form that sorts; undefined for any other text. OMS's times carry no zone, so they compare with each other alone. */
export function omsTime(text: string): string | undefined {
  const [, day, clock] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})$/.exec(text) ?? []
  // Date.parse takes the 31st of February; what it reads must be what was written.
  const time = new Date(`${day}T${clock}Z`)
  if (Number.isNaN(time.getTime()) || !time.toISOString().startsWith(`${day}T${clock}`)) return undefined
  return `${day} ${clock}`
}

/** How long ago at least a time of OMS is, in ms: the westernmost zone is 12 hours behind UTC. */
export function leastAge(text: string, now: number): number | undefined {
  const time = omsTime(text)
  return time === undefined ? undefined : now - Date.parse(`${time.replace(' ', 'T')}Z`) - 12 * hourMs
}

/** The number of a day of OMS's calendar; undefined for what is no time. */
export function omsDay(text: string): number | undefined {
  const time = omsTime(text)
  return time === undefined ? undefined : Date.parse(time.slice(0, 10)) / (24 * hourMs)
}

/** The number of a day of this desk's calendar, on which a time in ms since 1970 lies. */
export function localDay(ms: number): number {
  const time = new Date(ms)
  return Date.UTC(time.getFullYear(), time.getMonth(), time.getDate()) / (24 * hourMs)
}
