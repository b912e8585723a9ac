import { expectStatus, expect, form, openDesk, press, row, rows, test } from './desk'
import { expectForm, submit } from '../desk-page'

for (const part of ['apply-rules', 'submit']) {
  test(`a press whose part "${part}" can not be loaded sends and records nothing, and can be pressed again`, async ({
    page,
    oms,
  }) => {
    const script = `**/assets/${part}-*.js`
    await page.route(script, (route) => route.fulfill({ status: 404 }))
    await openDesk(page)
    await press(page, 'late')
    const alert = form(page).getByRole('alert').filter({ hasText: 'Not sent: nothing was created' })
    await expect(alert).toContainText('could not be loaded, so nothing was recorded or sent')
    await expectForm(page, { setId: '126', appId: '2', zoneId: '0', tableName: 'late' })
    await expect(rows(page)).toHaveCount(0)
    expect(oms.ledger.arrivals).toHaveLength(0)

    await page.unroute(script)
    await page.reload()
    await expectForm(page, { setId: '126', appId: '2', zoneId: '0', tableName: 'late' })
    await openDesk(page)
    await submit(page).click()
    await expectStatus(page, 'late', 'Pending')
    await expect(row(page, 'Table late')).toHaveCount(1)
    expect(oms.ledger.arrivals).toHaveLength(1)
  })
}

test('what a press needs is there before it: without a network it is explained, not left unanswered', async ({
  page,
  oms,
}) => {
  const loaded = page.waitForResponse(/\/assets\/submit-[^/]*\.js$/)
  await openDesk(page)
  await (await loaded).finished()
  await page.context().setOffline(true)
  await press(page, 'offline')
  await expect(form(page).getByRole('alert')).toContainText('This browser is offline')
  await page.context().setOffline(false)
  expect(oms.ledger.arrivals).toHaveLength(0)
})

test('where data is to be saved nothing is fetched ahead, and a press fetches what it needs', async ({ page, oms }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }))
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await openDesk(page)
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  expect(asked.filter((url) => /\/(?:submit|apply-rules|reject-dialog)-/.test(url))).toEqual([])
  await press(page, 'spared')
  await expectStatus(page, 'spared', 'Pending')
  expect(oms.ledger.arrivals).toHaveLength(1)
})
