import type { Locator } from '@playwright/test'
import { en } from '~/i18n/en'
import { zhCn as zh } from '~/i18n/zh-cn'
import type { ApplyOutcome } from '~/oms/outcome'
import { detailOf, draftFor } from '~/test/events'
import { applications, applyAs, field, fillForm, form, openReject, preview, row, submit } from './support/desk-page'
import { expect, test } from './support/fixtures'
import { addedUp, openWith, seeded } from './support/seed-applications'
import { longApplications, longEvents } from './screens/long-values'
import { press } from './screens/screen'

test.use({ baseURL: ({ demo }, provide) => provide(demo.url) })

/** Its right edge. */
async function end(element: Locator): Promise<number> {
  const box = await element.boundingBox()
  return box === null ? Number.NaN : box.x + box.width
}

test('the example in an empty confirmation keeps its colour beside the error @deep', async ({ page }) => {
  await page.goto('/')
  await form(page).getByRole('textbox', { name: 'Set ID' }).fill('126')
  await form(page).getByRole('textbox', { name: 'App ID' }).fill('2')
  await form(page).getByRole('radio', { name: 'All servers' }).click()
  const confirmation = form(page).getByRole('textbox', { name: 'Type ALL to confirm' })
  const colour = () => confirmation.evaluate((input) => getComputedStyle(input, '::placeholder').color)
  const before = await colour()
  await form(page).getByRole('button', { name: 'Submit application' }).click()
  await expect(confirmation).toHaveAttribute('aria-invalid', 'true')
  expect(await colour()).toBe(before)
})

