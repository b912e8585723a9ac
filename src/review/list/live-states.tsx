import { memo } from 'react'
import { useLiveStates } from '~/actions/poll'
import type { ApplicationWithStatus } from '~/record/application'

/** Asks OMS about rows. Apart from them, so that they are not drawn again for it. */
export const LiveStates = memo(function LiveStates({
  applications,
}: {
  applications: readonly Pick<ApplicationWithStatus, 'id' | 'status'>[]
}) {
  useLiveStates(applications)
  return null
})
