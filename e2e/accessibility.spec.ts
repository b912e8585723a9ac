import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { en } from '~/i18n/en'
import { zhCn as zh } from '~/i18n/zh-cn'
import { accounts } from '~/mocks/world'
import {
  applications,
  applyAs,
  field,
  fillForm,
  form,
  openReject,
  pasteRows,
  rejectAs,
  row,
  rows,
  sendRejection,
  signInByToken,
  signInDialog,
  submit,
  submitMany,
} from './desk-page'
import { expect, test, type Settings } from './fixtures'
import { openWith, seeded } from './seed-applications'

/** Leads a page from state to state, and yields in each that axe shall look at. */
type Screen = {
  screen: string
  walk: (page: Page) => AsyncGenerator<void>
  locale?: string
  /** In front of an OMS instead of the demo. */
  settings?: Settings
}

const dialog = (page: Page) => page.getByRole('dialog')
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
const header = 'set_id,app_id,zone_id,table_name'

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

const screens: Screen[] = [
  {
    screen: 'the form, empty and with errors',
    async *walk(page) {
      await page.goto('/')
      for (const [scope, error] of [
        ['Tables', en.apply.error.required],
        ['Selected servers', 'At least one server id'],
        ['All servers', 'Type ALL in capital letters to confirm'],
      ] as const) {
        await expect(submit(page)).toBeEnabled()
        if (scope === 'Tables') yield
        else await form(page).getByRole('radio', { name: scope }).check()
        await submit(page).click()
        await expect(form(page)).toContainText(error)
        yield
      }
    },
  },
  {
    screen: 'suggestions',
    async *walk(page) {
      await page.goto('/')
      await fillForm(page, { zoneId: '', tableName: '' })
      await expect(form(page).getByText('OMS knows 3 zones.')).toBeVisible()
      await field(page, 'Zone ID').click()
      await page.keyboard.press('ArrowDown')
      await expect(form(page).getByRole('option', { selected: true })).toBeVisible()
      yield
      await page.keyboard.press('Enter')
      await expect(form(page).getByText('OMS knows 3 zones, 4 tables.')).toBeVisible()
      await field(page, 'Table name').click()
      await expect(form(page).getByRole('option')).toHaveCount(4)
      yield
    },
  },
  {
    screen: 'server ids that are wrong, listed and removed',
    async *walk(page) {
      await page.goto('/')
      await form(page).getByRole('radio', { name: 'Selected servers' }).check()
      await fillForm(page, { zoneId: '', tableName: '' })
      await field(page, 'Server IDs').fill('126.2.2.2\n127.2.2.2\n127.2.2.2\n126.2.2\ntcapsvr')
      await press(page, 'Show list')
      await expect(form(page).getByRole('list', { name: 'List of servers' })).toBeVisible()
      await submit(page).click()
      await expect(field(page, 'Server IDs')).toHaveAttribute('aria-invalid', 'true')
      yield
      await press(page, 'Remove all')
      await expect(form(page).getByText('Removed 4 ids')).toBeVisible()
      yield
    },
  },
  {
    screen: 'rows of every status, their alerts, the list, and a form that is filled in again',
    async *walk(page) {
      await page.goto('/')
      await applyAs(page, '#558')
      await rejectAs(page, '#558', 'test')
      await applyAs(page, '#559')
      yield
      await form(page).getByRole('switch', { name: 'Auto-approve' }).click()
      await applyAs(page, '#560')
      for (const [tableName, status] of [
        ['fault_transaction', 'Refused'],
        ['fault_lost_answer', 'Outcome unknown'],
        ['fault_slow', 'Sending'],
      ] as const) {
        await fillForm(page, { tableName })
        await submit(page).click()
        await expect(rows(page).first().getByText(status, { exact: true })).toBeVisible()
        yield
      }
      await page.getByRole('link', { name: 'All applications' }).click()
      await expect(row(page, '#558')).toBeVisible()
      yield
      await page.getByRole('link', { name: '#558' }).click()
      await page.getByRole('link', { name: 'Fix and resubmit' }).click()
      await expect(form(page).getByRole('note')).toContainText('Fix and resubmit #558')
      yield
    },
  },
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
    screen: 'the sign-in',
    async *walk(page) {
      await page.goto('/')
      await press(page, 'Sign out')
      await press(page, 'Sign in')
      await expect(signInDialog(page)).toBeVisible()
      yield
      await signInDialog(page).getByRole('button', { name: 'Sign in' }).click()
      await expect(signInDialog(page)).toContainText('Needed')
      yield
      await press(page, 'Use an access token instead')
      await expect(signInDialog(page).getByLabel('Access token', { exact: true })).toBeVisible()
      yield
    },
  },
  {
    screen: 'the sign-in at the start and after a refused token, and the name of an environment',
    settings: { ENVIRONMENT_NAME: 'Production', ENVIRONMENT_COLOUR: 'red' },
    async *walk(page) {
      await page.goto('/')
      await expect(signInDialog(page)).toBeVisible()
      yield
      await signInByToken(page, 'a-token-that-has-expired')
      await fillForm(page)
      await submit(page).click()
      await expect(signInDialog(page)).toContainText('OMS does not accept your token any more')
      yield
      await page.keyboard.press('Escape')
      await expect(signInDialog(page)).toBeHidden()
      yield
    },
  },
  {
    screen: 'a shared token',
    settings: { OMS_ACCESS_TOKEN: accounts[1].token },
    async *walk(page) {
      await page.goto('/')
      await expect(page.getByText('Shared token', { exact: true })).toBeVisible()
      yield
    },
  },
  {
    screen: 'many at once, from the empty table to its result',
    async *walk(page) {
      await page.goto('/')
      await applyAs(page, '#558')
      await page.goto('/apply/many')
      await expect(applications(page)).toBeVisible()
      yield
      await page.getByRole('textbox', { name: 'Paste rows' }).fill('zone_id,table_name\n0,player')
      await expect(page.getByRole('alert')).toContainText('set_id, app_id')
      await expect(page.getByRole('button', { name: 'Submit 0 applications' })).toBeDisabled()
      yield
      const table = ['126,2,0,player', '126,02,0,x', '126,2,0,player', '126,2,0,nosuch', '126,2,0,fault_lost_answer']
      await pasteRows(page, [header, ...table])
      yield
      await submitMany(page, 3)
      await expect(dialog(page)).toContainText('1 row of your table is concerned: 1')
      yield
      await dialog(page).getByRole('button', { name: 'Send anyway' }).click()
      await expect(page.getByRole('button', { name: 'Retry 1 refused' })).toBeVisible()
      yield
    },
  },
  {
    screen: 'tables in zones',
    async *walk(page) {
      await page.goto('/apply/many')
      await page.getByText('These tables in these zones').click()
      await field(page, 'Set ID').fill('126')
      await field(page, 'App ID').fill('2')
      await field(page, 'Table names').fill('player\nguild\nmail')
      await field(page, 'Zone IDs').fill('0, 1')
      await field(page, 'Zone IDs').press('Enter')
      await expect(page.getByText('6 rows are ready')).toBeVisible()
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
      await dialog(page).getByRole('switch', { name: 'Other memos for some of them' }).click()
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
      await expect(dialog(page)).toContainText('This desk can not take that back.')
      yield
      await dialog(page).getByRole('button', { name: 'Approve', exact: true }).click()
      await expect(page.getByRole('region', { name: /^Backup transaction \d+: / })).toBeVisible()
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
      yield
    },
  },
  {
    screen: 'what OMS has near an unknown application',
    async *walk(page) {
      await page.goto('/')
      await fillForm(page, { tableName: 'fault_lost_answer' })
      await submit(page).click()
      await rows(page).first().getByRole('link', { name: 'No OMS id' }).click()
      await page.getByLabel('First id to look at').fill('557')
      await press(page, 'Look it up in OMS')
      await expect(page.getByRole('row', { name: /#558.*fault_lost_answer.*Same set, zone and table/ })).toBeVisible()
      yield
    },
  },
  {
    screen: 'pages that are none, and a demo that is being filled',
    async *walk(page) {
      await page.goto('/no/such/page')
      await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
      yield
      await page.goto('/applications?seed=1.5')
      await expect(page.getByRole('alert')).toContainText('a whole number from 0 to 200,000')
      yield
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

for (const { screen, walk, locale = 'en-GB', settings } of screens) {
  test.describe(screen, () => {
    test.use({
      locale,
      ...(settings === undefined
        ? { baseURL: ({ demo }, provide) => provide(demo.url) }
        : { settings, baseURL: ({ real }, provide) => provide(real.url) }),
    })

    test('axe finds nothing @deep', async ({ page }) => {
      let states = 0
      for await (const _state of walk(page)) await expectAccessible(page, (states += 1))
    })
  })
}

/** No violation on the page as it stands, in either colour scheme. It is left in the light one. */
async function expectAccessible(page: Page, state: number): Promise<void> {
  // The page has no frames: axe needs no second page to add up theirs.
  const axe = () => new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  // Soft, so that one run shows what is wrong in every state of the page.
  expect.soft(await violations(page, axe()), `state ${state}`).toEqual([])
  await showIn(page, 'dark')
  // The rules that look at colours; the others find the same in any scheme.
  const rules = ['color-contrast', 'link-in-text-block']
  expect.soft(await violations(page, axe().withRules(rules)), `state ${state} in the dark scheme`).toEqual([])
  await showIn(page, 'light')
}

async function showIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
}

const moving = (page: Page) =>
  page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length)

/** What axe finds once nothing moves: a fading dialog has the contrast of its moment. */
async function violations(page: Page, axe: AxeBuilder): Promise<string[]> {
  // Asked again and again: the promise of an animation's end was seen to stay open for ever.
  await expect.poll(() => moving(page)).toBe(0)
  const found = await axe.analyze()
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const reasons = [...any, ...all, ...none].map(({ message }) => message)
      return `${id} at ${target.join(' ')}: ${reasons.join('; ')}`
    }),
  )
}