for (const [locale, texts] of [
  ['en-GB', en],
  ['zh-CN', zh],
] as const) {
  test.describe(`in a browser of ${locale}`, () => {
    test.use({ locale })

    test('no screen is wider than the window, neither at 320 px nor at a zoom of 200 % @deep', async ({ page }) => {
      const first = page.getByRole('link', { name: /^#\d+$/ }).first()
      const memo = page.getByRole('dialog').getByRole('textbox')
      const steps: [go: () => Promise<unknown>, there: Locator][] = [
        [() => page.goto('/?seed=40'), first],
        [() => page.goto('/apply/many'), page.getByRole('textbox').first()],
        [() => page.goto('/applications'), first],
        [() => first.click(), page.getByRole('heading', { level: 2 }).first()],
        [() => press(page, new RegExp(`^${texts.reject.title.replace('{{id}}', '\\d+')}$`)), memo],
      ]
      for (const [go, there] of steps) {
        await go()
        await there.waitFor()
        for (const [width, height] of [
          [640, 400],
          [320, 640],
        ] as const) {
          await page.setViewportSize({ width, height })
          const room = await page.evaluate(() => document.documentElement.scrollWidth)
          expect.soft(room, `${page.url()} at ${width} px`).toBeLessThanOrEqual(width)
        }
      }
    })
  })
}

test('a word of 2,000 letters makes no page and no dialog wider than a phone @deep', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const word = 'w'.repeat(2_000)
  const draft = draftFor(word)
  const memo = {
    attempt: 'r',
    sentAt: daysAgo(2),
    expires: daysAgo(2),
    memo: word,
    outcome: { kind: 'rejected' },
  } as const
  const outcome: ApplyOutcome = { kind: 'refused', reason: 'request', messages: [word] }
  await openWith(page, [
    seeded(0, 'pending', { draft, by: word }),
    seeded(1, 'approved', { draft }),
    seeded(2, 'rejected', { draft, rejection: memo }),
    seeded(3, 'refused', { draft, outcome }),
  ])
  const dialog = page.getByRole('dialog')
  const main = page.getByRole('main')
  const steps: [go: () => Promise<unknown>, place: Locator][] = [
    [async () => undefined, row(page, '#1000')],
    [() => row(page, '#1000').getByRole('button', { name: 'Reject #1000' }).click(), dialog],
    [() => page.goto('/applications'), row(page, '#1000')],
    [() => row(page, '#1000').getByRole('button', { name: 'Approve #1000' }).click(), dialog],
    ...['1000', '1001', '1002', 'attempt-00000003-0000-4000-8000-000000000000'].map((key): (typeof steps)[number] => [
      () => page.goto(`/applications/${key}`),
      main,
    ]),
    [() => page.goto('/'), row(page, '#1000')],
    [
      async () => {
        await fillForm(page, { tableName: word })
        await submit(page).click()
      },
      dialog,
    ],
    [
      async () => {
        await page.goto('/apply/many')
        await page.getByRole('textbox', { name: 'Paste rows' }).fill(`126\t2\t0\t${word}`)
      },
      page.getByRole('cell'),
    ],
    // Signed out, the board has the tables of the record.
    [
      async () => {
        await page.goto('/backups?app=2')
        await page.getByRole('button', { name: 'Sign out' }).click()
      },
      page.getByRole('group', { name: 'Tables' }),
    ],
  ]
  for (const [index, [go, place]] of steps.entries()) {
    await go()
    await place.getByText('w'.repeat(20)).first().waitFor()
    const wide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('[role=dialog]')].map(
        (one) => one.scrollWidth - one.clientWidth,
      ),
    )
    expect.soft(Math.max(...wide), `step ${index}: ${page.url()}`).toBeLessThanOrEqual(0)
  }
})

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
  const colour = (element: Locator, name: 'backgroundColor' | 'borderBottomColor') =>
    element.evaluate((one, property) => getComputedStyle(one)[property], name)
  const radio = (name: string) => page.getByRole('radio', { name })
  expect(await colour(radio('Tables'), 'backgroundColor')).not.toBe(
    await colour(radio('All servers'), 'backgroundColor'),
  )
  const tab = (name: string) => page.getByRole('tab', { name })
  expect(await colour(tab('One application'), 'borderBottomColor')).not.toBe(
    await colour(tab('Many at once'), 'borderBottomColor'),
  )
  const track = page.locator('.mantine-Switch-track')
  const off = await colour(track, 'backgroundColor')
  await page.getByRole('switch', { name: 'Auto-approve' }).check()
  expect(await colour(track, 'backgroundColor')).not.toBe(off)
  await openReject(page, '#558')
  const moving = () => document.getAnimations().filter(({ playState }) => playState === 'running').length
  expect(await page.evaluate(moving)).toBe(0)
})

test('the form has room for 40 characters of a table, and its preview, Submit and result are in view together', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto('/')
  await expect(submit(page)).toBeEnabled()
  const result = form(page).getByRole('status').filter({ hasText: 'created' })
  const inView = async (...all: Locator[]) => {
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1280, height: 800 },
    ]) {
      await page.setViewportSize(size)
      for (const one of all) await expect(one).toBeInViewport({ ratio: 1 })
      expect(await page.evaluate(() => window.scrollY)).toBe(0)
    }
  }
  await fillForm(page, { tableName: '0'.repeat(40) })
  await expect(preview(page)).toContainText('0'.repeat(40))
  expect(await field(page, 'Table name').evaluate((input) => input.scrollWidth - input.clientWidth)).toBe(0)
  await inView(preview(page), submit(page), form(page).getByRole('switch', { name: 'Auto-approve' }))
  await field(page, 'Table name').fill('player')
  await submit(page).click()
  await expect(result.getByRole('link', { name: 'Open #558' })).toBeVisible()
  await inView(preview(page), submit(page), result, form(page).getByRole('switch', { name: 'Auto-approve' }))
  const [button, told] = await Promise.all([submit(page).boundingBox(), result.boundingBox()])
  expect((told?.y ?? 0) - (button?.y ?? 0) - (button?.height ?? 0)).toBeLessThanOrEqual(16)

  await fillForm(page)
  await form(page).getByRole('radio', { name: 'Selected servers' }).check()
  await field(page, 'Server IDs').fill(Array.from({ length: 300 }, (_, index) => `126.2.2.${index + 2}`).join('\n'))
  await expect(preview(page)).toContainText('more characters')
  await inView(preview(page), submit(page), result)
})

