import { field, submit } from '../e2e/support/desk-page'
import { openBrowser } from './browser'
import { loaded } from './cold-load'
import { serveDesk } from './serve'

/**
 * The moment that counts as "first field usable" is worth something only if what is typed then is what OMS gets: types the
 * first key then, the others when the page is there, and throws when the application that arrives has another set.
 */
export async function proveFirstField(): Promise<void> {
  const desk = await serveDesk()
  const { relay, journal, oms } = desk
  const browser = await openBrowser(relay, journal)
  try {
    const tab = await browser.newTab({ line: 'slow' })
    await browser.load(tab, '/apply', { field: true, list: 'empty' })
    await loaded(tab)
    const { page } = tab
    await page.keyboard.type('26')
    for (const [name, value] of [
      ['App ID', '2'],
      ['Zone ID', '0'],
      ['Table name', 'player'],
    ] as const)
      await field(page, name).fill(value)
    await submit(page).click()
    await page
      .getByText(/^Application #\d+ created/)
      .first()
      .waitFor()
    const sent = oms.arrivals.filter(({ method, url: address }) => method === 'POST' && address.includes('apply'))
    if (sent.length !== 1 || sent[0]?.body.includes('"set_id":"126"') !== true) {
      throw new Error(`bench: 126 was typed, OMS got ${JSON.stringify(sent.map(({ body }) => body))}`)
    }
  } finally {
    await browser.close()
    await desk.close()
  }
}
