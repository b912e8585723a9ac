import { Button, Group } from '@mantine/core'
import { t } from '~/i18n/i18n'
import type { ListedApplication } from '~/journal/application'
import { useLookUp, useResolve } from '~/journal/resolve'
import { LookupTable } from '~/review/lookup-table'
import { ResolvePanel } from '~/review/resolve-panel'

/** The ways to end a rejection of unknown outcome: look the application up, then say whether it is rejected. */
export function ResolveRejection({
  application,
  waitUntil,
}: {
  application: ListedApplication
  waitUntil: string | undefined
}) {
  const lookUp = useLookUp()
  const resolve = useResolve(application)
  const waiting = waitUntil !== undefined
  return (
    <ResolvePanel
      text={t('resolve.rejectionText')}
      lookUp={
        <>
          <div>
            <Button
              loading={lookUp.isPending}
              onClick={() => lookUp.mutate({ from: application.id ?? '0', only: true })}
            >
              {t('resolve.lookUp')}
            </Button>
          </div>
          {lookUp.data !== undefined && <LookupTable found={lookUp.data} draft={application.draft} />}
        </>
      }
      waitUntil={waitUntil}
      failed={resolve.isError}
    >
      <Group>
        <Button variant="default" disabled={waiting} onClick={() => resolve.mutate({ rejectionDone: true })}>
          {t('resolve.rejectionDone')}
        </Button>
        <Button variant="default" disabled={waiting} onClick={() => resolve.mutate({ rejectionDone: false })}>
          {t('resolve.rejectionNotDone')}
        </Button>
      </Group>
    </ResolvePanel>
  )
}
