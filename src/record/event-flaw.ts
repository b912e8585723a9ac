import type { JournalEvent } from '~/record/events'

const idPattern = /^[1-9]\d{0,39}$/
const dayMs = 24 * 60 * 60_000
/** Longer than any desk waits for an answer. */
const longestLeaseMs = 10 * 60_000

/** What can't be in an event that a desk has written. Its own records are believed, a file is not. */
export function flawOf(event: JournalEvent, now: number): 'name' | 'id' | 'time' | undefined {
  if (!namesOf(event).every(isName)) return 'name'
  if (event.kind.startsWith('apply ') && event.attempt !== event.application) return 'name'
  if (!idsOf(event).every((id) => idPattern.test(id))) return 'id'
  if (!hasCome(event.at, now)) return 'time'
  if (!('expires' in event)) return undefined
  const lease = Date.parse(event.expires) - Date.parse(event.at)
  return isTime(event.expires) && lease >= 0 && lease <= longestLeaseMs ? undefined : 'time'
}

function namesOf(event: JournalEvent): string[] {
  const names = [event.application, event.attempt]
  if (event.kind !== 'apply intent') return names
  const { follows, batch } = event
  return [...names, follows?.application, batch?.id].filter((name) => name !== undefined)
}

/** The ids that OMS has given. */
function idsOf(event: JournalEvent): string[] {
  switch (event.kind) {
    case 'apply outcome': {
      const { outcome } = event
      if (outcome.kind !== 'accepted') return []
      return outcome.approval.kind === 'approved' ? [outcome.id, outcome.approval.transaction] : [outcome.id]
    }
    case 'approve outcome':
      return event.outcome.kind === 'approved' ? [event.outcome.transaction] : []
    case 'apply resolved':
      return event.id === undefined ? [] : [event.id]
    case 'tracked':
    case 'seen':
      return [event.detail.id]
    case 'start intent':
    case 'resume intent':
      return [event.transaction]
    case 'transaction seen':
      return [event.transaction.id]
    case 'apply intent':
    case 'reject intent':
    case 'reject outcome':
    case 'reject resolved':
    case 'approve intent':
    case 'approve resolved':
    case 'start outcome':
    case 'resume outcome':
      return []
  }
}

/** A name is part of an address of the desk. */
export function isName(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text)
}

/** Whether it is a time, and has come by the clock of some desk, which may be a day ahead. */
export function hasCome(text: string, now: number): boolean {
  return isTime(text) && Date.parse(text) <= now + dayMs
}

function isTime(text: string): boolean {
  const time = new Date(text)
  return !Number.isNaN(time.getTime()) && time.toISOString() === text
}
