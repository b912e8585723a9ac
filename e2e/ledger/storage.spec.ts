import type { Page } from '@playwright/test'
import { signInByToken } from '../support/desk-page'
import { canary, committed, expect, expectStatus, form, hang, held, openDesk, press, rows, success, test } from './desk'
import { readJournal } from './journal'
import { expectAgreement } from './ledger'

/** Runs in a page of the desk's origin: a handle on the journal that stays open. */
async function holdJournal(page: Page, environment: string, version: number): Promise<void> {
  await page.evaluate(
    ([name, wanted]) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(name, wanted)
        request.addEventListener('success', () => {
          Object.assign(window, { held: request.result })
          resolve()
        })
        request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
      }),
    [`backup-desk:${environment}`, version] as const,
  )
}

test('storage: an intent whose transaction aborts after its success is not sent', async ({ desk, oms }) => {
  await desk.evaluate(() => {
    const add = Reflect.get(IDBObjectStore.prototype, 'add') as (
      this: IDBObjectStore,
      ...values: unknown[]
    ) => IDBRequest
    IDBObjectStore.prototype.add = function addAndAbort(...values) {
      const request = add.apply(this, values)
      request.addEventListener('success', () => queueMicrotask(() => this.transaction.abort()))
      return request
    }
  })
  await press(desk, 'guild')
  await expect(form(desk).getByRole('alert')).toContainText('what is not recorded is not sent')
  expect(oms.ledger.arrivals).toEqual([])
})

test('storage: a result that cannot be written stays on the screen with its id, and says so', async ({ desk, oms }) => {
  const { fault, release } = held(committed(success))
  oms.obey(fault)
  await press(desk, 'guild')
  await oms.arrived(1)
  await desk.evaluate(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  release()
  await expect(form(desk).getByRole('status')).toContainText('Application #558 created')
  await expect(form(desk).getByRole('alert')).toContainText('could not be saved')
  expect((await readJournal(desk, oms.environment)).map(({ kind }) => kind)).toEqual(['apply intent'])
})

test('storage: site data cleared while the desk is open are not missed, and what is under way is kept', async ({
  desk,
  oms,
  context,
  baseURL,
}) => {
  await press(desk, 'guild')
  await expectStatus(desk, 'guild', 'Pending')
  const { fault, release } = held(committed(success))
  oms.obey(fault)
  await press(desk, 'mail')
  await oms.arrived(2)
  const cdp = await context.newCDPSession(desk)
  await cdp.send('Storage.clearDataForOrigin', { origin: baseURL ?? '', storageTypes: 'indexeddb' })
  release()
  await expectStatus(desk, 'mail', 'Pending')
  await expect(rows(desk)).toHaveCount(1)
  const kinds = (await readJournal(desk, oms.environment)).map(({ kind }) => kind)
  expect(kinds).toEqual(['apply intent', 'apply outcome'])
})

test('storage: a journal of a newer desk is left alone, and the page says so @deep', async ({ page, oms }) => {
  await page.goto('/favicon.svg')
  await holdJournal(page, oms.environment, 99)
  await page.goto('/')
  await expect(page.getByRole('alert')).toContainText('a newer Backup Desk has written')
})

test('storage: a tab whose journal a newer desk has taken over says so, and sends nothing @deep', async ({
  desk,
  oms,
  context,
}) => {
  await press(desk, 'guild')
  await expectStatus(desk, 'guild', 'Pending')
  const newer = await context.newPage()
  await newer.goto('/favicon.svg')
  await holdJournal(newer, oms.environment, 99)
  const notice = desk.getByRole('alert').filter({ hasText: 'a newer Backup Desk has written' })
  await expect(notice.getByRole('button', { name: 'Reload' })).toBeVisible()
  await expectStatus(desk, 'guild', 'Pending')
  await press(desk, 'mail')
  await expect(form(desk).getByRole('alert')).toContainText('what is not recorded is not sent')
  expect(oms.ledger.arrivals).toHaveLength(1)
})

test('storage: an old tab that holds the journal is waited for @deep', async ({ page, oms, context }) => {
  const old = await context.newPage()
  await old.goto('/favicon.svg')
  await holdJournal(old, oms.environment, 1)
  await page.goto('/')
  await expect(page.getByRole('alert')).toContainText('Close or reload that tab')
  await old.close()
  await signInByToken(page, canary)
  await press(page, 'guild')
  await expectStatus(page, 'guild', 'Pending')
  await expectAgreement(page, oms)
})

test('tabs: without Web Locks a closed tab leaves an unknown outcome when its lease has run out @deep', async ({
  page,
  oms,
  context,
}) => {
  await context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }))
  await page.clock.install()
  await openDesk(page)
  const second = await context.newPage()
  await openDesk(second)
  oms.obey(hang)
  await press(second, 'guild')
  await oms.arrived(1)
  await second.close()
  await expectStatus(page, 'guild', 'Sending')
  await page.clock.fastForward(61_000)
  await expectStatus(page, 'guild', 'Outcome unknown')
  expect(oms.ledger.arrivals).toHaveLength(1)
})

test('tabs: with Web Locks a closed tab leaves an unknown outcome at once', async ({ desk, oms, context }) => {
  const second = await context.newPage()
  await openDesk(second)
  oms.obey(hang)
  await press(second, 'guild')
  await oms.arrived(1)
  await second.close()
  await expectStatus(desk, 'guild', 'Outcome unknown')
  await expectAgreement(desk, oms)
})

test('tabs: back and forward show what was sent, and send nothing @deep', async ({ desk, oms }) => {
  await press(desk, 'guild')
  await expectStatus(desk, 'guild', 'Pending')
  await desk.goto('/favicon.svg')
  await desk.goBack()
  await expectStatus(desk, 'guild', 'Pending')
  expect(oms.ledger.arrivals).toHaveLength(1)
  await expectAgreement(desk, oms)
})
