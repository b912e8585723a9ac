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
