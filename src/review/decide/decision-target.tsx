import { Alert } from '@mantine/core'
import { useT, type Texts } from '~/i18n/i18n'
import { isAllServers, placeOf, type RequestedTarget } from '~/record/requested-target'
import { Facts, type Fact } from '~/wording/facts'
import { allServersWarning } from '~/wording/target-lines'
import { ServerList } from '~/wording/server-list'

/** What a decision is about, a line each for set, app, zone, table and servers, and what that means where it is all servers. */
export function DecisionTarget({ requested }: { requested: RequestedTarget }) {
  const t = useT()
  const { setId, appId, target } = requested
  const { zoneId, tableName } = placeOf(target)
  const isWholeZone = target.scope === 'tables' && tableName === '' && zoneId !== ''
  return (
    <>
      <Facts
        facts={[
          [t('review.column.set'), setId],
          [t('review.column.app'), appId || t('review.unknownApp')],
          [t('review.column.zone'), zoneId],
          [t('review.column.table'), isWholeZone ? t('review.everyTable') : tableName],
          [t('review.column.servers'), servers(t, requested)],
        ]}
      />
      {isAllServers(requested) && (
        <Alert color="red" role="note" title={t('apply.allWarning')}>
          {t.paragraph([
            ...(target.scope === 'probably all' ? [t('approve.probablyAll')] : []),
            t('apply.allWarningText'),
          ])}
        </Alert>
      )}
    </>
  )
}

function servers(t: Texts, requested: RequestedTarget): Fact[1] {
  const { target, servers: inOms = '' } = requested
  switch (target.scope) {
    case 'all':
      return t('review.allServers')
    case 'probably all':
      return t('approve.zero')
    case 'servers':
      return <ServerList ids={target.serverIds} />
    case 'tables':
      return allServersWarning(t, requested) ?? inOms
  }
}
