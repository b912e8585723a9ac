import { loadavg } from 'node:os'
import { chromium } from '@playwright/test'
import * as z from 'zod/mini'
import { accounts } from '~/mocks/world'
import { launchOptions } from '../e2e/support/find-browser'
import { startMockOms } from '../e2e/support/mock-oms-server'
import { newRecord, serveTeam } from '../e2e/support/team-desk'
import { fillRecord } from './fill-record'

/** How a new browser takes over a team's record of `SIZE` applications, with its list on the screen. */
const { SIZE = '100000' } = process.env
const size = z.coerce.number().check(z.int(), z.positive()).parse(SIZE)
const patienceMs = 10 * 60_000

const oms = await startMockOms()
const record = newRecord()
const last = await fillRecord(record, new URL(oms.address).host, size)
const desk = await serveTeam(oms.address, record)
const browser = await chromium.launch(launchOptions())
const page = await browser.newPage()
page.setDefaultTimeout(patienceMs)
await page.addInitScript(() => {
  const tasks: number[] = []
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  })
  Object.assign(window, { tasks })
})
await page.goto(`${desk.url}/applications`)
const [, { username, password }] = accounts
const dialog = page.getByRole('dialog', { name: 'Sign in' })
await dialog.getByLabel('Username').fill(username)
await dialog.getByLabel('Password', { exact: true }).fill(password)
const newest = page.waitForResponse((response) => response.url().includes('newest='))
const began = performance.now()
const seconds = () => ((performance.now() - began) / 1_000).toFixed(1)
await dialog.getByRole('button', { name: 'Sign in' }).click()
await newest
console.log(`${seconds()} s  the newest are answered`)
await page.locator('tbody a[href*="/applications/"]').first().waitFor()
console.log(`${seconds()} s  first row`)
const told = page.waitForRequest((request) => request.url().endsWith(`after=${last}&wait=25`))
await told
console.log(`${seconds()} s  all ${last} events of ${size} applications are taken over`)
await sayTasks()
await page.getByText(`${size.toLocaleString('en')} applications`, { exact: true }).waitFor()
console.log(`${seconds()} s  and listed`)
await sayTasks()
await browser.close()
await desk.close()
await oms.close()

/** Those that have kept the page from its person since the last time. */
async function sayTasks(): Promise<void> {
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks.splice(0)) // as put there above
  const over = tasks.filter((ms) => ms > 200).length
  const load = loadavg()[0]?.toFixed(1)
  console.log(
    `        longest task ${Math.max(0, ...tasks).toFixed(0)} ms, ${over} of more than 200 ms; load of the last minute ${load}`,
  )
}
