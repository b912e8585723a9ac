import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Redirect, Route, Router, Switch } from 'wouter'
import { ApplyScreen } from '~/app/apply-screen'
import { deskName, type Desk } from '~/app/desk'
import { ErrorBoundary } from '~/app/error-boundary'
import { Keyboard } from '~/app/keyboard/keyboard'
import { NotFound } from '~/app/not-found'
import { Shell } from '~/app/shell'
import { SignIn } from '~/app/sign-in'
import { ThemeProvider } from '~/app/theme-provider'
import { TextsProvider, useT, type Texts } from '~/i18n/i18n'
import { JournalProvider } from '~/record/react/journal-context'
import type { Journal } from '~/record/store/store'
import { lazyPart, quietPart } from '~/ui/lazy-part'
import { useHydrated } from '~/ui/use-hydrated'

const ApplicationsPage = lazyPart(async () => (await import('~/review/list/applications-page')).ApplicationsPage)
const ApplicationPage = lazyPart(async () => (await import('~/review/one/application-page')).ApplicationPage)
const BackupsPage = lazyPart(async () => (await import('~/backups/backups-page')).BackupsPage)
const HelpPage = lazyPart(async () => (await import('~/app/help/help-page')).HelpPage)
const Watching = quietPart(async () => (await import('~/review/watch/watching')).Watching)

type Props = {
  /** In the language that the page was served in. */
  texts: Texts
  /** Unknown to the build, which renders the start page in advance. */
  desk: Desk | undefined
  journal: Journal
  queryClient: QueryClient
  resetDemo?: (() => Promise<void>) | undefined
  /** What the build renders this page for, or has rendered it for. */
  address?: string | undefined
}

export function App({ texts, ...props }: Props) {
  return (
    <TextsProvider texts={texts}>
      <Screens {...props} />
    </TextsProvider>
  )
}

function Screens({ desk: known, journal, queryClient, resetDemo, address }: Omit<Props, 'texts'>) {
  const t = useT()
  useEffect(() => {
    document.documentElement.lang = t.language
  }, [t.language])
  // The first render is the page of the build, which it takes over.
  const desk = useHydrated() ? known : undefined
  const destination = desk && { name: deskName(t, desk), applyAddress: desk.applyAddress }
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
                  <Route path="/">{desk && <Redirect to="/apply" replace />}</Route>
                  <Route path={/^\/apply(?:\/(?<mode>many)(?:\/(?<batch>[\w-]+))?)?\/?$/}>
                    {({ mode, batch }) => (
                      <ApplyScreen destination={destination} mode={mode === 'many' ? 'many' : 'one'} batch={batch} />
                    )}
                  </Route>
                  <Route path="/applications" component={ApplicationsPage} />
                  <Route path="/applications/:key">
                    {({ key }) =>
                      desk && <ApplicationPage key={key} addressKey={key} applyAddress={desk.applyAddress} />
                    }
                  </Route>
                  <Route path="/backups" component={BackupsPage} />
                  <Route path="/help" component={HelpPage} />
                  <Route component={NotFound} />
                </Switch>
              </Shell>
              <Keyboard />
              {desk && <Watching />}
            </Router>
            <SignIn />
          </JournalProvider>
        </QueryClientProvider>
      </ErrorBoundary>
    </ThemeProvider>
  )
}