test('what is said of a row stays whole beside a long name @deep', async ({ page }) => {
  await page.goto('/apply/many')
  await page.getByRole('textbox', { name: 'Paste rows' }).fill(`126\t2\t0\t${'w'.repeat(300)}`)
  const said = page.getByRole('cell', { name: 'Ready' }).getByText('Ready')
  expect((await said.boundingBox())?.height).toBeLessThan(30)
})

test('what OMS says of 300 servers leaves the choice in view, and scrolls in itself @deep', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto('/')
  await fillForm(page, { zoneId: '', tableName: '' })
  await form(page).getByRole('radio', { name: 'Selected servers' }).check()
  await field(page, 'Server IDs').fill(Array.from({ length: 300 }, (_, index) => `126.2.9.${index}`).join('\n'))
  await submit(page).click()
  await expect(page.getByRole('alert').filter({ hasText: 'OMS refused' })).toBeVisible()
  for (const height of [720, 800]) {
    await page.setViewportSize({ width: 1280, height })
    await page.evaluate(() => window.scrollTo(0, 0))
    const choice = await form(page).getByRole('radio', { name: 'All servers' }).boundingBox()
    const foot = await preview(page).boundingBox()
    expect((choice?.y ?? Infinity) + (choice?.height ?? 0)).toBeLessThan(foot?.y ?? 0)
    await expect(submit(page)).toBeInViewport({ ratio: 1 })
  }
})

test('the box of tables and zones opens wherever it is pressed @deep', async ({ page }) => {
  await page.goto('/apply/many')
  await page.locator('details').click({ position: { x: 5, y: 5 } })
  await expect(page.getByRole('textbox', { name: 'Table names' })).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true })

  test('what a finger presses in the form is at least 44 pixels high @deep', async ({ page }) => {
    await page.goto('/')
    await applyAs(page, '#558')
    const pressed = form(page).locator('button, a, input:not([type=radio], [role=switch]), .mantine-Radio-body')
    for (const one of await pressed.all()) {
      expect.soft((await one.boundingBox())?.height, await one.innerHTML()).toBeGreaterThanOrEqual(44)
    }
  })
})

const windows = [
  { width: 1280, height: 800, tag: '' },
  { width: 1440, height: 900, tag: ' @deep' },
  { width: 390, height: 844, tag: ' @deep' },
  // A laptop of 1366 x 768 at 125 %.
  { width: 1093, height: 614, tag: ' @deep' },
]

