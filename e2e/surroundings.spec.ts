import type { BrowserContext, Page } from '@playwright/test'
import { accounts } from '~/mocks/world'
import {
  applyAs,
  fillForm,
  form,
  openReject,
  row,
  rows,
  sendRejection,
  signIn,
  signInDialog,
  submit,
} from './support/desk-page'
import { expect, test } from './support/fixtures'

test.use({ baseURL: ({ real }, provide) => provide(real.url) })

/** Does what the translators of browsers do with every text of the page, again and again. */
async function translate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const translateAll = () => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const texts: Text[] = []
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const isForeign = node.parentElement?.closest('font, script, style, textarea, option') !== null
        if (node instanceof Text && node.data.trim() !== '' && !isForeign) texts.push(node)
      }
      for (const text of texts) {
        const [outer, inner] = [document.createElement('font'), document.createElement('font')]
        inner.textContent = text.data
        outer.append(inner)
        text.replaceWith(outer)
      }
    }
    translateAll()
    new MutationObserver(translateAll).observe(document.body, { childList: true, characterData: true, subtree: true })
  })
}

test('a page that is translated over and over works to the end @deep', async ({ page, real: { oms } }) => {
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  await page.goto('/')
  await expect(page.locator('html')).toHaveAttribute('translate', 'no')
  await signIn(page)
  await translate(page)
  await applyAs(page, '#558')
  await applyAs(page, '#559')
  await expect(row(page, '#559')).toContainText('Pending')
  await sendRejection(await openReject(page, '#558'), 'Wrong window')
  await expect(row(page, '#558')).toContainText('Rejected')
  await page.getByRole('link', { name: 'Applications', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Search applications' }).fill('558')
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('link', { name: '#558' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('#558')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('banner').getByRole('button', { name: 'Sign in' })).toBeVisible()
  expect(errors).toEqual([])
  expect(oms.arrivals.filter(({ url }) => url.includes('/apply?'))).toHaveLength(3)
})

const lacks = {
  'is null': (owner: object, name: string) => Object.defineProperty(owner, name, { value: null }),
  'is missing': (owner: object, name: string) => Object.defineProperty(owner, name, { value: undefined }),
  'is forbidden': (owner: object, name: string) =>
    Object.defineProperty(owner, name, {
      get: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    }),
}
const everything = {
  window: ['localStorage', 'sessionStorage', 'BroadcastChannel'],
  'Navigator.prototype': ['locks', 'serviceWorker', 'storage', 'clipboard'],
  'Crypto.prototype': ['randomUUID'],
}

const take = (page: Page, lack: (owner: object, name: string) => unknown, names: Record<string, string[]>) =>
  page.addInitScript(
    Object.entries(names)
      .map(([owner, of]) => `for (const name of ${JSON.stringify(of)}) (${String(lack)})(${owner}, name)`)
      .join(';'),
  )

for (const [how, lack] of Object.entries(lacks)) {
  test(`where everything that a browser can lack ${how}, it is applied and rejected all the same @deep`, async ({
    page,
    real: { oms },
  }) => {
    await take(page, lack, everything)
    await page.goto('/')
    await signInDialog(page).getByRole('switch', { name: 'Stay signed in on this tab' }).check()
    await signIn(page)
    await applyAs(page, '#558')
    await sendRejection(await openReject(page, '#558'), 'Wrong window')
    await expect(row(page, '#558')).toContainText('Rejected')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('banner').getByRole('button', { name: 'Sign in' })).toBeVisible()
    expect(oms.arrivals.filter(({ url }) => url.includes('/apply?'))).toHaveLength(2)
  })

  test(`where the demo's service worker ${how}, the page says why there is none @deep`, async ({ page, demo }) => {
    await take(page, lack, { 'Navigator.prototype': ['serviceWorker'] })
    await page.goto(demo.url)
    await expect(page.getByRole('alert')).toContainText('none can answer here')
  })
}

test('where the database of the browser is forbidden, the page says that nothing was sent @deep', async ({
  page,
  real,
  demo,
}) => {
  await take(page, lacks['is forbidden'], { window: ['indexedDB'] })
  for (const { url } of [real, demo]) {
    await page.goto(url)
    await expect(page.getByRole('alert')).toContainText('This browser offers no storage (IndexedDB)')
  }
})

/** A worker of another project takes over what is opened at this address: it answers everything, and claims to be the demo's. */
async function registerStranger(context: BrowserContext, url: string): Promise<void> {
  const script = `
    addEventListener('install', () => skipWaiting())
    addEventListener('activate', (event) => event.waitUntil(clients.claim()))
    addEventListener('fetch', (event) => {
      const { pathname } = new URL(event.request.url)
      const desk = { environment: 'demo', omsHost: null, applyAddress: 'http://elsewhere/', signIn: 'injected' }
      const headers = { 'X-Backup-Desk-Mock': '1' }
      if (pathname === '/desk.json') event.respondWith(Response.json(desk, { headers }))
      if (pathname.startsWith('/oms/')) event.respondWith(Response.json({ apply: { ret: 0, id: 666 } }, { headers }))
    })`
  await context.route('**/stranger.js', (route) => route.fulfill({ contentType: 'text/javascript', body: script }))
  const tab = await context.newPage()
  await tab.goto(`${url}/favicon.svg`)
  await tab.evaluate(async () => {
    await navigator.serviceWorker.register('/stranger.js')
    await navigator.serviceWorker.ready
  })
  await tab.close()
}

test('the worker of another project at the same address answers neither for OMS nor for the demo @deep', async ({
  page,
  context,
  real,
  demo,
}) => {
  await registerStranger(context, real.url)
  await page.goto(real.url)
  await signIn(page)
  await applyAs(page, '#558')
  expect(real.oms.arrivals.filter(({ url }) => url.includes('/apply?'))).toHaveLength(1)
  await registerStranger(context, demo.url)
  await page.goto(demo.url)
  await applyAs(page, '#558')
  await expect(page.getByText('666')).toHaveCount(0)
})

test('the worker of another project that takes over an open page is told of, and nothing is sent @deep', async ({
  page,
  context,
  real,
  demo,
}) => {
  for (const [url, says] of [
    [real.url, 'The service worker of another project has taken over this page'],
    [demo.url, "The demo's worker does not answer this page"],
  ] as const) {
    await page.goto(url)
    if (url === real.url) await signIn(page)
    await expect(submit(page)).toBeEnabled()
    await registerStranger(context, url)
    await page.waitForFunction(() => navigator.serviceWorker.controller?.scriptURL.endsWith('/stranger.js') === true)
    await fillForm(page)
    await submit(page).click()
    const alert = form(page).getByRole('alert').filter({ hasText: 'Not sent: nothing was created' })
    await expect(alert).toContainText(says)
  }
  expect(real.oms.arrivals.filter(({ url }) => url.includes('/apply?'))).toEqual([])
})

test('after the sign-out in another tab nobody is signed in, and the token is nowhere in the memory of the page @deep', async ({
  page,
  context,
}) => {
  const { token } = accounts[1]
  const tools = await context.newCDPSession(page)
  const heap = async () => {
    const chunks: string[] = []
    const collect = ({ chunk }: { chunk: string }) => void chunks.push(chunk)
    tools.on('HeapProfiler.addHeapSnapshotChunk', collect)
    await tools.send('HeapProfiler.collectGarbage')
    await tools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
    tools.off('HeapProfiler.addHeapSnapshotChunk', collect)
    return chunks.join('')
  }
  await page.goto('/')
  await signIn(page)
  await applyAs(page, '#558')
  expect((await heap()).includes(token)).toBe(true)

  const other = await context.newPage()
  await other.goto('/')
  await signIn(other)
  await other.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('banner').getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expect.poll(async () => (await heap()).includes(token), { timeout: 30_000 }).toBe(false)
})
