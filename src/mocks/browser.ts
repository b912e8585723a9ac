import { setupWorker } from 'msw/browser'
import type { OmsDb } from '~/mocks/db'
import { deskHandlers } from '~/mocks/desk'
import { accounts } from '~/mocks/world'
import { controller, forgetReload, isOwnWire, reloadOnce, removeWorkers, restartMockBy } from '~/oms/service-worker'

/** Of a name that no other project uses: MSW believes whatever is registered under its script's address. */
const script = `${import.meta.env.BASE_URL}demo-worker.js`

/**
 * Puts the mock OMS between this page and the network. Resolves to who is signed in once it answers; throws where it
 * does not: the browser has no service workers (plain http on a host name), forbids or bypasses them.
 */
export async function startDemo(db: OmsDb) {
  const own = new URL(script, window.location.origin).href
  await removeWorkers(own)
  // setupWorker reloads a page that its worker does not control: for ever where the browser bypasses workers.
  if (controller() === null && (await navigator.serviceWorker.getRegistration()) !== undefined) await reloadOnce()
  await awaitNewer(own)
  const worker = setupWorker(...deskHandlers(db))
  const start = () => worker.start({ quiet: true, onUnhandledRequest: 'bypass', serviceWorker: { url: script } })
  await start()
  restartMockBy(async () => {
    if (controller()?.scriptURL !== own) return
    worker.stop()
    // Where it can't be started the page says that it does not answer.
    await start().catch(() => {})
  })
  if (!(await isOwnWire())) throw new Error('The mock worker does not answer this page.')
  forgetReload()
  return { token: accounts[0].token, username: accounts[0].username }
}

/** The worker of an older demo is replaced once the browser has asked for the script of that name, for which setupWorker does not wait. */
async function awaitNewer(own: string): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration()
  // Offline the one that is there will do.
  await registration?.update().catch(() => {})
  const newer = [registration?.installing, registration?.waiting].find((worker) => worker?.scriptURL === own)
  if (!newer) return
  await new Promise<void>((resolve) => {
    newer.addEventListener('statechange', () => {
      if (newer.state === 'activated' || newer.state === 'redundant') resolve()
    })
  })
}
