import { filledApplication, type Filled } from '~/demo/filled-application'
import { withStatus, type Application } from '~/record/application'
import { withEvent } from '~/record/with-event'
import { toListEntry } from '~/record/list-entry'

/** In ms since 1970; long ago, so that nothing changes by itself while it is measured. */
const now = Date.parse('2025-06-30T12:00:00Z')

/** The applications that a demo of so many is filled with, oldest first, and always at the same time. */
export function applicationsOf(count: number): Filled[] {
  return Array.from({ length: count }, (_none, index) => applicationAt(index, count))
}

export function applicationAt(index: number, count: number): Filled {
  const { recorded, stored } = filledApplication({ index, count, now })
  // What would have vanished since then goes on, so that looking at it changes nothing.
  if (stored?.life === 'backup_vanishes') return { recorded, stored: { ...stored, life: 'backup_never_ends' } }
  return { recorded, stored }
}

/** What a search finds it by. */
export function searchTextOf({ recorded }: Filled): string {
  let summary: Application | undefined
  for (const { seq, event } of recorded) summary = withEvent(summary, event, seq)
  return summary === undefined ? '' : toListEntry(withStatus(summary, Date.now()), (text) => text).text
}
