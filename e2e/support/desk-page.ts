import { expect, type Locator, type Page } from '@playwright/test'
import { latch } from '~/test/latch'

export const form = (page: Page) => page.getByRole('form', { name: 'Apply for backup' })
export const field = (page: Page, name: string) => form(page).getByRole('textbox', { name, exact: true })
export const preview = (page: Page) => form(page).getByRole('region', { name: 'What will be sent' })
export const submit = (page: Page) => form(page).getByRole('button', { name: 'Submit application' })
export const applications = (page: Page) => page.getByRole('region', { name: 'Applications' })
export const rows = (page: Page) =>
  applications(page)
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
export const row = (page: Page, text: string | RegExp) => rows(page).filter({ hasText: text })
export const signInDialog = (page: Page) => page.getByRole('dialog', { name: 'Sign in' })
export const rejectDialog = (page: Page, id: string) => page.getByRole('dialog', { name: `Reject ${id}` })

const names = { setId: 'Set ID', appId: 'App ID', zoneId: 'Zone ID', tableName: 'Table name' } as const
type Values = Partial<Record<keyof typeof names, string>>

/** One table of the demo's world. */
const player = { setId: '126', appId: '2', zoneId: '0', tableName: 'player' }

/** Fills in the form for that table, or for what is given instead. */
export async function fillForm(page: Page, values: Values = {}): Promise<void> {
  for (const [key, value] of Object.entries({ ...player, ...values })) {
    await field(page, names[key as keyof Values]).fill(value) // Object.entries widens the keys
  }
}

/** The form holds what `fillForm` fills in. */
export async function expectForm(page: Page, values: Values = {}): Promise<void> {
  for (const [key, value] of Object.entries({ ...player, ...values })) {
    await expect(field(page, names[key as keyof Values])).toHaveValue(value) // likewise
  }
}

/** The bodies of the applications that this page sends from now on. */
export function sentApplications(page: Page): string[] {
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/oms/apply')) sent.push(request.postData() ?? '')
  })
  return sent
}

/** Applies, whatever it may duplicate, and waits until the page has shown the id. */
export async function applyAs(page: Page, id: string, values: Values = {}): Promise<void> {
  await fillForm(page, values)
  await submit(page).click()
  const created = form(page)
    .getByRole('status')
    .filter({ hasText: `Application ${id} created` })
  const sendAnyway = page.getByRole('button', { name: 'Send anyway' })
  await expect(created.or(sendAnyway)).toBeVisible()
  if (await sendAnyway.isVisible()) await sendAnyway.click()
  await expect(created).toBeVisible()
}

export async function openReject(page: Page, id: string): Promise<Locator> {
  await row(page, id)
    .getByRole('button', { name: `Reject ${id}` })
    .click()
  const dialog = rejectDialog(page, id)
  await expect(dialog).toBeVisible()
  return dialog
}

/** Rejects it with that memo, and waits until its row says so. */
export async function rejectAs(page: Page, id: string, memo: string): Promise<void> {
  await sendRejection(await openReject(page, id), memo)
  await expect(row(page, id).getByText('Rejected', { exact: true })).toBeVisible()
}

export async function sendRejection(dialog: Locator, memo: string): Promise<void> {
  await dialog.getByRole('textbox', { name: 'Memo', exact: true }).fill(memo)
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
}

export async function signIn(page: Page, username = 'reviewer', password = username): Promise<void> {
  const dialog = signInDialog(page)
  await dialog.getByLabel('Username').fill(username)
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
}

export async function signInByToken(page: Page, token: string): Promise<void> {
  const dialog = signInDialog(page)
  await dialog.getByRole('button', { name: 'Use an access token instead' }).click()
  await dialog.getByLabel('Access token', { exact: true }).fill(token)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
}

export const pageScript = '**/assets/index-*.js'

/** Holds the page's script back until it is let go. */
export async function holdScript(page: Page): Promise<() => void> {
  const { opened, open } = latch()
  await page.route(pageScript, async (route) => {
    await opened
    await route.continue()
  })
  return open
}

/** Each picture that the page and its manifest name is there, as what it says it is. */
export async function expectIcons(page: Page): Promise<void> {
  const links = await page.locator('link[rel=icon], link[rel=apple-touch-icon]').evaluateAll(
    (all) => all.map((link) => (link as HTMLLinkElement).dataset['own'] ?? (link as HTMLLinkElement).href), // of link[...]
  )
  const devTools = await page.context().newCDPSession(page)
  // As the browser asks for it, the page's policy included.
  const { url, data = '', errors } = await devTools.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { icons, start_url: start } = JSON.parse(data) as { icons: { src: string }[]; start_url: string } // manifest.webmanifest
  expect(new URL(start, url).pathname).toBe(new URL(page.url()).pathname)
  const named = [...links, ...icons.map(({ src }) => new URL(src, url).href)]
  const types = await Promise.all(
    named.map(async (address) => {
      const answer = await page.request.get(address)
      return [answer.status(), new URL(address).pathname.split('.').at(-1), answer.headers()['content-type']]
    }),
  )
  expect(types).toContainEqual([200, 'ico', expect.stringMatching(/^image\/(?:x-icon|vnd\.microsoft\.icon)$/)])
  expect(types.filter(([, kind]) => kind === 'png')).toEqual(Array.from({ length: 4 }, () => [200, 'png', 'image/png']))
  expect(types.filter(([, kind]) => kind === 'svg')).toEqual([
    [200, 'svg', 'image/svg+xml'],
    [200, 'svg', 'image/svg+xml'],
  ])
}

/** Everything that this origin keeps in the browser, as one text. */
export async function dumpStorage(page: Page): Promise<string> {
  return JSON.stringify(await readStorage(page))
}

/** The same, each database with its stores. */
export function readStorage(page: Page) {
  return page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
      })
    const databases = await Promise.all(
      (await indexedDB.databases()).map(async ({ name = '' }) => {
        const db = await settled(indexedDB.open(name))
        const all = [...db.objectStoreNames].map(async (store) => {
          const records = db.transaction(store).objectStore(store)
          const [keys, values] = await Promise.all([
            settled(records.getAllKeys()),
            settled<unknown[]>(records.getAll()),
          ])
          return { store, keys, values }
        })
        const stores = await Promise.all(all)
        db.close()
        return { name, stores }
      }),
    )
    return { databases, local: Object.entries(localStorage), session: Object.entries(sessionStorage) }
  })
}

/** Pastes a table where many applications are made, and waits until it has been read. */
export async function pasteRows(page: Page, rowsOfTable: string[]): Promise<void> {
  await page.getByRole('textbox', { name: 'Paste rows' }).fill(rowsOfTable.join('\n'))
  await expect(page.getByRole('table', { name: 'Rows as they were read' })).toBeVisible()
}

/** Presses "Submit 30 applications", whose number is that of the valid rows. */
export async function submitMany(page: Page, count: number): Promise<void> {
  const name = count === 1 ? 'Submit 1 application' : `Submit ${count} applications`
  await page.getByRole('button', { name, exact: true }).click()
}

export const progress = (page: Page) => page.getByRole('progressbar', { name: 'Progress' })
export const batchRows = (page: Page) => page.getByRole('table', { name: 'Rows of the table' })

/** A field among the filters of the list, which begin folded. */
export const listFilter = (page: Page, name: string) => page.getByRole('search').getByLabel(name, { exact: true })
export const openFilters = (page: Page) => page.getByRole('button', { name: 'Filters' }).click()
