import type { Texts } from '~/i18n/i18n'
import { namesNothing, type RequestedTarget } from '~/record/requested-target'

/** Set and app, as far as the app is known. */
export function setAndApp(t: Texts, { setId, appId }: RequestedTarget): string {
  return t('one.setApp', { set: setId, app: appId || t('review.unknownApp') })
}

/** That it asks for all servers, or may do so, which is to be said in red. */
export function allServersWarning(t: Texts, requested: RequestedTarget): string | undefined {
  switch (requested.target.scope) {
    case 'all':
      return t('review.allServers')
    case 'probably all':
      return t('review.probablyAllServers')
    case 'servers':
    case 'tables':
      return namesNothing(requested) ? t('review.nothingNamed') : undefined
  }
}

/** What is to be backed up, a line each for zone, table and servers; the first three servers and how many. */
export function targetLines(t: Texts, requested: RequestedTarget): string[] {
  const { target, servers = '' } = requested
  const warning = allServersWarning(t, requested)
  if (target.scope === 'all') return [t('review.allServers')]
  const lines: string[] = []
  if (target.zoneId !== '') lines.push(t('review.zone', { zone: target.zoneId }))
  if (target.tableName !== '') lines.push(t('review.table', { table: target.tableName }))
  if (servers !== '') lines.push(t('review.serversInOms', { servers }))
  if (warning !== undefined) return [...lines, warning]
  if (target.scope !== 'servers') return lines
  const { serverIds } = target
  return [...lines, t('review.servers', { count: serverIds.length, ids: firstServers(t, serverIds) })]
}

/** The first three, and how many there are besides. */
export function firstServers(t: Texts, ids: readonly string[]): string {
  const first = t.list(ids.slice(0, 3))
  return ids.length > 3 ? t('review.more', { ids: first, count: ids.length - 3 }) : first
}

/** All that an application asks for, in one line. */
export function targetText(t: Texts, requested: RequestedTarget): string {
  return t.list([setAndApp(t, requested), ...targetLines(t, requested)])
}