for (const { tag, ...viewport } of windows) {
  test.describe(`at ${viewport.width} x ${viewport.height}`, () => {
    test.use({ viewport })

    test(`what came of a press is in view, and has the focus when it is no success${tag}`, async ({ page }) => {
      await page.goto('/')
      await expect(submit(page)).toBeEnabled()
      await fillForm(page, { setId: '999' })
      await field(page, 'Table name').press('Control+Enter')
      const refusal = page.getByRole('alert').filter({ hasText: 'OMS refused' })
      await expect(refusal).toBeInViewport({ ratio: 1 })
      await expect(page.locator(':focus').filter({ has: refusal })).toHaveCount(1)
      await field(page, 'Set ID').fill('126')
      await field(page, 'Table name').press('Control+Enter')
      const created = form(page)
        .getByRole('status')
        .filter({ hasText: /Application #55[89] created/ })
      await expect(created.getByRole('link', { name: 'Open #558' })).toBeVisible()
      await expect(field(page, 'Set ID')).toBeFocused()
      await expect(created).toBeInViewport({ ratio: 1 })
      await fillForm(page, { tableName: 'guild' })
      await field(page, 'Table name').press('Control+Enter')
      await expect(created.getByRole('link', { name: 'Open #559' })).toBeVisible()
      await expect(created.getByRole('button', { name: 'Apply again' })).toBeVisible()
      await expect(created).toBeInViewport({ ratio: 1 })
    })
  })
}

test('a dialog of many has its buttons and its summary in view in a window of any size @deep', async ({ page }) => {
  await openWith(
    page,
    Array.from({ length: 12 }, (_, index) => seeded(index)),
    '/applications?show=pending',
  )
  await page.getByRole('checkbox', { name: 'Select all 12' }).check()
  await press(page, 'Reject 12 applications')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Memo' }).fill('fault_expired_token')
  const reject = dialog.getByRole('button', { name: 'Reject', exact: true })
  const inView = async (...all: Locator[]) => {
    for (const { width, height } of windows) {
      await page.setViewportSize({ width, height })
      for (const one of all) await expect(one).toBeInViewport({ ratio: 1 })
    }
  }
  await inView(reject)
  await reject.click()
  await inView(page.getByText('Stopped at #1000'), page.getByRole('progressbar'), reject)
})

test('on a phone decisions and heading of the list stand on one line each, lines of a row begin below one another, typed ones at the top; the focus is seen on every press, and the menu of Export can be pressed @deep', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openWith(page, [seeded(0)], '/applications/1000')
  const top = async (name: string) => (await page.getByRole('button', { name }).boundingBox())?.y
  await expect(page.getByRole('button', { name: 'Reject #1000' })).toBeVisible()
  expect(await top('Approve #1000')).toBe(await top('Reject #1000'))

  await page.getByRole('link', { name: 'Apply', exact: true }).click()
  const left = async (one: Locator) => (await one.boundingBox())?.x
  const cells = row(page, '#1000').getByRole('cell')
  await expect(cells.getByRole('link', { name: '#1000' })).toBeVisible()
  const name = await left(cells.getByRole('link', { name: '#1000' }))
  expect(await left(cells.filter({ hasText: 'Table table_0' }))).toBe(name)
  expect(await left(cells.filter({ hasText: /^Pending/ }))).toBe(name)
  const memo = (await openReject(page, '#1000')).getByRole('textbox', { name: 'Memo' })
  await expect(memo).toHaveCSS('align-content', 'normal')

  await page.goto('/applications')
  const all = page.getByRole('checkbox', { name: 'Select all 1' })
  await all.focus()
  await expect(page.getByRole('columnheader').filter({ has: all })).toHaveCSS('overflow', 'visible')
  for (const heading of ['Application', 'Target', 'Status']) {
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: heading, exact: true })).toBeFocused()
    await expect(page.getByRole('columnheader', { name: heading, exact: true })).toHaveCSS('clip-path', 'none')
  }
  // What scrolls sideways would cut what stands outside.
  for (const button of ['Track by id', 'Saved views']) {
    await page.getByRole('button', { name: button }).focus()
    await expect(page.getByRole('button', { name: button })).toHaveCSS('outline-offset', '-2px')
  }

  await press(page, 'Export')
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'CSV' }).click({ timeout: 5000 })
  expect((await download).suggestedFilename()).toMatch(/\.csv$/)

  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN')
  const heading = page.getByRole('heading', { level: 1, name: zh.app.applications })
  await expect(heading).toBeVisible()
  expect((await heading.boundingBox())?.height).toBeLessThan(40)
})

