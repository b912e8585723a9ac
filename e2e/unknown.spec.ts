import type { Page } from '@playwright/test'
import { accounts } from '~/mocks/world'
import {
  applyAs,
  field,
  fillForm,
  form,
  openReject,
  row,
  rows,
  sendRejection,
  signInByToken,
  submit,
} from './support/desk-page'
import { expect, test } from './support/fixtures'

/** Beyond the proxy's read time-out and its margin, after which a person may say what happened to a request. */
const settled = 56_000

async function start(page: Page, url: string): Promise<void> {
  await page.clock.install()
  await page.goto(url)
  await signInByToken(page, accounts[0].token)
}

async function loseAnswer(page: Page): Promise<void> {
  await fillForm(page, { tableName: 'fault_lost_answer' })
  await submit(page).click()
  await expect(form(page).getByRole('alert')).toContainText('Outcome unknown')
  await rows(page).first().getByRole('link', { name: 'No OMS id' }).click()
  await expect(page.getByRole('heading', { name: 'Application without an OMS id' })).toBeVisible()
}

const actions = (oms: { arrivals: { url: string }[] }) => oms.arrivals.filter(({ url }) => url.includes('/apply?'))

test('an unknown application is looked up in OMS and gets the id that a person finds @deep', async ({ page, real }) => {
  await start(page, real.url)
  await loseAnswer(page)
  await expect(page.getByText('"table_name":"fault_lost_answer"')).toBeVisible()
  await expect(page.getByRole('button', { name: /retry/i })).toHaveCount(0)

  await expect(page.getByRole('status')).toContainText('The request may still be running until')
  await expect(page.getByRole('button', { name: 'Record this id' })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'It does not exist, send again' })).toBeDisabled()

  await page.getByLabel('First id to look at').fill('557')
  await page.getByRole('button', { name: 'Look it up in OMS' }).click()
  await expect(page.getByRole('row', { name: /#557.*Something else/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /#558.*fault_lost_answer.*Same set, zone and table/ })).toBeVisible()
  await expect(page.getByText("#559: uid: can't find apply_list(apply_id=559)")).toBeVisible()

  await page.clock.fastForward(settled)
  await page.getByLabel('It exists, its id is').fill('558')
  await page.getByRole('button', { name: 'Record this id' }).click()
  await expect(page.getByText('Pending', { exact: true })).toBeVisible()
  await page.goto(`${real.url}/applications/558`)
  await expect(page.getByRole('heading', { name: 'Application #558' })).toBeVisible()
  await expect(page.getByText('Confirmed by hand: it exists as #558')).toBeVisible()
  expect(actions(real.oms)).toHaveLength(1)
})

test('an unknown application that does not exist is sent again, once, after a confirmation, and linked', async ({
  page,
  real,
}) => {
  await start(page, real.url)
  await page.context().route('**/oms/apply', (route) => route.abort(), { times: 1 })
  await fillForm(page)
  await field(page, 'Why').fill('before the release')
  await submit(page).click()
  await expect(form(page).getByRole('alert')).toContainText('Outcome unknown')
  await rows(page).first().getByRole('link', { name: 'No OMS id' }).click()
  await page.clock.fastForward(settled)
  await page.getByRole('button', { name: 'It does not exist, send again' }).click()
  expect(actions(real.oms)).toHaveLength(0)
  await page.getByRole('dialog', { name: 'Send again?' }).getByRole('button', { name: 'Send again' }).click()

  await expect(page.getByRole('heading', { name: 'Application #558' })).toBeVisible()
  expect(actions(real.oms)).toHaveLength(1)
  await expect(page.getByText('Why: before the release')).toBeVisible()
  await page.getByRole('link', { name: 'Sent again in place of' }).click()
  await expect(page.getByText('Not sent', { exact: true })).toBeVisible()
  await expect(page.getByText('Confirmed by hand: OMS never created it')).toBeVisible()
})

for (const { what, path, done, status, answer, ended } of [
  { what: 'rejection', path: 'reject', done: true, status: '-1', answer: 'It is rejected', ended: 'Rejected' },
  {
    what: 'approval',
    path: 'check',
    done: false,
    status: '0',
    answer: 'It is not approved',
    ended: 'The approval was not sent',
  },
]) {
  test(`${what} of unknown outcome is ended by a person who has looked it up @deep`, async ({ page, real }) => {
    await start(page, real.url)
    await applyAs(page, '#558')
    // OMS itself loses the answer of the one; the other never reaches the gate, which forgets.
    if (!done) await page.route(`**/oms/${path}`, (route) => route.abort())
    const dialog = page.getByRole('dialog')
    if (what === 'rejection') await sendRejection(await openReject(page, '#558'), 'fault_lost_answer')
    else {
      await row(page, '#558').getByRole('button', { name: 'Approve #558' }).click()
      await dialog.getByRole('button', { name: 'Approve', exact: true }).click()
    }
    await expect(dialog.getByRole('alert')).toContainText('Outcome unknown')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await row(page, '#558').getByRole('link', { name: '#558' }).click()

    await page.getByRole('button', { name: 'Look it up in OMS' }).click()
    await expect(page.getByRole('row', { name: new RegExp(`#558.* ${status} `) })).toBeVisible()
    await expect(page.getByRole('button', { name: answer })).toBeDisabled()
    await page.clock.fastForward(settled)
    await page.getByRole('button', { name: answer }).click()
    await expect(page.getByText(ended, { exact: true })).toBeVisible()
    expect(real.oms.arrivals.filter(({ body }) => /^\{"(?:apply_id|uid)":/.test(body))).toHaveLength(done ? 1 : 0)
  })
}
