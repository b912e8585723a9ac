import { t } from '~/i18n/i18n'
import type { ApplicationDraft } from '~/oms/application-draft'

/** What is to be backed up, a line each for zone, table and servers; the first three servers and how many. */
export function targetLines({ target }: ApplicationDraft): string[] {
  if (target.scope === 'all') return [t('review.allServers')]
  const lines: string[] = []
  if (target.zoneId !== '') lines.push(t('review.zone', { zone: target.zoneId }))
  if (target.tableName !== '') lines.push(t('review.table', { table: target.tableName }))
  if (target.scope === 'tables') return lines
  const { serverIds } = target
  const first = serverIds.slice(0, 3).join(', ')
  const ids = serverIds.length > 3 ? t('review.more', { ids: first, count: serverIds.length - 3 }) : first
  return [...lines, t('review.servers', { count: serverIds.length, ids })]
}
