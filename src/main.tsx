import '~/app/styles.css'
import { StrictMode, type ReactNode } from 'react'
import { createRoot, hydrateRoot, type Root } from 'react-dom/client'
import { App } from '~/app/app'
import { readDesk } from '~/app/desk'
import { createQueryClient } from '~/app/query-client'
import { surviveTranslators } from '~/app/survive-translators'
import { StartFailure } from '~/app/start-failure'
import { ThemeProvider } from '~/app/theme-provider'
import { loadTexts, TextsProvider, type Texts } from '~/i18n/i18n'
import { servedLanguage } from '~/i18n/language'
import { JournalError, type Waiting } from '~/record/store/database'
import { openJournal, type Journal } from '~/record/store/store'
import { controller, forgetReload, reloadOnce, removeWorkers } from '~/oms/service-worker'
import { session } from '~/session/session'
import { refuseOtherFiles } from '~/ui/file-drop'

const page = document.getElementById('root')
if (page === null) throw new Error('index.html has no #root')
const element = page
let root: Root | undefined

/** Each step of the start says in its own words what is wrong when it fails. */
async function step<T>(
  t: Texts,
  failure: 'worker' | 'insecure' | 'stranger' | 'filling' | 'desk' | 'storage',
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const newer = error instanceof JournalError && error.reason === 'newer'
    show(t, <StartFailure title={t('app.startFailed')} text={t(`app.start.${newer ? 'newer' : failure}`)} />)
    throw error
  }
}

/** The page continues by itself. */
function showWaiting(t: Texts, why: Waiting | 'filling'): void {
  const said = {
    'older desk': { title: t('app.waiting'), text: t('app.start.blocked') },
    filling: { title: t('app.waiting'), text: t('demo.elsewhere') },
    upgrade: { title: t('app.upgrading'), text: t('app.start.upgrade') },
  }[why]
  show(t, <StartFailure {...said} isWaiting />)
}

function show(t: Texts, content: ReactNode): void {
  render(
    <TextsProvider texts={t}>
      <ThemeProvider>{content}</ThemeProvider>
    </TextsProvider>,
  )
}

function render(content: ReactNode): void {
  root ??= createRoot(element)
  root.render(content)
  document.getElementById('not-started')?.remove()
}

/** What the build has rendered this page for: the form's address, or for every other one the root's, which has the header alone. */
function prerenderedAddress(): string | undefined {
  const { pathname, search } = window.location
  const base = import.meta.env.BASE_URL
  if (element.querySelector('form') === null) return element.hasChildNodes() ? base : undefined
  return search === '' && [base, `${base}apply`].includes(pathname) ? `${base}apply` : undefined
}

/** Takes the page over as the build has rendered it, with what was typed into it and what is just being pressed. */
function hydrate(content: ReactNode): void {
  // From here on React owns them: a rule of the page would outlive what React takes away.
  for (const styled of element.querySelectorAll<HTMLElement>('[data-style]')) {
    styled.style.cssText = styled.dataset.style ?? ''
    delete styled.dataset.style
  }
  if (window.location.pathname === import.meta.env.BASE_URL) window.history.replaceState(null, '', 'apply')
  root = hydrateRoot(element, content)
  document.getElementById('not-started')?.remove()
}

/** Never ends where the address asks the demo for what can't be: the page says so instead. */
async function openDemo(t: Texts) {
  const [{ browserDb }, { startDemo }, { fillAsAsked }, { resetDemo }] = await Promise.all([
    import('~/mocks/browser-db'),
    import('~/mocks/browser'),
    import('~/demo/fill-as-asked'),
    import('~/demo/fill'),
  ])
  const onWaiting = (why: Waiting | 'filling') => showWaiting(t, why)
  const oms = browserDb(() => onWaiting('older desk'))
  const person = await step(t, window.isSecureContext ? 'worker' : 'insecure', () => startDemo(oms))
  await step(t, 'storage', () => oms.transact(async () => undefined))
  if (!(await step(t, 'filling', () => fillAsAsked({ oms, show: (content) => show(t, content), onWaiting }))))
    await new Promise(() => undefined)
  return { person, reset: (journal: Journal) => resetDemo(oms, journal) }
}

/** The desk has no service worker: one that a demo or another project has left at this address would answer for OMS. */
async function openWire(): Promise<void> {
  await removeWorkers()
  if (controller() !== null) await reloadOnce()
  forgetReload()
}

async function openDesk(t: Texts) {
  const desk = await step(t, 'desk', readDesk)
  const journal = await step(t, 'storage', () =>
    openJournal(desk.environment, (why) => showWaiting(t, why), desk.memory),
  )
  return { desk, journal }
}

/** Somebody types, or has pressed keys that are obeyed in a moment. */
function isBusy(): boolean {
  const isTyping = element.querySelector('form')?.contains(document.activeElement) === true
  return isTyping || (window.earlyKeys ?? []).length > 0
}

/** A static host has the start page under the name of its file, too. */
function leaveFileName(): void {
  const { pathname, search, hash } = window.location
  const base = import.meta.env.BASE_URL
  if (pathname === `${base}index.html`) window.history.replaceState(null, '', `${base}${search}${hash}`)
}

async function start() {
  const t = await loadTexts(servedLanguage())
  // Nothing is asked before it is certain who answers.
  const demo = import.meta.env.MODE === 'demo' ? await openDemo(t) : undefined
  if (demo === undefined) await step(t, 'stranger', openWire)
  const { desk, journal } = await openDesk(t)
  session.start(desk, demo !== undefined || isBusy())
  if (demo !== undefined && session.current() === undefined) session.signIn(demo.person)
  const queryClient = createQueryClient()
  const resetDemo =
    demo &&
    (async () => {
      await demo.reset(journal)
      // What OMS has said was of what it no longer has.
      void queryClient.resetQueries()
    })
  const address = root === undefined ? prerenderedAddress() : undefined
  const takeOver = address === undefined ? render : hydrate
  takeOver(
    <StrictMode>
      <App texts={t} desk={desk} journal={journal} queryClient={queryClient} resetDemo={resetDemo} address={address} />
    </StrictMode>,
  )
  // What the dialogs need, so that a press does not wait for it; nor do the first rows.
  setTimeout(() => void import('~/review/decide/reject-dialog').catch(() => {}), 2_000)
}

leaveFileName()
surviveTranslators()
refuseOtherFiles()
// Not awaited: a part that the start imports may import from the file that this is in.
void start()