test('of 200 applications the longest status is not cut at 768 px, and what is pressed above them stays in the panel; on a phone a row says how long it has waited and what is open about it, the chosen preset is in view, and what a switch says has room @deep', async ({
  page,
}) => {
  await page.setViewportSize({ width: 768, height: 1024 })
  await page.goto('/applications?seed=200')
  await expect(page.getByRole('link', { name: 'All 200' })).toBeVisible()
  expect(await end(page.getByRole('button', { name: 'Saved views' }))).toBeLessThan(await end(applications(page)))
  await page.getByRole('link', { name: /^Needs attention \d/ }).click()
  const badge = page.getByText('Backup state unknown', { exact: true }).first()
  await expect(badge).toBeVisible()
  expect(await end(badge)).toBeLessThan(await end(page.getByRole('row').nth(1)))

  await page.setViewportSize({ width: 390, height: 844 })
  await page.reload()
  const open = page.getByText(/^It is unknown whether OMS carried out the rejection/).first()
  await expect(open).toBeVisible()
  const one = page.getByRole('row').filter({ has: open }).first()
  const overdue = one.getByText(/^Overdue: waiting/)
  expect(await overdue.evaluate((text) => text.scrollWidth - text.clientWidth)).toBe(0)
  // As it is said of an application that was taken over.
  await overdue.evaluate((text) => (text.textContent = 'Overdue: waiting more than 27 d'))
  const foot = async (element: Locator) => {
    const box = await element.boundingBox()
    return (box?.y ?? Number.NaN) + (box?.height ?? Number.NaN)
  }
  expect(await foot(open)).toBeLessThan(await foot(one))
  expect(await foot(open)).toBeLessThanOrEqual(await foot(open.locator('..')))
  await expect(page.getByRole('link', { name: /^Needs attention \d/ })).toBeInViewport({ ratio: 0.99 })

  await page.getByRole('switch', { name: 'Follow OMS' }).check()
  const hint = page.getByText(/^Checked for ids after #\d+; checks again every minute$/)
  await hint.scrollIntoViewIfNeeded()
  await expect(hint).toBeInViewport({ ratio: 1 })
  expect((await hint.boundingBox())?.width).toBeGreaterThan(200)
})

test('on a phone a name that is changed is seen, and its buttons stand below it @deep', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/')
  await fillForm(page)
  await press(page, 'Templates')
  const dialog = page.getByRole('dialog', { name: 'Templates' })
  const name = dialog.getByRole('textbox', { name: 'Save the form as' })
  await name.fill('Maintenance of Friday')
  await name.press('Enter')
  await press(page, 'Rename Maintenance of Friday')
  const rename = dialog.getByRole('textbox', { name: 'New name of Maintenance of Friday' })
  await expect(rename).toBeFocused()
  expect(await rename.evaluate((input) => input.scrollWidth - input.clientWidth)).toBe(0)
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeInViewport({ ratio: 1 })
})

test('who applied for what was taken over is in view, also on a phone @deep', async ({ page }) => {
  const createTime = '2026-11-20 09:10:02'
  const seen = { at: new Date().toISOString(), detail: detailOf({ createTime, username: 'chen.jie' }) }
  await openWith(page, [addedUp([{ kind: 'tracked', application: 'a', attempt: 'a', ...seen }], 1)])
  const origin = row(page, '#558').getByText('by chen.jie')
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 })
    const [who, room] = await origin.evaluate((element) => {
      const range = document.createRange()
      const [text] = element.childNodes
      if (!(text instanceof Text)) throw new Error('no text')
      range.setStart(text, 0)
      range.setEnd(text, text.data.indexOf('by chen.jie') + 'by chen.jie'.length)
      return [range.getBoundingClientRect().width, element.clientWidth]
    })
    expect(who).toBeLessThan(room)
  }
})

test('an OMS id of 19 digits is whole in a title, and on its own page at 320 px @deep', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  const id = '9223372036854775807'
  const outcome = { kind: 'accepted', id, approval: { kind: 'none' } } as const
  await openWith(page, [seeded(0, 'pending', { id, outcome })])
  const link = page.getByRole('link', { name: `#${id}` })
  await expect(link).toHaveAttribute('title', `#${id}`)
  await link.click()
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})

