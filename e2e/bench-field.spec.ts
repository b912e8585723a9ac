import { expect, test, type Page } from '@playwright/test'
import { pageScript } from '../bench/page-script'

test.describe.configure({ mode: 'parallel' })

const field = '<label>Set ID <input></label>'

/** Loads a page with that body, watched as the bench watches the desk; `ready` there is when the field became one that is worth something. */
async function load(page: Page, body: string) {
  const html = `<!doctype html><body><main>${body}</main></body>`
  await page.route('http://bench.invalid/', (route) => route.fulfill({ contentType: 'text/html', body: html }))
  await page.addInitScript({ content: `${await pageScript('probe')}\nbench.watch({ field: true })` })
  await page.goto('http://bench.invalid/')
  const measured = await page.evaluate(() => bench.loaded())
  return { ...measured, ready: Number(await page.evaluate('globalThis.ready')) }
}

const inAFewFrames = (work: string) => `<script>
  let frames = 0
  const wait = () => {
    frames += 1
    if (frames < 10) return requestAnimationFrame(wait)
    ${work}
    ready = performance.now()
  }
  wait()
</script>`

test('a field counts from the key that stays', async ({ page }) => {
  const { lostKeys } = await load(page, field)
  expect(lostKeys).toBe(0)
  await expect(page.getByLabel('Set ID')).toHaveValue('1')
})

test('a field that is replaced after it took a key counts from the new one, and the key as lost', async ({ page }) => {
  const {
    field: usable,
    lostKeys,
    ready,
  } = await load(
    page,
    `${field}<script>
      document.querySelector('input').addEventListener('input', () => requestAnimationFrame(() => {
        document.querySelector('main').innerHTML = '${field}'
        ready = performance.now()
      }))
    </script>`,
  )
  expect(lostKeys).toBe(1)
  expect(usable).toBeGreaterThan(ready)
  await expect(page.getByLabel('Set ID')).toHaveValue('1')
})

for (const [what, body] of [
  [
    'covered',
    `${field}<div id="cover" style="position: fixed; inset: 0"></div>${inAFewFrames('document.getElementById("cover").remove()')}`,
  ],
  [
    'disabled',
    `${field.replace('<input', '<input disabled')}${inAFewFrames('document.querySelector("input").disabled = false')}`,
  ],
  ['inert', `<div inert>${field}</div>${inAFewFrames('document.querySelector("[inert]").inert = false')}`],
  [
    'invisible',
    `<div style="opacity: 0">${field}</div>${inAFewFrames('document.querySelector("main div").style.opacity = 1')}`,
  ],
] as const) {
  test(`a field that is ${what} does not count yet`, async ({ page }) => {
    const { field: usable, lostKeys, ready } = await load(page, body)
    expect(lostKeys).toBe(0)
    expect(usable).toBeGreaterThan(ready)
  })
}
