import type { ListedApplication } from '~/journal/application'
import type { Asked } from '~/journal/asked'
import type { ApplicationDraft } from '~/oms/application-draft'

/** An approved application counts this long after it was sent. */
const recentMs = 10 * 60_000

/** Whether two applications would back up something twice: a shared server, the same table, or all servers against anything. */
export function overlaps(one: ApplicationDraft, other: Asked): boolean {
  const [a, b] = [one.target, other.target]
  if (a.scope === 'all' || b.scope === 'all') return true
  if (one.setId !== other.setId || !compatible(one.appId, other.appId)) return false
  if (a.scope === 'servers' && b.scope === 'servers') {
    const others = new Set(b.serverIds)
    return a.serverIds.some((id) => others.has(id))
  }
  const namesPlace = [a, b].every(({ zoneId, tableName }) => zoneId !== '' || tableName !== '')
  return namesPlace && compatible(a.zoneId, b.zoneId) && compatible(a.tableName, b.tableName)
}

/** What is not given stands for any. */
function compatible(a: string, b: string): boolean {
  return a === '' || b === '' || a === b
}

/** Whether an earlier application may still do, or has just done, what a new one asks for. Refused, not sent and rejected never count. */
export function countsAsDuplicate({ status, sentAt }: ListedApplication, now: number): boolean {
  switch (status) {
    case 'sending':
    case 'pending':
    case 'unknown':
      return true
    case 'approved':
      return now - Date.parse(sentAt) < recentMs
    case 'rejected':
    case 'refused':
    case 'not sent':
      return false
  }
}
