import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Redirect, Route, Router, Switch } from 'wouter'
import { ApplicationsScreen } from '~/app/applications-screen'
import { ApplyScreen } from '~/app/apply-screen'
import type { Desk } from '~/app/desk'
import { ErrorBoundary } from '~/app/error-boundary'
import { NotFound } from '~/app/not-found'
import { Shell } from '~/app/shell'
import { ThemeProvider } from '~/app/theme-provider'
import { JournalProvider } from '~/journal/journal-context'
import type { Journal } from '~/journal/store'

// Not needed for the first screen.
const SignInDialog = lazy(async () => ({ default: (await import('~/session/sign-in-dialog')).SignInDialog }))
const ApplicationPage = lazy(async () => ({ default: (await import('~/review/application-page')).ApplicationPage }))

type Props = { desk: Desk; journal: Journal; queryClient: QueryClient; resetDemo?: (() => Promise<void>) | undefined }

export function App({ desk, journal, queryClient, resetDemo }: Props) {
  return (
    <ThemeProvider>
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <JournalProvider journal={journal}>
            <Router base={import.meta.env.BASE_URL.replace(/\/$/, '')}>
              <Shell desk={desk} resetDemo={resetDemo}>
                <Switch>
                  <Route path="/">
                    <Redirect to="/apply" replace />
                  </Route>
                  <Route path={/^\/apply(?:\/(?<mode>many)(?:\/(?<batch>[\w-]+))?)?\/?$/}>
                    {({ mode, batch }) => (
                      <ApplyScreen desk={desk} mode={mode === 'many' ? 'many' : 'one'} batch={batch} />
                    )}
                  </Route>
                  <Route path="/applications" component={ApplicationsScreen} />
                  <Route path="/applications/:key">
                    {({ key }) => (
                      <Suspense>
                        <ApplicationPage key={key} addressKey={key} applyAddress={desk.applyAddress} />
                      </Suspense>
                    )}
                  </Route>
                  <Route component={NotFound} />
                </Switch>
              </Shell>
            </Router>
            <Suspense>
              <SignInDialog />
            </Suspense>
          </JournalProvider>
        </QueryClientProvider>
      </ErrorBoundary>
    </ThemeProvider>
  )
}
