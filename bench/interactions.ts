import type { Page } from '@playwright/test'
import { applications, field } from '../e2e/support/desk-page'
import type { Tab } from './browser'
import type { Measured } from './measures'
import { percentile } from './numbers'
import type { Expected } from './page/paint-timing'
import type { SearchKey } from './search-keys'

/** How long the page takes to paint its answer, in ms. */
async function timed(page: Page, expected: Expected, act: () => Promise<void>): Promise<number> {
  await page.evaluate((what) => bench.expectAnswer(what), expected)
  await act()
  return page.evaluate(() => bench.answered())
}

/** Types in the search of the list. */
export async function search({ page }: Tab, keys: SearchKey[]): Promise<Measured> {
  await page.getByRole('searchbox', { name: 'Search applications' }).focus()
  const times: number[] = []
  for (const { key, found, isSeen } of keys) {
    const time = await timed(page, { action: 'search', found }, () => page.keyboard.press(key))
    if (isSeen) times.push(time)
  }
  return { 'search: key, p75': percentile(times, 0.75) }
}

/** Turns the wheel over the list for three seconds. */
export async function scroll({ page, cdp }: Tab): Promise<Measured> {
  const speed = 5_000
  await page.evaluate(() => bench.noteFrames())
  await cdp.send('Input.synthesizeScrollGesture', {
    x: 640,
    y: 500,
    yDistance: -3 * speed,
    speed,
    gestureSourceType: 'mouse',
  })
  const { times, blankMs } = await page.evaluate(() => bench.notedFrames())
  const top = await page.evaluate(() => window.scrollY)
  if (top < speed) throw new Error(`bench: the list was scrolled only to ${top}`)
  return {
    'scroll: frames over 50 ms': (100 * times.filter((time) => time > 50).length) / times.length,
    'scroll: blank at most': blankMs,
  }
}

/** Presses the first Reject button, closes the dialog, and presses it again. */
export async function reject({ page }: Tab): Promise<Measured> {
  const button = applications(page)
    .getByRole('button', { name: /^Reject #/ })
    .first()
  const dialog = page.getByRole('dialog')
  const open = () => timed(page, { action: 'dialog' }, () => button.click())
  const close = async () => {
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }
  const first = await open()
  await close()
  const second = await open()
  await close()
  return { 'Reject: first time': first, 'Reject: second time': second }
}

/** Types sixty keys into two fields of the form. */
export async function type({ page }: Tab): Promise<Measured> {
  const times: number[] = []
  for (const { label, keys } of [
    { label: 'Table name', keys: 'player_of_the_week_2026_archiv' },
    { label: 'Set ID', keys: '123456789012345678901234567890' },
  ]) {
    const input = field(page, label)
    await input.focus()
    await page.keyboard.press('End')
    let value = await input.inputValue()
    for (const key of keys) {
      value += key
      times.push(await timed(page, { action: 'typing', label, value }, () => page.keyboard.press(key)))
    }
  }
  return { 'typing: key, median': percentile(times, 0.5), 'typing: key, p98': percentile(times, 0.98) }
}
