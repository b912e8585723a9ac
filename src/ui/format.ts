const shortTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

/** A UTC ISO 8601 time as the person's clock shows it, to the minute. */
export function formatTime(iso: string): string {
  return shortTime.format(new Date(iso))
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** A UTC ISO 8601 time to the second, as in "14:02:10"; with its day unless that is today. */
export function formatMoment(iso: string): string {
  const time = new Date(iso)
  const date = day.format(time)
  return date === day.format(new Date()) ? clock.format(time) : `${date}, ${clock.format(time)}`
}

const turning = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/** A foreign text for the middle of a sentence: characters that turn the direction of writing end with it. */
export function isolated(text: string): string {
  return turning.test(text) ? `\u2068${text.replaceAll(/[\u2066-\u2069]/g, '')}\u2069` : text
}
