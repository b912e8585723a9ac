import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { Redirect, Route, Router, Switch } from 'wouter'
import { ApplicationsScreen } from '~/app/applications-screen'
import { ApplyScreen } from '~/app/apply-screen'
import type { Desk } from '~/app/desk'
import { ErrorBoundary } from '~/app/error-boundary'
import { NotFound } from '~/app/not-found'
import { Shell } from '~/app/shell'
import { SignIn } from '~/app/sign-in'
import { ThemeProvider } from '~/app/theme-provider'
import { useLanguage } from '~/i18n/i18n'
import { JournalProvider } from '~/journal/journal-context'
import type { Journal } from '~/journal/store'
import { takeOver } from '~/ui/built-page'
import { lazyPart } from '~/ui/lazy-part'
import { fetchLikely } from '~/ui/likely'

// Not needed for the first screen.
const Keyboard = lazyPart(
  async () => (await import('~/app/keyboard')).Keyboard,
  () => null,
)
const ApplicationPage = lazyPart(async () => (await import('~/review/application-page')).ApplicationPage)

type Props = {
  /** Unknown to the build, which renders the start page in advance. */
  desk: Desk | undefined
  journal: Journal
  queryClient: QueryClient
  resetDemo?: (() => Promise<void>) | undefined
  /** Where no browser has one. */
  address?: string
}

export function App({ desk, journal, queryClient, resetDemo, address }: Props) {
  // Whatever is drawn below is drawn again in another language.
  useLanguage()
  useEffect(fetchLikely, [])
  useEffect(() => takeOver('header'), [])
  return (
    <ThemeProvider>
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <JournalProvider journal={journal}>
            <Router
              base={import.meta.env.BASE_URL.replace(/\/$/, '')}
              {...(address !== undefined && { ssrPath: address, ssrSearch: '' })}
            >
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
                    {({ key }) =>
                      desk && (
                        <Suspense>
                          <ApplicationPage key={key} addressKey={key} applyAddress={desk.applyAddress} />
                        </Suspense>
                      )
                    }
                  </Route>
                  <Route component={NotFound} />
                </Switch>
              </Shell>
              <Suspense>
                <Keyboard />
              </Suspense>
            </Router>
            <SignIn />
          </JournalProvider>
        </QueryClientProvider>
      </ErrorBoundary>
    </ThemeProvider>
  )
}
