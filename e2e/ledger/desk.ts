import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page, Route } from '@playwright/test'
import { latch } from '~/test/latch'
import { dumpStorage, fillForm, form, row, rows, signInByToken, signInDialog, submit } from '../support/desk-page'
import { expect, serveDesk, test as base, type Served } from '../support/fixtures'
import { ordinary, startFaultOms, success, type Arrival, type Fault, type FaultOms } from './fault-oms'

/** Found nowhere but in the desk's memory and in OMS's request line. */
export const canary = 'canary-7f3a9c'

type WorkerFixtures = {
  /** The production build behind a real proxy, in front of an OMS that misbehaves on command. */
  behind: { served: Served; oms: FaultOms }
}
type TestFixtures = {
  /** The worker's OMS, as new. */
  oms: FaultOms
  /** A page of the desk, signed in. */
  desk: Page
  /** A folder for `startBrowser`. */
  profile: string
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  behind: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures are needed
    async ({}, provide) => {
      const oms = await startFaultOms()
      const served = await serveDesk({ OMS_ADDRESS: oms.address })
      await provide({ served, oms })
      await served.close()
      expect(served.logs()).not.toContain(canary)
      await oms.stop()
    },
    { scope: 'worker' },
  ],
  baseURL: ({ behind }, provide) => provide(behind.served.url),
  oms: async ({ behind }, provide) => {
    await behind.oms.reset()
    await provide(behind.oms)
    await behind.oms.reset()
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern which fixtures are needed
  profile: async ({}, provide) => {
    const profile = await mkdtemp(join(tmpdir(), 'desk-profile-'))
    await provide(profile)
    await rm(profile, { recursive: true, force: true })
  },
  // oms is named for its reset, which comes before the page.
  desk: async ({ page, oms: _oms }, provide) => {
    await openDesk(page)
    await provide(page)
    if (page.isClosed()) return
    // Whatever the case did: the token is kept nowhere and shown nowhere.
    expect(await dumpStorage(page)).not.toContain(canary)
    expect(page.url() + (await page.content())).not.toContain(canary)
  },
})

export { expect }

/** Opens the desk and signs in with a pasted token, as a person whose password is none of our business. */
export async function openDesk(page: Page, address = '/'): Promise<void> {
  await page.goto(address)
  await signInByToken(page, canary)
  await expect(signInDialog(page)).toBeHidden()
}

/** Applies for one table that no other case uses, and does not wait. */
export async function press(page: Page, tableName: string): Promise<void> {
  await fillForm(page, { tableName })
  await submit(page).click()
}

/** Waits for the row of that table to show this status. */
export async function expectStatus(page: Page, tableName: string, status: string): Promise<void> {
  await expect(row(page, `Table ${tableName}`).getByText(status, { exact: true })).toBeVisible()
}

/** Decides about an application in its row, and does not wait; gives the dialog. */
export async function decide(
  page: Page,
  verb: 'Reject' | 'Approve',
  id: string,
  { memo = 'not this week', clickCount = 1 } = {},
): Promise<Locator> {
  const name = `${verb} ${id}`
  await rows(page).getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog', { name })
  if (verb === 'Reject') await dialog.getByRole('textbox', { name: 'Memo' }).fill(memo)
  await dialog.getByRole('button', { name: verb, exact: true }).click({ clickCount })
  return dialog
}

/** Approves an application, and waits until it is. */
export async function approve(page: Page, id: string): Promise<void> {
  await decide(page, 'Approve', id)
  await expect(row(page, id).getByText('Approved', { exact: true })).toBeVisible()
}

/** Opens the page of an application from its row, and the dialog that starts or resumes its backup; gives the button that does. */
export async function openExecute(page: Page, id: string, verb: 'Start' | 'Resume'): Promise<Locator> {
  await row(page, id).getByRole('link', { name: id, exact: true }).click()
  await page.getByRole('button', { name: `${verb} backup ${id}` }).click()
  const dialog = page.getByRole('dialog', { name: `${verb} backup ${id}` })
  return dialog.getByRole('button', { name: `${verb} backup`, exact: true })
}

/** A fault that waits for a word before it goes on. */
export function held(then: Fault = ordinary): { fault: Fault; release: () => void } {
  const { opened, open } = latch()
  return {
    release: open,
    fault: async (exchange) => {
      await opened
      await then(exchange)
    },
  }
}

/** The next answer of the gate to such a request is lost on its way to the page. */
export async function loseAnswer(page: Page, call: Arrival['call']): Promise<void> {
  const lose = async (route: Route) => {
    await route.fetch()
    await route.abort()
  }
  await page.route(`**/oms/${call}`, lose, { times: 1 })
}

/** OMS does it, and then the line is dead. */
export const commitThenDrop: Fault = ({ commit, socket }) => {
  commit()
  socket.destroy()
}

/** OMS has read the request, does nothing and hangs up. */
export const dropBeforeCommit: Fault = ({ socket }) => void socket.destroy()

/** OMS has read the request and says nothing, for as long as one cares to wait. */
export const hang: Fault = () => undefined

export const commitThenHang: Fault = ({ commit }) => void commit()

/** The documented success with other words around or in it. */
export function committed(rewrite: (id: string) => string | Buffer, status = 200, type?: string): Fault {
  return ({ commit, answer }) => answer(status, rewrite(commit()), type)
}

export { form, row, rows, success }
