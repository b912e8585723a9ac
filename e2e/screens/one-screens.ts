import type { Page } from '@playwright/test'
import { en } from '~/i18n/en'
import { filledApplication } from '~/demo/filled-application'
import { addressKey, withStatus, type ApplicationWithStatus } from '~/record/application'
import { backupState } from '~/record/backup'
import { fillForm, form, submit } from '../support/desk-page'
import { addedUp, openWith } from '../support/seed-applications'
import { longApplications, longEvents } from './long-values'
import { closeDialog, dialog, expect, press, type Screen } from './screen'

const count = 200

/** Those of the demo that `?seed=200` fills. */
function filled(): ApplicationWithStatus[] {
  const now = Date.now()
  return Array.from({ length: count }, (_, index) => {
    const { recorded } = filledApplication({ index, count, now })
    const events = recorded.map(({ event }) => event)
    return withStatus(addedUp(events, recorded[0]?.seq ?? 0), now)
  })
}

async function openFilled(page: Page): Promise<void> {
  await page.goto(`/applications?seed=${count}`)
  await expect(page.getByRole('row').nth(1)).toBeVisible()
}

async function openOne(page: Page, one: ApplicationWithStatus | undefined): Promise<void> {
  if (one === undefined) throw new Error('the demo has none')
  await page.goto(`/applications/${addressKey(one)}`)
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  if (one.id !== undefined) await expect(page.getByRole('region', { name: 'In OMS' })).toContainText(/\d:\d\d/)
}

const statuses = ['pending', 'rejected', 'refused', 'not sent', 'unknown'] as const
const states = ['not started', 'running', 'suspended', 'completed', 'failed', 'unknown'] as const

/** The page of one application. */
export const oneScreens: Screen[] = [
  {
    screen: 'one',
    inAddress: true,
    async *walk(page) {
      await openFilled(page)
      for (const status of statuses) {
        await openOne(
          page,
          filled().find((one) => one.status === status && one.openRejection === undefined),
        )
        yield status.replace(' ', '-')
      }
      await openOne(
        page,
        filled().find(({ openRejection }) => openRejection === 'unknown'),
      )
      yield 'rejection-unknown'
      for (const state of states) {
        await openOne(
          page,
          filled().find((one) => backupState(one) === state),
        )
        yield `backup-${state.replace(' ', '-')}`
      }
    },
  },
  {
    screen: 'one-long',
    inAddress: true,
    allWidths: true,
    async *walk(page) {
      await openWith(page, longApplications(), '/applications', longEvents())
      const names = ['pending', 'all-servers', 'rejected', 'approved', 'refused', 'unknown']
      const now = Date.now()
      for (const [index, one] of longApplications().entries()) {
        await openOne(page, withStatus(one, now))
        yield names[index] ?? ''
      }
      const [rejected] = longApplications().slice(2)
      await openOne(page, rejected && withStatus(rejected, now))
      await page.getByRole('button', { name: en.fold.whole }).first().click()
      yield 'unfolded'
    },
  },
  {
    screen: 'one-unrecorded',
    inAddress: true,
    async *walk(page) {
      await page.goto('/applications/999')
      await expect(page.getByText("uid: can't find apply_list(apply_id=999)")).toBeVisible()
      yield 'unknown-to-oms'
      await page.goto('/applications/557')
      await expect(page.getByRole('region', { name: 'In OMS' })).toContainText('execute_status 0')
      yield 'in-oms'
      await page.goto('/applications/attempt-nothing')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      yield 'none'
    },
  },
  {
    screen: 'one-decided',
    async *walk(page) {
      await page.goto('/applications/557')
      await press(page, 'Track #557')
      await press(page, 'Approve #557')
      await expect(dialog(page)).toContainText('This cannot be undone here.')
      yield 'approve-dialog'
      await dialog(page).getByRole('button', { name: 'Approve', exact: true }).click()
      await expect(page.getByRole('region', { name: /^Backup transaction \d+: / })).toBeVisible()
      yield 'approved'
    },
  },
  {
    screen: 'one-execute',
    async *walk(page) {
      await openFilled(page)
      for (const [state, name] of [
        ['not started', 'Start'],
        ['suspended', 'Resume'],
      ] as const) {
        await openOne(
          page,
          filled().find((one) => backupState(one) === state),
        )
        await press(page, new RegExp(`^${name} backup #\\d+$`))
        await expect(dialog(page)).toBeVisible()
        yield name.toLowerCase()
        await closeDialog(page)
      }
    },
  },
  {
    screen: 'one-executed',
    async *walk(page) {
      await page.clock.install()
      for (const [life, said] of [
        ['backup_start_refused', 'OMS refused: the backup is not started'],
        ['backup_start_lost', 'Outcome unknown'],
        ['backup_never_starts', 'Running'],
        ['backup_start_ignored', en.execute.taken],
      ] as const) {
        await page.goto('/')
        await fillForm(page, { tableName: life })
        await form(page).getByRole('switch', { name: 'Auto-approve' }).click()
        await submit(page).click()
        await form(page)
          .getByRole('link', { name: /^Open #/ })
          .click()
        await press(page, /^Start backup #\d+$/)
        await dialog(page).getByRole('button', { name: 'Start backup', exact: true }).click()
        await expect(page.getByText(said, { exact: true }).first()).toBeVisible()
        yield life.replaceAll('_', '-')
        await closeDialog(page)
      }
      await page.clock.fastForward('01:10')
      await expect(page.getByText(en.execute.unchanged)).toBeVisible()
      yield 'unchanged-for-a-minute'
    },
  },
]
