import { accounts } from '~/mocks/world'
import { fillForm, signIn, signInByToken, signInDialog, submit } from '../desk-page'
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
      await expect(page.getByText('This browser only', { exact: true })).toBeVisible({ timeout: 60_000 })
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
]
