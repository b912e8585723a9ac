import type { Page } from '@playwright/test'
import { en } from '~/i18n/en'
import { exportText } from '~/record/transfer/export-file'
import { applications, applyAs, openReject, rows, sendRejection } from '../support/desk-page'
import { openWith, seeded } from '../support/seed-applications'
import { longApplications, longEvents } from './long-values'
import { closeDialog, dialog, expect, press, type Screen } from './screen'

async function track(page: Page, ids: string, summary: string): Promise<void> {
  await dialog(page).getByRole('textbox', { name: 'Ids' }).fill(ids)
  await dialog(page).getByRole('button', { name: 'Track', exact: true }).click()
  await expect(dialog(page)).toContainText(summary)
}

async function importFile(page: Page, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await press(page, 'Import')
  await (await chooser).setFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await expect(dialog(page)).toBeVisible()
}

/** What a reviewer comes to. */
export const reviewScreens: Screen[] = [
  {
    screen: 'list',
    inAddress: true,
    allWidths: true,
    async *walk(page) {
      await page.goto('/applications')
      await expect(applications(page)).toContainText('No applications yet')
      yield 'empty'
      await page.goto('/applications?seed=200')
      await expect(rows(page).first()).toBeVisible()
      yield 'full'
      await page.goto('/applications?show=attention&sort=set')
      await expect(rows(page).first()).toBeVisible()
      yield 'attention'
      await page.goto('/applications?q=nowhere&status=pending')
      await expect(applications(page)).toContainText('No application matches')
      yield 'filtered-to-none'
    },
  },
  {
    screen: 'list-long',
    inAddress: true,
    allWidths: true,
    async *walk(page) {
      await openWith(page, longApplications(), '/applications', longEvents())
      await expect(rows(page)).toHaveCount(longApplications().length)
      yield 'values'
    },
  },
  {
    screen: 'list-selection',
    async *walk(page) {
      const soon = new Date(Date.now() + 600_000).toISOString()
      const rejection = { attempt: 'r', sentAt: soon, expires: soon, memo: 'on its way' }
      const kinds = ['pending', 'approved', 'rejected', 'refused', 'unknown'] as const
      const all = [...kinds.map((kind, index) => seeded(index, kind)), seeded(5, 'pending', { rejection })]
      await openWith(page, all, '/applications?sort=set')
      await page.getByRole('checkbox', { name: 'Select #1000', exact: true }).check()
      yield 'one'
      await press(page, 'Export')
      await expect(page.getByRole('menuitem', { name: 'CSV' })).toBeVisible()
      yield 'export-menu'
    },
  },
  {
    screen: 'saved-views',
    async *walk(page) {
      await openWith(page, [seeded(0)], '/applications?sort=set')
      await press(page, 'Saved views')
      const name = dialog(page).getByRole('textbox', { name: 'Save this view as' })
      await name.fill('By set')
      yield 'new'
      await name.press('Enter')
      await expect(dialog(page).getByRole('link', { name: 'By set' })).toBeVisible()
      yield 'saved'
    },
  },
  {
    screen: 'reject',
    async *walk(page) {
      await page.goto('/')
      await applyAs(page, '#558')
      const rejecting = await openReject(page, '#558')
      yield 'empty'
      await rejecting.getByRole('button', { name: 'Reject', exact: true }).click()
      await expect(rejecting).toContainText(en.reject.memoNeeded)
      yield 'error'
      await sendRejection(rejecting, 'fault_whitelist')
      await expect(rejecting.getByRole('alert')).toBeVisible()
      yield 'refused'
    },
  },
  {
    screen: 'reject-many',
    async *walk(page) {
      await page.goto('/applications')
      await press(page, 'Track by id')
      await track(page, '534, 538 541', '3 tracked')
      await closeDialog(page)
      for (const id of ['534', '538', '541'])
        await page.getByRole('checkbox', { name: `Select #${id}`, exact: true }).check()
      await press(page, 'Reject 3 applications')
      await expect(dialog(page).getByRole('textbox', { name: 'Memo', exact: true })).toBeFocused()
      yield 'empty'
      await dialog(page).getByRole('button', { name: 'Reject', exact: true }).click()
      await expect(dialog(page)).toContainText(en.reject.memoNeeded)
      await dialog(page).getByRole('switch', { name: 'Different memo for some' }).click()
      await dialog(page).getByRole('textbox', { name: 'Own memo for #534' }).fill('fault_transaction')
      await dialog(page).getByRole('textbox', { name: 'Own memo for #538' }).fill('fault_whitelist')
      yield 'own-memos'
      await sendRejection(dialog(page), 'not now')
      await expect(dialog(page).getByRole('alert')).toContainText('Stopped at #538')
      yield 'end'
    },
  },
  {
    screen: 'approve',
    async *walk(page) {
      await openWith(page, longApplications(), '/applications', longEvents())
      for (const [id, name] of [
        ['9000', 'long'],
        ['9001', 'all-servers'],
      ] as const) {
        await press(page, `Approve #${id}`)
        await expect(dialog(page)).toContainText('This cannot be undone here.')
        yield name
        await closeDialog(page)
      }
    },
  },
  {
    screen: 'track',
    async *walk(page) {
      await page.goto('/applications')
      await press(page, 'Track by id')
      await expect(dialog(page).getByRole('textbox', { name: 'Ids' })).toBeFocused()
      yield 'empty'
      await track(page, 'x', 'Neither an id')
      yield 'error'
      await track(page, '534-536, 542, 9500', '2 tracked, 1 not a backup, 1 not found, 1 failed')
      yield 'end'
      await track(page, '9403', 'Stopped at #9403')
      yield 'stopped'
    },
  },
  {
    screen: 'import',
    async *walk(page) {
      await page.goto('/applications')
      await importFile(page, '[1]')
      yield 'refused'
      await closeDialog(page)
      const events = [...longEvents(), { kind: 'odd' }]
      await importFile(page, exportText('demo', new Date().toISOString(), events))
      await expect(dialog(page).getByRole('button', { name: /^Import \d+ application/ })).toBeVisible()
      yield 'preview'
      await dialog(page)
        .getByRole('button', { name: /^Import \d+ application/ })
        .click()
      await expect(dialog(page).getByRole('button', { name: en.carry.done })).toBeVisible()
      yield 'end'
    },
  },
  {
    screen: 'dialog',
    async *walk(page) {
      await page.goto('/applications?seed=20')
      await expect(rows(page).first()).toBeVisible()
      await page.keyboard.press('?')
      await expect(dialog(page)).toContainText(en.keyboard.title)
      yield 'keyboard'
      await closeDialog(page)
      for (const [name, title] of [
        ['clear', en.carry.clear],
        ['limits', en.limits.title],
      ] as const) {
        await press(page, title)
        await expect(dialog(page)).toBeVisible()
        yield name
        await closeDialog(page)
      }
    },
  },
]
