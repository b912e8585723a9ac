import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { build } from 'vite'
import { applications, applyAs, expectIcons, field, form, holdScript, row } from './support/desk-page'
import { expect, test as base, withSettings } from './support/fixtures'
import { listen } from './support/listen'

/** What a static host does that knows nothing of this page: files under /desk/, and 404.html for the rest. */
async function hostStatically(folder: string) {
  const files = sirv(folder, {
    extensions: ['html'],
    // sirv knows no type for it.
    setHeaders: (response, path) => void (path.endsWith('.ico') && response.setHeader('Content-Type', 'image/x-icon')),
  })
  const notFound = await readFile(join(folder, '404.html'))
  const server = createServer((request, response) => {
    const miss = () => void response.writeHead(404, { 'Content-Type': 'text/html' }).end(notFound)
    const { url = '/' } = request
    request.url = url.replace(/^\/desk/, '')
    if (url.startsWith('/desk/')) files(request, response, miss)
    else miss()
  })
  return {
    url: `http://127.0.0.1:${await listen(server)}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

const test = base.extend<object, { built: string; host: string }>({
  built: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures are needed
    async ({}, provide, { project, workerIndex }) => {
      const outDir = join(project.outputDir, `sub-path-${workerIndex}`)
      await withSettings({ BASE_PATH: '/desk/' }, () => build({ mode: 'demo', logLevel: 'silent', build: { outDir } }))
      await provide(outDir)
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  host: [
    async ({ built }, provide) => {
      const host = await hostStatically(built)
      await provide(host.url)
      await host.close()
    },
    { scope: 'worker' },
  ],
})

// One worker, so that the demo is built once.
test.describe.configure({ mode: 'default' })

test('404.html of the demo is the page with its header alone, for hosts that know no deep links @deep', async ({
  built,
}) => {
  expect(await readFile(join(built, '404.html'), 'utf8')).toBe(await readFile(join(built, 'app.html'), 'utf8'))
})

test('the demo works under a sub-path @deep', async ({ page, host }) => {
  await page.goto(`${host}/desk/`)
  await applyAs(page, '#558')
  await expect(page).toHaveURL(`${host}/desk/apply`)
  await page.reload()
  await expect(row(page, '#558')).toBeVisible()
  await expectIcons(page)
})

test('under the name of its file the start page is the start page, with what is typed before the script is there @deep', async ({
  page,
  host,
}) => {
  const release = await holdScript(page)
  await page.goto(`${host}/desk/index.html`, { waitUntil: 'commit' })
  await field(page, 'Set ID').fill('126')
  release()
  await expect(page).toHaveURL(`${host}/desk/apply`)
  await expect(field(page, 'Set ID')).toHaveValue('126')
})

test('a deep link under a sub-path opens its page @deep', async ({ page, host }) => {
  await page.goto(`${host}/desk/applications`)
  await expect(applications(page)).toBeVisible()
  await page.getByRole('link', { name: 'Apply', exact: true }).click()
  await expect(form(page)).toBeVisible()
  await expect(page).toHaveURL(`${host}/desk/apply`)
})

test('a static host shows the form before the script is there, and the language that was chosen after it @deep', async ({
  page,
  host,
}) => {
  await page.goto(`${host}/desk/`)
  await page.getByRole('combobox', { name: 'Language' }).selectOption('中文')
  await expect(page.getByRole('form', { name: '申请备份' })).toBeVisible()
  const release = await holdScript(page)
  await page.goto(`${host}/desk/`, { waitUntil: 'commit' })
  await field(page, 'Set ID').fill('126')
  release()
  const chinese = page.getByRole('form', { name: '申请备份' })
  await expect(chinese.getByRole('textbox', { name: 'Set ID', exact: true })).toHaveValue('126')
})
