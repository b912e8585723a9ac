import type { Texts } from '~/i18n/i18n'
import type { RequestedTarget } from '~/record/requested-target'

/** Set and app, as far as the app is known. */
export function setAndApp(t: Texts, { setId, appId }: RequestedTarget): string {
  return t('one.setApp', { set: setId, app: appId || t('review.unknownApp') })
}

/** What is to be backed up, a line each for zone, table and servers; the first three servers and how many. */
export function targetLines(t: Texts, { target, servers = '' }: RequestedTarget): string[] {
  if (target.scope === 'all') return [t('review.allServers')]
  const lines: string[] = []
  if (target.zoneId !== '') lines.push(t('review.zone', { zone: target.zoneId }))
  if (target.tableName !== '') lines.push(t('review.table', { table: target.tableName }))
  if (servers !== '') lines.push(t('review.serversInOms', { servers }))
  if (target.scope === 'tables') return lines
  const { serverIds } = target
  const first = t.list(serverIds.slice(0, 3))
  const ids = serverIds.length > 3 ? t('review.more', { ids: first, count: serverIds.length - 3 }) : first
  return [...lines, t('review.servers', { count: serverIds.length, ids })]
}

/** All that an application asks for, in one line. */
export function targetText(t: Texts, asked: RequestedTarget): string {
  return t.list([setAndApp(t, asked), ...targetLines(t, asked)])
}
