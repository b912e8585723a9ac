import { Alert, Button, Group } from '@mantine/core'
import type { FailedList, TableLists } from '~/backups/use-tables'
import { useT } from '~/i18n/i18n'
import { leaveFocus } from '~/ui/leave-focus'
import { ProgressBar } from '~/ui/progress-bar'
import { explainPoll } from '~/wording/explain-lookup'

/** So many zones that did not answer are named. */
const mostNamed = 5

/** How far OMS has listed the tables, and what it did not list, in its words. */
export function ListsNote({ app, lists }: { app: string; lists: TableLists }) {
  const t = useT()
  const { isSignedIn, zones, zonesFailed, answered, failed } = lists
  if (!isSignedIn) return <Alert color="yellow">{t('backups.signedOut')}</Alert>
  const ofZones = zonesFailed !== undefined && <Failed list={zonesFailed} title={t('backups.zonesFailed')} />
  if (zonesFailed !== undefined && zones === undefined) return ofZones
  const count = zones?.length
  const unnamed = failed.slice(mostNamed)
  return (
    <>
      {ofZones}
      {count === undefined || answered < count ? (
        <ProgressBar
          label={t('backups.asking')}
          done={answered}
          count={count ?? 1}
          text={
            count === undefined
              ? t('backups.askingZones', { app })
              : t('backups.askingTables', { done: answered, count })
          }
        />
      ) : null}
      {failed.slice(0, mostNamed).map((one) => (
        <Failed
          key={`${one.set} ${one.zone}`}
          list={one}
          title={t('backups.zoneFailed', { set: one.set, zone: one.zone })}
        />
      ))}
      {unnamed.length > 0 && (
        <Failed
          title={t('backups.moreFailed', { count: unnamed.length })}
          list={{ failure: undefined, retry: () => unnamed.forEach(({ retry }) => retry()) }}
        />
      )}
    </>
  )
}

function Failed({ title, list: { failure, retry } }: { title: string; list: FailedList }) {
  const t = useT()
  return (
    <Alert color="orange" ref={leaveFocus} title={title}>
      <Group justify="space-between" gap="xs">
        <span className="server-text">{failure !== undefined && explainPoll(t, failure)}</span>
        <Button variant="default" size="compact-sm" onClick={retry}>
          {t('app.tryAgain')}
        </Button>
      </Group>
    </Alert>
  )
}
