import '~/app/styles.css'
import { StrictMode, type ReactNode } from 'react'
import { createRoot, hydrateRoot, type Root } from 'react-dom/client'
import { App } from '~/app/app'
import { ApplicationsPage } from '~/app/applications-screen'
import { ApplyPanel } from '~/app/apply-screen'
import { readDesk } from '~/app/desk'
import { createQueryClient } from '~/app/query-client'
import { StartFailure } from '~/app/start-failure'
import { ThemeProvider } from '~/app/theme-provider'
import { startLanguage, t, withTexts } from '~/i18n/i18n'
import { preferredLanguage } from '~/i18n/preferred-language'
import { catalogueQueries } from '~/journal/catalogue-queries'
import { JournalError } from '~/journal/database'
import { journalQueries } from '~/journal/queries'
import { openJournal } from '~/journal/store'
import { session } from '~/session/session'
import { isFormBuilt } from '~/ui/built-page'
import { fetchNeeded } from '~/ui/likely'
import { withPatience } from '~/ui/with-patience'

const element = document.getElementById('root')
if (element === null) throw new Error('index.html has no #root')
const page = element
let root: Root | undefined

/** Each step of the start says in its own words what is wrong when it fails. */
async function step<T>(failure: 'worker' | 'filling' | 'desk' | 'storage', work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const newer = error instanceof JournalError && error.reason === 'newer'
    showInstead(t('app.startFailed'), t(`app.start.${newer ? 'newer' : failure}`))
    throw error
  }
}

function showInstead(title: string, text: string): void {
  show(<StartFailure title={title} text={text} />)
}

function show(content: ReactNode): void {
  root ??= createRoot(page)
  root.render(<ThemeProvider>{content}</ThemeProvider>)
}

/** The page of the build becomes alive as it stands: its fields are the ones that a person is typing into. */
function takeOver(content: ReactNode): void {
  if (root !== undefined || !isFormBuilt()) {
    root ??= createRoot(page)
    return root.render(content)
  }
  if (window.location.pathname === import.meta.env.BASE_URL) window.history.replaceState(null, '', 'apply')
  root = hydrateRoot(page, content)
}

/** Never ends where the address asks the demo for what can't be: the page says so instead. */
async function openDemo() {
  const [{ browserDb }, { startDemo }, { fillAsAsked }] = await Promise.all([
    import('~/mocks/browser-db'),
    import('~/mocks/browser'),
    withTexts(() => import('~/demo/fill-as-asked')),
  ])
  const onWaiting = (why: 'older desk' | 'filling') =>
    showInstead(t('app.waiting'), t(why === 'filling' ? 'demo.elsewhere' : 'app.start.blocked'))
  const oms = browserDb(() => onWaiting('older desk'))
  const demo = await step('worker', () => startDemo(oms))
  if (!(await step('filling', () => fillAsAsked({ oms, show, onWaiting })))) await new Promise(() => undefined)
  return demo
}

/** The demo of an earlier day may have left its worker at this address, where it could answer for a real OMS. */
async function removeMockWorker(): Promise<void> {
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? []
  const left = registrations.filter(({ active, waiting, installing }) =>
    [active, waiting, installing].some((worker) => worker?.scriptURL.endsWith('/mockServiceWorker.js') === true),
  )
  if (left.length === 0) return
  await Promise.all(left.map((registration) => registration.unregister()))
  if (navigator.serviceWorker.controller !== null) {
    window.location.reload()
    await new Promise(() => undefined)
  }
}

/** The texts of the person's language could not be loaded, so the page of the build is none that this one could take over. */
function speakEnglish(): void {
  document.documentElement.lang = 'en'
  page.replaceChildren()
  delete page.dataset.prerendered
}

async function openDesk() {
  const desk = await step('desk', readDesk)
  const journal = await step('storage', () =>
    openJournal(desk.environment, () => showInstead(t('app.waiting'), t('app.start.blocked'))),
  )
  return { desk, journal }
}

async function start() {
  // First of all: what is fetched next brings its texts in this language.
  const language = preferredLanguage()
  document.documentElement.lang = language
  await startLanguage(language).catch(speakEnglish)
  // On its way while the desk is opened; who needs it and does not get it says so.
  const part = window.location.pathname === `${import.meta.env.BASE_URL}applications` ? ApplicationsPage : ApplyPanel
  const fetched = part.fetch().catch(() => {})
  fetchNeeded()
  // The mock OMS answers for the demo's desk as well; a left-over one reloads the page before anything is shown.
  const demo = import.meta.env.MODE === 'demo' ? await openDemo() : undefined
  const [{ desk, journal }] = await Promise.all([openDesk(), demo ?? removeMockWorker()])
  if (demo) session.signIn(demo.session)
  else session.start(desk, page.querySelector('form')?.contains(document.activeElement))
  const queryClient = createQueryClient()
  // Read while the page is taken over, so that it is there when the panel is.
  if (isFormBuilt()) void queryClient.prefetchQuery(journalQueries.latest(journal))
  // What draws the page anew does it once, with what there is to see.
  const contents = part === ApplicationsPage ? queryClient.prefetchQuery(catalogueQueries.contents(journal)) : undefined
  const resetDemo = demo ? () => Promise.all([demo.reset(), journal.clear()]).then(() => undefined) : undefined
  if (!isFormBuilt()) await Promise.all([fetched, withPatience(contents)])
  takeOver(
    <StrictMode>
      <App desk={desk} journal={journal} queryClient={queryClient} resetDemo={resetDemo} />
    </StrictMode>,
  )
}

// Not awaited: a lazy part that the start waits for imports from the chunk that this file is in.
void start()
