import { accounts } from '~/mocks/world'
import {
  fillForm,
  pageScript,
  pasteRows,
  progress,
  signIn,
  signInByToken,
  signInDialog,
  submit,
  submitMany,
} from '../support/desk-page'
import { expect, press, type Screen } from './screen'

/** What stands around the work: signing in, the team, backups, and what goes wrong. */
export const deskScreens: Screen[] = [
  {
    screen: 'sign-in',
    async *walk(page) {
      await page.goto('/')
      await press(page, 'Sign out')
      await press(page, 'Sign in')
      await expect(signInDialog(page)).toBeVisible()
      yield 'empty'
      await signInDialog(page).getByRole('button', { name: 'Sign in' }).click()
      await expect(signInDialog(page)).toContainText('Required')
      yield 'errors'
      await signIn(page, 'reviewer', 'wrong')
      await expect(signInDialog(page).getByRole('alert')).toBeVisible()
      yield 'refused'
      await press(page, 'Use an access token instead')
      await expect(signInDialog(page).getByLabel('Access token', { exact: true })).toBeVisible()
      yield 'token'
    },
  },
  {
    screen: 'environment',
    settings: { ENVIRONMENT_NAME: 'Production', ENVIRONMENT_COLOUR: 'red' },
    async *walk(page) {
      await page.goto('/')
      await expect(signInDialog(page)).toBeVisible()
      yield 'at-the-start'
      await signInByToken(page, 'a-token-that-has-expired')
      await fillForm(page)
      await submit(page).click()
      await expect(signInDialog(page)).toContainText('OMS rejected your token')
      yield 'refused-token'
      await page.keyboard.press('Escape')
      await expect(signInDialog(page)).toBeHidden()
      yield 'signed-out'
    },
  },
  {
    screen: 'shared-token',
    settings: { OMS_ACCESS_TOKEN: accounts[1].token, ENVIRONMENT_NAME: 'A very long name of an environment' },
    allWidths: true,
    async *walk(page) {
      await page.goto('/')
      await expect(page.getByText('Shared token', { exact: true })).toBeVisible()
      yield 'header'
    },
  },
  {
    screen: 'team',
    isTeam: true,
    async *walk(page) {
      await page.goto('/applications')
      await signIn(page)
      await expect(page.getByText('Team record', { exact: true })).toBeVisible()
      yield 'together'
      await page.route('**/record/events**', (route) => route.abort())
      await page.reload()
      await signIn(page)
      await expect(page.getByText('This browser only', { exact: true })).toBeVisible()
      yield 'no-answer'
      await press(page, 'Sign out')
      await expect(page.getByTitle(/^Sign in to see what the team records/)).toBeVisible()
      yield 'signed-out'
    },
  },
  {
    screen: 'backups',
    inAddress: true,
    allWidths: true,
    async *walk(page) {
      await page.goto('/backups')
      await expect(page.getByRole('heading', { name: 'Is it backed up?' })).toBeVisible()
      yield 'empty'
      await page.goto('/backups?seed=200')
      await expect(page.getByRole('link', { name: 'App 2' })).toBeVisible()
      yield 'apps'
      await page.goto('/backups?app=2')
      await expect(page.getByRole('cell').first()).toBeVisible()
      yield 'board'
      await page.goto('/backups?app=2&search=nothing')
      await expect(page.getByRole('searchbox')).toBeVisible()
      yield 'found-none'
      await page.goto('/backups?app=99')
      await expect(page.getByRole('region', { name: 'Backups' })).toContainText('OMS lists no tables here')
      yield 'no-such-app'
    },
  },
  {
    screen: 'backups-lives',
    allWidths: true,
    async *walk(page) {
      await page.clock.install()
      await page.goto('/apply/many')
      const lives = ['completes', 'never_ends', 'suspends', 'fails', 'vanishes', 'never_starts', 'number_only']
      const table = lives.map((life) => `126,3,0,backup_${life},1`)
      await pasteRows(page, ['set_id,app_id,zone_id,table_name,auto_approve', ...table])
      await submitMany(page, table.length)
      await expect(progress(page)).toHaveAttribute('aria-valuenow', String(table.length))
      await page.goto('/applications')
      await expect(page.getByText('Running', { exact: true }).first()).toBeVisible()
      await page.clock.fastForward('01:00')
      await expect(page.getByText('Failed', { exact: true })).toBeVisible()
      await expect(page.getByText('Completed', { exact: true })).toBeVisible()
      yield 'rows'
      // Signed out, the board has the tables of the record alone.
      await press(page, 'Sign out')
      await page.getByRole('link', { name: 'Backups' }).click()
      await page.getByRole('link', { name: 'App 3' }).click()
      await expect(page.getByText('backup_fails')).toBeVisible()
      yield 'signed-out'
    },
  },
  {
    screen: 'backups-many',
    settings: { OMS_ACCESS_TOKEN: accounts[1].token },
    inAddress: true,
    async *walk(page) {
      const place = { set_id: 126, app_id: 2, zone_id: 0 }
      const dates = { create_date: '2021-06-25 10:38:29', modify_date: '0000-00-00 00:00:00' }
      const tables = Array.from({ length: 5000 }, (_, index) => ({ ...place, table_name: `table_${index}`, ...dates }))
      await page.route('**/oms/zones', (route) => route.fulfill({ json: [{ ...place, zone_name: 'main' }] }))
      await page.route('**/oms/tables/**', (route) => route.fulfill({ json: tables }))
      await page.goto('/backups?app=2')
      await expect(page.getByRole('button', { name: 'All 5,000' })).toBeVisible()
      yield 'board'
    },
  },
  {
    screen: 'help',
    inAddress: true,
    allWidths: true,
    async *walk(page) {
      await page.goto('/help')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      yield 'page'
    },
  },
  {
    screen: 'spotlight',
    async *walk(page) {
      await page.goto('/applications?seed=20')
      await expect(page.getByRole('row').nth(1)).toBeVisible()
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog')).toBeVisible()
      yield 'open'
      await page.keyboard.type('558')
      yield 'found'
      await page.keyboard.type('nothing')
      yield 'found-none'
    },
  },
  {
    screen: 'not-found',
    inAddress: true,
    async *walk(page) {
      await page.goto('/no/such/page')
      await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
      yield 'page'
    },
  },
  {
    screen: 'not-started',
    settings: {},
    inAddress: true,
    async *walk(page) {
      await page.route('**/desk.json', (route) => route.abort())
      await page.goto('/applications')
      await expect(page.getByRole('alert')).toBeVisible()
      yield 'desk'
    },
  },
  {
    screen: 'old-browser',
    settings: {},
    inAddress: true,
    async *walk(page) {
      await page.route(pageScript, (route) => route.abort())
      await page.goto('/')
      await expect(page.locator('#not-started')).toBeVisible()
      yield 'form'
      await page.goto('/applications')
      await expect(page.locator('#not-started')).toBeVisible()
      yield 'other-page'
    },
  },
]
