import { expect } from '@playwright/test'
import { en } from '~/i18n/en'
import { accounts } from '~/mocks/world'
import {
  applications,
  applyAs,
  field,
  fillForm,
  form,
  pasteRows,
  rejectAs,
  row,
  rows,
  signInByToken,
  signInDialog,
  submit,
  submitMany,
} from '../desk-page'
import { dialog, press, type Screen } from './screen'

const header = 'set_id,app_id,zone_id,table_name'

/** What an applicant comes to. */
export const applyScreens: Screen[] = [
  {
    screen: 'the form, empty and with errors',
    async *walk(page) {
      await page.goto('/')
      for (const [scope, error] of [
        ['Tables', en.apply.error.required.replace('{{example}}', '126')],
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
      await expect(form(page).getByText('OMS lists 3 zones')).toBeVisible()
      await field(page, 'Zone ID').click()
      await page.keyboard.press('ArrowDown')
      await expect(form(page).getByRole('option', { selected: true })).toBeVisible()
      yield
      await page.keyboard.press('Enter')
      await expect(form(page).getByText('OMS lists 3 zones, 4 tables')).toBeVisible()
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
      await field(page, 'Server IDs').fill('126.2.2.2\n126.2.2.3')
      await submit(page).click()
      await expect(row(page, '#558')).toBeVisible()
      await fillForm(page, { zoneId: '', tableName: '' })
      await form(page).getByRole('radio', { name: 'Selected servers' }).check()
      await expect(form(page).getByRole('group', { name: 'Lists used before' })).toBeVisible()
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
    screen: 'the sign-in',
    async *walk(page) {
      await page.goto('/')
      await press(page, 'Sign out')
      await press(page, 'Sign in')
      await expect(signInDialog(page)).toBeVisible()
      yield
      await signInDialog(page).getByRole('button', { name: 'Sign in' }).click()
      await expect(signInDialog(page)).toContainText('Required')
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
      await expect(signInDialog(page)).toContainText('OMS rejected your token')
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
      await expect(dialog(page)).toContainText('1 row of your table is affected: 1')
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
      await page.getByRole('checkbox', { name: 'All zones (3)' }).check()
      await page.getByRole('checkbox', { name: /^player/ }).check()
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
]
