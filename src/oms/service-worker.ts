/** What this page's own mock puts into each of its answers: no host and no worker of another project can know it. */
export const mockMark = { name: 'X-Backup-Desk-Mock', value: String(Math.random()) }

const answerMs = 10_000

/** Whether the mock of this page's demo gave an answer. */
export function isFromMock({ headers }: Response): boolean {
  return headers.get(mockMark.name) === mockMark.value
}

/** Whether the demo's worker answers. One that the browser has stopped, or bypasses, is in control and lets requests pass. */
async function isMocked(): Promise<boolean> {
  if (controller() === null) return false
  try {
    const answer = await fetch('/desk.json', { cache: 'no-store', signal: AbortSignal.timeout(answerMs) })
    // An answer whose body nobody reads is on its way until the signal ends it.
    await answer.body?.cancel()
    return isFromMock(answer)
  } catch {
    return false
  }
}

let restartMock = () => Promise.resolve()
let restarting: Promise<void> | undefined

/** How the demo starts its mock again. */
export function restartMockBy(restart: () => Promise<void>): void {
  restartMock = restart
}

/**
 * Whether nobody but the desk's own answers this page: in the demo its mock, elsewhere no service worker at all. The mock is started
 * again where its worker has forgotten this page: stopped by the browser, replaced by a newer one, or told that the page is left.
 */
export async function isOwnWire(): Promise<boolean> {
  if (import.meta.env.MODE !== 'demo') return controller() === null
  if (await isMocked()) return true
  restarting ??= restartMock().finally(() => {
    restarting = undefined
  })
  await restarting
  return isMocked()
}

/** Removes the service workers of this address, but for the one of that script: one of another project would answer for OMS. */
export async function removeWorkers(own?: string): Promise<void> {
  const home = new URL(import.meta.env.BASE_URL, window.location.origin).href
  try {
    const registrations = await navigator.serviceWorker.getRegistrations()
    const foreign = registrations.filter(
      ({ scope, active, waiting, installing }) =>
        scope.startsWith(home) &&
        ![active, waiting, installing].some((worker) => worker !== null && worker.scriptURL === own),
    )
    await Promise.all(foreign.map((registration) => registration.unregister()))
  } catch {
    // A browser without service workers, or one that forbids them.
  }
}

/** The service worker that requests of this page go to. */
export function controller(): ServiceWorker | null {
  try {
    return navigator.serviceWorker?.controller ?? null
  } catch {
    return null
  }
}

/** What came of the page being loaded anew is well: the next time may begin like this one. */
export function forgetReload(): void {
  if (window.history.state === 'reloaded') window.history.replaceState(null, '')
}

/** Loads the page anew. Throws where that has been tried, and forgets it: a person may try again. */
export async function reloadOnce(): Promise<never> {
  const isReloaded = window.history.state === 'reloaded'
  window.history.replaceState(isReloaded ? null : 'reloaded', '')
  if (isReloaded) throw new Error('A service worker is in the way after a reload.')
  window.location.reload()
  return new Promise(() => undefined)
}
