import { en } from '~/i18n/en'
import { applyAs, field, fillForm, form, rejectAs, row, rows, submit } from '../support/desk-page'
import { dialog, expect, press, type Screen } from './screen'

/** What an applicant comes to. */
export const applyScreens: Screen[] = [
  {
    screen: 'form',
    allWidths: true,
    async *walk(page) {
      await page.goto('/')
      for (const [scope, error] of [
        ['Tables', en.apply.error.required.replace('{{example}}', '126')],
        ['Selected servers', 'Enter at least one server id'],
        ['All servers', 'Type ALL in capital letters to confirm'],
      ] as const) {
        const name = scope.toLowerCase().replace(' ', '-')
        await expect(submit(page)).toBeEnabled()
        await form(page).getByRole('radio', { name: scope }).check()
        yield name
        await submit(page).click()
        await expect(form(page)).toContainText(error)
        yield `${name}-errors`
      }
    },
  },
  {
    screen: 'form-filled',
    allWidths: true,
    async *walk(page) {
      await page.goto('/apply?seed=20')
      await expect(rows(page)).toHaveCount(20)
      await fillForm(page)
      await expect(page.getByRole('button', { name: en.apply.preview.copyCurl })).toBeVisible()
      yield 'tables'
      await form(page).getByRole('radio', { name: 'Selected servers' }).check()
      await fillForm(page, { zoneId: '', tableName: 't'.repeat(128) })
      const servers = Array.from({ length: 300 }, (_, index) => `126.2.${Math.floor(index / 200)}.${index % 200}`)
      await field(page, 'Server IDs').fill(servers.join('\n'))
      yield 'long'
      await form(page).getByRole('radio', { name: 'All servers' }).check()
      await form(page).getByRole('switch', { name: 'Auto-approve' }).click()
      yield 'all-servers'
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
      yield 'zones'
      await page.keyboard.press('Enter')
      await expect(form(page).getByText('OMS lists 3 zones and 4 tables')).toBeVisible()
      await field(page, 'Table name').click()
      await expect(form(page).getByRole('option')).toHaveCount(4)
      yield 'tables'
    },
  },
  {
    screen: 'server-ids',
    async *walk(page) {
      await page.goto('/')
      await form(page).getByRole('radio', { name: 'Selected servers' }).check()
      await fillForm(page, { zoneId: '', tableName: '' })
      await field(page, 'Server IDs').fill('126.2.2.2\n127.2.2.2\n127.2.2.2\n126.2.2\ntcapsvr')
      await press(page, 'Show list')
      await expect(form(page).getByRole('list', { name: 'List of servers' })).toBeVisible()
      await submit(page).click()
      await expect(field(page, 'Server IDs')).toHaveAttribute('aria-invalid', 'true')
      yield 'wrong'
      await press(page, 'Remove all')
      await expect(form(page).getByText('Removed 4 ids')).toBeVisible()
      yield 'removed'
      await field(page, 'Server IDs').fill('126.2.2.2\n126.2.2.3')
      await submit(page).click()
      await expect(row(page, '#558')).toBeVisible()
      await fillForm(page, { zoneId: '', tableName: '' })
      await form(page).getByRole('radio', { name: 'Selected servers' }).check()
      await expect(form(page).getByRole('group', { name: 'Lists used before' })).toBeVisible()
      yield 'used-before'
    },
  },
  {
    screen: 'result',
    async *walk(page) {
      await page.goto('/')
      await applyAs(page, '#558')
      yield 'created'
      await fillForm(page)
      await submit(page).click()
      await expect(page.getByRole('dialog', { name: 'Possible duplicate' })).toBeVisible()
      yield 'possible-duplicate'
      await page.keyboard.press('Escape')
      await rejectAs(page, '#558', 'test')
      await applyAs(page, '#559')
      await form(page).getByRole('switch', { name: 'Auto-approve' }).click()
      await applyAs(page, '#560')
      yield 'approved'
      for (const [tableName, status] of [
        ['fault_transaction', 'Refused'],
        ['fault_lost_answer', 'Outcome unknown'],
        ['fault_slow', 'Sending'],
      ] as const) {
        await fillForm(page, { tableName })
        await submit(page).click()
        await expect(rows(page).first().getByText(status, { exact: true })).toBeVisible()
        yield status.toLowerCase().replace(' ', '-')
      }
      await page.goto('/applications/558')
      await page.getByRole('link', { name: 'Fix and resubmit' }).click()
      await expect(form(page).getByRole('note', { name: 'Fix and resubmit #558' })).toBeVisible()
      yield 'fix-and-resubmit'
    },
  },
  {
    screen: 'result-long',
    allWidths: true,
    async *walk(page) {
      await page.goto('/')
      const servers = Array.from({ length: 300 }, (_, index) => `126.2.${9 + Math.floor(index / 200)}.${index % 200}`)
      await form(page).getByRole('radio', { name: 'Selected servers' }).check()
      await fillForm(page, { zoneId: '', tableName: '' })
      await field(page, 'Server IDs').fill(servers.join('\n'))
      await submit(page).click()
      await expect(rows(page).first().getByText('Refused', { exact: true })).toBeVisible()
      yield 'refused'
    },
  },
  {
    screen: 'look-up',
    async *walk(page) {
      await page.clock.install()
      await page.goto('/')
      await fillForm(page, { tableName: 'fault_lost_answer' })
      await submit(page).click()
      await rows(page).first().getByRole('link', { name: 'No OMS id' }).click()
      await page.getByLabel('First id to look at').fill('557')
      await press(page, 'Look it up in OMS')
      await expect(page.getByRole('row', { name: /#558.*fault_lost_answer.*Same set, zone and table/ })).toBeVisible()
      yield 'found'
      await page.clock.fastForward('02:00')
      await page.getByRole('textbox', { name: 'It exists, its id is' }).fill('557')
      await press(page, 'Record this id')
      await expect(page.getByRole('button', { name: 'Record #557 all the same' })).toBeVisible()
      yield 'not-certain'
    },
  },
  {
    screen: 'demo',
    inAddress: true,
    async *walk(page) {
      await page.goto('/applications?seed=1.5')
      await expect(page.getByRole('alert')).toContainText('a whole number from 0 to 200,000')
      yield 'bad-seed'
      await page.getByRole('link', { name: 'Open the demo as it is' }).click()
      await expect(page).toHaveURL('/applications')
      await page.goto('/apply?seed=200000', { waitUntil: 'commit' })
      await expect(page.getByRole('progressbar', { name: 'Filling the demo' })).toBeVisible()
      yield 'filling'
    },
  },
  {
    screen: 'templates',
    async *walk(page) {
      await page.goto('/')
      await press(page, 'Templates')
      await expect(dialog(page)).toContainText('The form is empty')
      yield 'empty'
      await page.keyboard.press('Escape')
      await fillForm(page)
      await press(page, 'Templates')
      const name = dialog(page).getByRole('textbox', { name: 'Save the form as' })
      for (const said of ['Saved as', 'There is a "Friday" already']) {
        await name.fill('Friday')
        await name.press('Enter')
        await expect(dialog(page)).toContainText(said)
      }
      yield 'taken'
      await press(page, 'Rename Friday')
      yield 'rename'
      await press(page, 'Cancel')
      await press(page, 'Delete Friday')
      await expect(dialog(page)).toContainText('"Friday" is deleted')
      yield 'deleted'
      await press(page, 'Undo')
      await dialog(page).getByRole('link', { name: 'Friday' }).click()
      await expect(form(page).getByRole('note').first()).toContainText('Filled in from the template')
      yield 'filled-in'
    },
  },
]
