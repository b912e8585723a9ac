import { setupWorker } from 'msw/browser'
import type { OmsDb } from '~/mocks/db'
import { deskHandlers } from '~/mocks/desk'
import { replaceWith, seed } from '~/mocks/seed'
import { accounts } from '~/mocks/world'
import { controller, forgetReload, isMocked, reloadOnce, removeWorkers } from '~/oms/service-worker'

/** Of a name that no other project uses: MSW believes whatever is registered under its script's address. */
const script = `${import.meta.env.BASE_URL}demo-worker.js`

/**
 * Puts the mock OMS between this page and the network. Resolves once it answers; throws where it
 * does not: the browser has no service workers (plain http on a host name), forbids or bypasses them.
 */
export async function startDemo(db: OmsDb) {
  await removeWorkers(new URL(script, window.location.origin).href)
  // setupWorker reloads a page that its worker does not control: for ever where the browser bypasses workers.
  if (controller() === null && (await navigator.serviceWorker.getRegistration()) !== undefined) await reloadOnce()
  await setupWorker(...deskHandlers(db)).start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url: script },
  })
  if (!(await isMocked())) throw new Error('The mock worker does not answer this page.')
  forgetReload()
  return {
    session: { token: accounts[0].token, username: accounts[0].username },
    reset: () => db.transact((oms) => replaceWith(oms, seed())),
  }
}
