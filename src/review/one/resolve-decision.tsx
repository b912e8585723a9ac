import { Button, Group } from '@mantine/core'
import { useId } from 'react'
import { useT } from '~/i18n/i18n'
import type { ApplicationWithStatus } from '~/record/application'
import { useLookUp, useResolve } from '~/actions/resolve'
import { LookupTable } from '~/review/one/lookup-table'
import { ResolvePanel } from '~/review/one/resolve-panel'
import { BusyButton } from '~/ui/form/busy-button'

type Props = { decision: 'rejection' | 'approval'; application: ApplicationWithStatus; waitUntil: string | undefined }

/** The ways to end a rejection or an approval of unknown outcome: look the application up, then say whether it was done. */
export function ResolveDecision({ decision, application, waitUntil }: Props) {
  const t = useT()
  const lookUp = useLookUp()
  const resolve = useResolve(application, decision)
  const reasonId = useId()
  const blocked = waitUntil === undefined ? {} : { disabled: true, 'aria-describedby': reasonId }
  return (
    <ResolvePanel
      text={t(`resolve.${decision}Text`)}
      lookUp={
        <>
          <div>
            <BusyButton
              loading={lookUp.isPending}
              onClick={() => lookUp.mutate({ from: application.id ?? '0', only: true })}
            >
              {t('resolve.lookUp')}
            </BusyButton>
          </div>
          {lookUp.data !== undefined && <LookupTable found={lookUp.data} requested={application.requested} />}
        </>
      }
      reasonId={reasonId}
      waitUntil={waitUntil}
      failed={resolve.isError}
    >
      <Group>
        <Button variant="default" {...blocked} onClick={() => resolve.mutate(true)}>
          {t(`resolve.${decision}Done`)}
        </Button>
        <Button variant="default" {...blocked} onClick={() => resolve.mutate(false)}>
          {t(`resolve.${decision}NotDone`)}
        </Button>
      </Group>
    </ResolvePanel>
  )
}
