import { Suspense } from 'react'
import { likelyPart } from '~/ui/lazy-part'

// Not needed for the first screen, unless it is this one.
export const ApplicationsPage = likelyPart(async () => (await import('~/review/applications-page')).ApplicationsPage)

/** Every application that this browser knows. */
export function ApplicationsScreen() {
  return (
    <Suspense>
      <ApplicationsPage />
    </Suspense>
  )
}
