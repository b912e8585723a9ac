import { Suspense } from 'react'
import { lazyPart } from '~/ui/lazy-part'
import { likely } from '~/ui/likely'

// Not needed for the first screen.
const ApplicationsPage = lazyPart(likely(async () => (await import('~/review/applications-page')).ApplicationsPage))

/** Every application that this browser knows. */
export function ApplicationsScreen() {
  return (
    <Suspense>
      <ApplicationsPage />
    </Suspense>
  )
}
