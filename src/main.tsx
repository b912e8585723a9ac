import '~/app/styles.css'
import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '~/app/app'
import { readDesk } from '~/app/desk'
import { createQueryClient } from '~/app/query-client'
import { StartFailure } from '~/app/start-failure'
import { ThemeProvider } from '~/app/theme-provider'
import { t } from '~/i18n/i18n'
import { JournalError } from '~/journal/database'
import { openJournal } from '~/journal/store'
import { session } from '~/session/session'

const element = document.getElementById('root')
if (element === null) throw new Error('index.html has no #root')
const root = createRoot(element)

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

function show(page: ReactNode): void {
  root.render(<ThemeProvider>{page}</ThemeProvider>)
}

/** Never ends where the address asks the demo for what can't be: the page says so instead. */
async function openDemo() {
  const [{ browserDb }, { startDemo }, { fillAsAsked }] = await Promise.all([
    import('~/mocks/browser-db'),
    import('~/mocks/browser'),
    import('~/demo/fill-as-asked'),
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

async function start() {
  const demo = import.meta.env.MODE === 'demo' ? await openDemo() : await removeMockWorker()
  const desk = await step('desk', readDesk)
  const journal = await step('storage', () =>
    openJournal(desk.environment, () => showInstead(t('app.waiting'), t('app.start.blocked'))),
  )
  if (demo) session.signIn(demo.session)
  else session.start(desk)
  const resetDemo = demo ? () => Promise.all([demo.reset(), journal.clear()]).then(() => undefined) : undefined
  root.render(
    <StrictMode>
      <App desk={desk} journal={journal} queryClient={createQueryClient()} resetDemo={resetDemo} />
    </StrictMode>,
  )
}

// Not awaited: a lazy part that the start waits for imports from the chunk that this file is in.
void start()
