import { expect, type Page } from '@playwright/test'
import { en } from '~/i18n/en'
import { zhCn as zh } from '~/i18n/zh-cn'
import { applications, applyAs, openReject, sendRejection } from '../desk-page'
import { openWith, seeded } from '../seed-applications'
import { dialog, press, type Screen } from './screen'

async function openTracking(page: Page): Promise<void> {
  await page.goto('/applications')
  await press(page, 'Track by id')
}

async function track(page: Page, ids: string, summary: string): Promise<void> {
  await dialog(page).getByRole('textbox', { name: 'Ids' }).fill(ids)
  await dialog(page).getByRole('button', { name: 'Track', exact: true }).click()
  await expect(dialog(page)).toContainText(summary)
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toHaveCount(0)
}

/** What a reviewer comes to, and every screen in Chinese. */
export const reviewScreens: Screen[] = [
  {
    screen: 'a rejection',
    async *walk(page) {
      await page.goto('/')
      await applyAs(page, '#558')
      const rejecting = await openReject(page, '#558')
      yield
      await rejecting.getByRole('button', { name: 'Reject', exact: true }).click()
      await expect(rejecting).toContainText(en.reject.memoNeeded)
      yield
    },
  },
  {
    screen: 'the list, wide or narrow, with a selection or empty',
    async *walk(page) {
      const soon = new Date(Date.now() + 600_000).toISOString()
      const rejection = { attempt: 'r', sentAt: soon, expires: soon, memo: 'on its way' }
      const kinds = ['pending', 'approved', 'rejected', 'refused', 'unknown'] as const
      const all = [...kinds.map((kind, index) => seeded(index, kind)), seeded(5, 'pending', { rejection })]
      await openWith(page, all, '/applications?sort=set')
      await page.getByRole('checkbox', { name: 'Select #1000', exact: true }).check()
      yield
      await page.setViewportSize({ width: 390, height: 844 })
      yield
      await page.getByRole('searchbox').fill('nowhere')
      await expect(applications(page)).toContainText('No application matches')
      yield
    },
  },
  {
    screen: 'saved views',
    async *walk(page) {
      await openWith(page, [seeded(0)], '/applications?sort=set')
      await press(page, 'Saved views')
      await dialog(page).getByRole('textbox', { name: 'Save this view as' }).fill('By set')
      yield
      await page.keyboard.press('Enter')
      await expect(dialog(page).getByRole('link', { name: 'By set' })).toBeVisible()
      yield
      await page.setViewportSize({ width: 390, height: 844 })
      yield
    },
  },
  {
    screen: 'tracking',
    async *walk(page) {
      await openTracking(page)
      await expect(dialog(page).getByRole('textbox', { name: 'Ids' })).toBeFocused()
      yield
      await track(page, 'x', 'Not an id')
      yield
      await track(page, '534-536, 9500', '2 tracked, 1 not found, 1 failed')
      yield
      await track(page, '9403', 'Stopped at #9403')
      yield
    },
  },
  {
    screen: 'exporting, rejecting many and importing',
    async *walk(page) {
      await openTracking(page)
      await track(page, '534, 538 541', '3 tracked')
      await closeDialog(page)
      for (const id of ['534', '538', '541'])
        await page.getByRole('checkbox', { name: `Select #${id}`, exact: true }).check()
      await press(page, 'Export')
      await expect(page.getByRole('menuitem', { name: 'CSV' })).toBeVisible()
      yield
      await page.keyboard.press('Escape')
      await press(page, 'Reject 3 applications')
      await expect(dialog(page).getByRole('textbox', { name: 'Memo', exact: true })).toBeFocused()
      yield
      await dialog(page).getByRole('button', { name: 'Reject', exact: true }).click()
      await expect(dialog(page)).toContainText(en.reject.memoNeeded)
      await dialog(page).getByRole('switch', { name: 'Different memo for some' }).click()
      await dialog(page).getByRole('textbox', { name: 'Own memo for #534' }).fill('fault_transaction')
      await dialog(page).getByRole('textbox', { name: 'Own memo for #538' }).fill('fault_whitelist')
      yield
      await sendRejection(dialog(page), 'not now')
      await expect(dialog(page).getByRole('alert')).toContainText('Stopped at #538')
      yield
      await closeDialog(page)
      const chooser = page.waitForEvent('filechooser')
      await press(page, 'Import')
      await (await chooser).setFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('[1]') })
      await expect(dialog(page)).toBeVisible()
      yield
    },
  },
  {
    screen: 'the page of an application, its approval and its transaction',
    async *walk(page) {
      await page.setViewportSize({ width: 390, height: 900 })
      await page.goto('/applications/999')
      await expect(page.getByText("uid: can't find apply_list(apply_id=999)")).toBeVisible()
      await expect(page.getByText('This browser has no record of that application')).toBeVisible()
      await expect(page.getByRole('button', { name: 'Track #999' })).toHaveCount(0)
      yield
      await page.goto('/applications/557')
      await expect(page.getByRole('region', { name: 'In OMS' })).toContainText('execute_status 0')
      yield
      await press(page, 'Track #557')
      await press(page, 'Approve #557')
      await expect(dialog(page)).toContainText('This cannot be undone here.')
      yield
      await dialog(page).getByRole('button', { name: 'Approve', exact: true }).click()
      await expect(page.getByRole('region', { name: /^Backup transaction \d+: / })).toBeVisible()
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
      yield
    },
  },
  {
    screen: 'pages that are none, and a demo that is being filled',
    async *walk(page) {
      await page.goto('/no/such/page')
      await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
      yield
      await page.goto('/applications?seed=1.5')
      await expect(page.getByRole('alert')).toContainText('a whole number from 0 to 200,000')
      yield
      await page.getByRole('link', { name: 'Open the demo as it is' }).click()
      await expect(page).toHaveURL('/applications')
      await page.goto('/apply?seed=200000', { waitUntil: 'commit' })
      await expect(page.getByRole('progressbar', { name: 'Filling the demo' })).toBeVisible()
      yield
    },
  },
  {
    screen: 'every screen in Chinese',
    locale: 'zh-CN',
    async *walk(page) {
      await page.goto('/')
      await expect(page.getByRole('button', { name: zh.apply.submit })).toBeEnabled()
      yield
      await page.goto('/apply/many')
      await expect(page.getByRole('textbox', { name: zh.many.paste })).toBeVisible()
      yield
      await page.goto('/applications?seed=20')
      await expect(page.getByRole('table', { name: zh.review.region }).getByRole('row').nth(5)).toBeVisible()
      yield
      await page.keyboard.press('?')
      await expect(dialog(page)).toContainText(zh.keyboard.title)
      yield
      await closeDialog(page)
      for (const name of [zh.track.title, zh.carry.clear]) {
        await press(page, name)
        await expect(dialog(page)).toBeVisible()
        yield
        await closeDialog(page)
      }
      await page.keyboard.press('j')
      await page.keyboard.press('r')
      await expect(dialog(page).getByRole('textbox', { name: zh.reject.memo })).toBeFocused()
      yield
      await closeDialog(page)
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name: zh.one.timeline })).toBeVisible()
      yield
    },
  },
  {
    screen: 'the sign-in in Chinese',
    locale: 'zh-CN',
    settings: {},
    async *walk(page) {
      await page.goto('/')
      await expect(page.getByRole('dialog', { name: zh.signIn.title })).toBeVisible()
      yield
    },
  },
]
