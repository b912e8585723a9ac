import { readServerIds } from '~/apply/values/server-ids'
import type { ApplyValues } from '~/apply/values/apply-values'
import { applyOptions } from '~/oms/application-draft'
import type { RequestedTarget } from '~/record/requested-target'
import { visibleText } from '~/ui/text/visible-text'

/** What a form asks for as it stands, right or wrong. */
export function requestedBy(values: ApplyValues): RequestedTarget {
  const { scope } = values
  const base = { ...applyOptions.parse(values), setId: visibleText(values.setId), appId: visibleText(values.appId) }
  if (scope === 'all') return { ...base, target: { scope } }
  const place = { zoneId: visibleText(values.zoneId), tableName: visibleText(values.tableName) }
  if (scope === 'tables') return { ...base, target: { scope, ...place } }
  return { ...base, target: { scope, ...place, serverIds: readServerIds(values.serverIds).ids } }
}