test('Submit stays where it is while the form is filled in, and who is signed in is said, also on a phone @deep', async ({
  page,
}) => {
  await page.goto('/')
  await expect(submit(page)).toBeEnabled()
  const tops = async () => {
    const found: number[] = []
    for (const [width, who] of [
      [1280, 'Signed in as demo'],
      [390, 'demo'],
    ] as const) {
      await page.setViewportSize({ width, height: 844 })
      await expect(page.getByRole('banner').getByText(who, { exact: true })).toBeInViewport({ ratio: 1 })
      found.push(((await submit(page).boundingBox())?.y ?? Number.NaN) + (await page.evaluate(() => scrollY)))
    }
    return found
  }
  const before = await tops()
  await fillForm(page)
  await expect(preview(page).getByRole('button', { name: 'Copy link' })).toBeVisible()
  await page.evaluate(() => window.scrollTo(0, 0))
  expect(await tops()).toEqual(before)
})

test('what is pressed in the form is at least 24 pixels high, and at 320 px neither a server nor the word on its button is cut @deep', async ({
  page,
}) => {
  await page.goto('/')
  await applyAs(page, '#558')
  for (const one of await page.getByRole('button').or(form(page).locator('a')).all()) {
    expect.soft((await one.boundingBox())?.height, await one.innerHTML()).toBeGreaterThanOrEqual(24)
  }
  await page.setViewportSize({ width: 320, height: 640 })
  await form(page).getByRole('radio', { name: 'Selected servers' }).check()
  await fillForm(page, { zoneId: '', tableName: '' })
  await field(page, 'Server IDs').fill('126.2.2.2\n127.2.2.2\n127.2.2.2')
  await press(page, 'Show list')
  const word = form(page).getByRole('button', { name: 'Remove 127.2.2.2' }).locator('.mantine-Button-label')
  await expect(word).toBeVisible()
  const id = form(page).getByRole('listitem').getByText('127.2.2.2', { exact: true })
  for (const text of [word, id]) {
    expect(await text.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0)
  }
})

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60_000).toISOString()

test('at 320 px a row keeps its badge, its longest delay and its buttons apart, its id is large enough for a thumb, and a long fact can be unfolded @deep', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  const old = seeded(20, 'pending', { sentAt: daysAgo(27.5) })
  await openWith(page, [old, ...longApplications()], '/applications', longEvents())
  const one = row(page, '#1020')
  const approve = await one.getByRole('button', { name: 'Approve #1020' }).boundingBox()
  expect(await end(one.getByText('Pending', { exact: true }))).toBeLessThan(approve?.x ?? 0)
  const overdue = one.getByText('Overdue: waiting 27 d')
  // As it is said of an application that was taken over.
  await overdue.evaluate((text) => (text.textContent = 'Overdue: waiting more than 27 d'))
  const cut = (text: HTMLElement) => [text.scrollHeight - text.clientHeight, text.scrollWidth - text.clientWidth]
  expect(await one.getByText('Overdue: waiting more').locator('..').evaluate(cut)).toEqual([0, 0])

  const link = one.getByRole('link', { name: '#1020' })
  const { width = 0, height = 0 } = (await link.boundingBox()) ?? {}
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
  await link.click({ position: { x: width - 2, y: height - 2 } })
  await expect(page).toHaveURL(/\/applications\/1020$/)

  await page.goto('/applications/9003')
  const whole = page.getByRole('button', { name: 'Show the whole text' }).locator('.mantine-Button-label')
  expect(await whole.first().evaluate(cut)).toEqual([0, 0])
})

test('of an approved application that is overdue the transaction is seen, too @deep', async ({ page }) => {
  for (const width of [768, 1024]) {
    await page.setViewportSize({ width, height: 1024 })
    if (width === 768) await openWith(page, [seeded(0, 'approved', { approvedAt: daysAgo(6.2) })])
    const note = row(page, '#1000').getByText('Transaction 260')
    const overdue = await row(page, '#1000')
      .getByText(/^Overdue: approved/)
      .boundingBox()
    expect((await note.boundingBox())?.y).toBe(overdue?.y)
    expect(await note.evaluate((text) => text.scrollWidth - text.clientWidth)).toBe(0)
  }
})