for (const [name, viewport] of [
  ['320 px', { width: 320, height: 640 }],
  ['a zoom of 200 %', { width: 640, height: 400 }],
] as const) {
  for (const [locale, texts] of [
    ['en-GB', en],
    ['zh-CN', zh],
  ] as const) {
    test.describe(`${locale} at ${name}`, () => {
      test.use({ viewport, locale, baseURL: ({ demo }, provide) => provide(demo.url) })

      test('no screen is wider than the window @deep', async ({ page }) => {
        const first = page.getByRole('link', { name: /^#\d+$/ }).first()
        const memo = page.getByRole('dialog').getByRole('textbox')
        const steps: [go: () => Promise<unknown>, there: Locator][] = [
          [() => page.goto('/?seed=40'), first],
          [() => page.goto('/apply/many'), page.getByRole('textbox').first()],
          [() => page.goto('/applications'), first],
          [() => first.click(), page.getByRole('heading', { level: 2 }).first()],
          [() => press(page, new RegExp(`^${texts.reject.title.replace('{{id}}', '#\\d+')}$`)), memo],
        ]
        for (const [go, there] of steps) {
          await go()
          await there.waitFor()
          const width = await page.evaluate(() => document.documentElement.scrollWidth)
          expect.soft(width, page.url()).toBeLessThanOrEqual(viewport.width)
        }
      })
    })
  }
}

test.describe('in the demo', () => {
  test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

  test('where the system chooses the colours, states and buttons keep their outlines; nothing moves for who wants that @deep', async ({
    page,
  }) => {
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    await page.goto('/')
    await applyAs(page, '#558')
    const badge = row(page, '#558').getByText('Pending', { exact: true })
    for (const element of [badge, row(page, '#558').getByRole('button', { name: 'Reject #558' })]) {
      expect(await element.evaluate((one) => getComputedStyle(one).borderTopColor)).not.toBe('rgba(0, 0, 0, 0)')
    }
    await openReject(page, '#558')
    expect(await moving(page)).toBe(0)
  })
})
