import { setupWorker } from 'msw/browser'
import type { OmsDb } from '~/mocks/db'
import { deskHandlers } from '~/mocks/desk'
import { replaceWith, seed } from '~/mocks/seed'
import { accounts } from '~/mocks/world'
import { isMocked } from '~/oms/client'

/**
 * Puts the mock OMS between this page and the network. Resolves once it answers; throws where it
 * does not: the browser has no service workers (plain http on a host name), or bypasses them.
 */
export async function startDemo(db: OmsDb) {
  // setupWorker reloads a page that its worker does not control: for ever where the browser bypasses workers.
  if (navigator.serviceWorker?.controller === null && (await navigator.serviceWorker.getRegistration()) !== undefined) {
    const isReloaded = window.history.state === 'reloaded'
    window.history.replaceState(isReloaded ? null : 'reloaded', '')
    if (isReloaded) throw new Error('The mock worker does not control this page after a reload.')
  }
  await setupWorker(...deskHandlers(db)).start({
    quiet: true,
    onUnhandledRequest: 'bypass',
    serviceWorker: { url: `${import.meta.env.BASE_URL}mockServiceWorker.js` },
  })
  if (!(await isMocked())) throw new Error('The mock worker does not answer this page.')
  if (window.history.state === 'reloaded') window.history.replaceState(null, '')
  return {
    session: { token: accounts[0].token, username: accounts[0].username },
    reset: () => db.transact((oms) => replaceWith(oms, seed())),
  }
}
