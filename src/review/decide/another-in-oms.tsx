import { Alert } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import { useLiveApplication } from '~/actions/poll'
import type { ApplicationWithStatus } from '~/record/application'
import { isOfAnother } from '~/record/requested-target'

/** Asks OMS what it has under the id before that is decided, and warns where it is something else than was applied for. */
export function AnotherInOms({ application: { id, draft } }: { application: ApplicationWithStatus }) {
  const t = useT()
  const told = useLiveApplication(id, false).data?.answer?.data
  if (told === undefined || !isOfAnother(draft, told)) return null
  return (
    <Alert color="red" role="note">
      {t('live.another', { id: told.id })}
    </Alert>
  )
}
