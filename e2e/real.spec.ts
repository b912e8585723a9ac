import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startMockOms } from './support/mock-oms-server'
import { accounts } from '~/mocks/world'
import {
  applyAs,
  dumpStorage,
  field,
  fillForm,
  form,
  rejectAs,
  row,
  rows,
  signIn,
  signInDialog,
  submit,
} from './support/desk-page'
import { expect, serveDemo, serveDesk, test, type MockOms } from './support/fixtures'

test.use({ baseURL: ({ real }, provide) => provide(real.url) })

const applyAddress = '/app/newoms.php/webservice/business/backup-svr-data/apply'
const query = 'cmd=10009&ip-type=webservicerest&access-token='
const { token } = accounts[1]

/** What arrived besides the calls for a token and for suggestions. */
function actions({ arrivals }: MockOms) {
  return arrivals.filter(({ method, url }) => method === 'POST' && url.includes('/backup-svr-data/'))
}

test('the desk asks at start who is there, and says which OMS it talks to', async ({ page, real }) => {
  await page.goto('/')
  const dialog = signInDialog(page)
  await expect(dialog.getByLabel('Username')).toBeFocused()
  await expect(dialog.getByLabel('Password', { exact: true })).toBeVisible()
  await expect(page.getByText(new URL(real.oms.address).host, { exact: true })).toBeVisible()
  await expect(page.getByText('This is a demo.')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toBeHidden()
  await fillForm(page)
  await submit(page).click()
  await expect(dialog).toBeVisible()
  await expect(rows(page)).toHaveCount(0)
  expect(real.oms.arrivals).toEqual([])
})

test('one press sends the documented request, once', async ({ page, real }) => {
  await page.goto('/')
  await signIn(page)
  await form(page).getByRole('radio', { name: 'Selected servers' }).check()
  await fillForm(page, { tableName: '' })
  await field(page, 'Server IDs').fill('126.2.2.2\n126.2.2.3')
  await submit(page).click()
  await expect(row(page, '#558').getByText('Pending', { exact: true })).toBeVisible()
  await expect(row(page, '#558')).toContainText('by reviewer')
  expect(actions(real.oms).map(({ method, url, body }) => ({ method, url, body }))).toEqual([
    {
      method: 'POST',
      url: `${applyAddress}?${query}${token}`,
      body: '{"set_id":"126","app_id":"2","zone_id":"0","svr_ids":["126.2.2.2","126.2.2.3"],"auto_approve":"0"}',
    },
  ])
})

test('the token is in no address, no storage and no text of the page', async ({ page, context, real }) => {
  const addresses: string[] = []
  context.on('request', (request) => addresses.push(request.url()))
  await page.goto('/')
  await signIn(page)
  await expect(signInDialog(page)).toBeHidden()
  await applyAs(page, '#558')
  await rejectAs(page, '#558', 'done')
  expect(actions(real.oms)).toHaveLength(2)
  const others = real.oms.arrivals.filter(({ url }) => !url.includes('/webservice/token?'))
  expect(others.every(({ url }) => url.endsWith(token))).toBe(true)
  expect(addresses.filter((address) => address.includes('/oms/')).length).toBeGreaterThan(0)
  expect(addresses.filter((address) => address.includes(token))).toEqual([])
  const stored = await dumpStorage(page)
  expect(stored).toContain('backup-desk:')
  expect(stored).toContain('"memo":"done"')
  expect(stored).not.toContain(token)
  expect(stored).not.toContain('"password"')
  expect(await page.content()).not.toContain(token)
})

test('a mock worker left over by a demo at the same address is gone before it can answer for OMS @deep', async ({
  page,
  context,
}) => {
  const workers = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
  const demo = await serveDemo()
  // A page that is closed like this says no goodbye, at which the mock's worker would remove itself.
  const earlier = await context.newPage()
  await earlier.goto(demo.url)
  await applyAs(earlier, '#558')
  await earlier.close()
  await page.goto(`${demo.url}/favicon.svg`)
  expect(await workers()).toBe(1)
  await demo.close()

  const oms = await startMockOms()
  const desk = await serveDesk({ OMS_ADDRESS: oms.address }, { port: demo.port })
  await page.goto(desk.url)
  await signIn(page)
  await expect(rows(page)).toHaveCount(0)
  await applyAs(page, '#558')
  expect(actions(oms)).toHaveLength(1)
  expect(await workers()).toBe(0)
  await desk.close()
  await oms.close()
})

test('the production build holds no mock code', async () => {
  const folder = join(import.meta.dirname, '..', 'dist')
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = files
    .filter((file) => file.isFile() && !/\.(?:br|gz)$/.test(file.name))
    .map((file) => join(file.parentPath, file.name))
  const texts = await Promise.all(names.map((name) => readFile(name, 'utf8')))
  expect(names.filter((name) => name.includes('demo-worker'))).toEqual([])
  expect(texts.join('\n')).toContain('Apply for backup')
  const mock = ['fault_lost_answer', 'setupWorker', '126.2.2.4', 'game_set', accounts[0].token, 'MSW']
  const filling = ['tracked approved', 'Wait for the maintenance window', 'backup-desk:demo']
  for (const trace of [...mock, ...filling]) {
    expect(names.filter((_name, index) => texts[index]?.includes(trace))).toEqual([])
  }
})
