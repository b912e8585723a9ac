import { lazy, Suspense } from 'react'

// Not needed for the first screen.
const ApplicationsPage = lazy(async () => ({
  default: (await import('~/review/applications-page')).ApplicationsPage,
}))

/** Every application that this browser knows. */
export function ApplicationsScreen() {
  return (
    <Suspense>
      <ApplicationsPage />
    </Suspense>
  )
}
