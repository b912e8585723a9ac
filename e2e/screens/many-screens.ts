import { applications, applyAs, field, pasteRows, submitMany } from '../support/desk-page'
import { dialog, expect, press, type Screen } from './screen'

const header = 'set_id,app_id,zone_id,table_name'

/** Many at once. */
export const manyScreens: Screen[] = [
  {
    screen: 'many',
    allWidths: true,
    async *walk(page) {
      await page.goto('/')
      await applyAs(page, '#558')
      await page.goto('/apply/many')
      await expect(applications(page)).toBeVisible()
      yield 'empty'
      await page.getByRole('textbox', { name: 'Paste rows' }).fill('zone_id,table_name\n0,player')
      await expect(page.getByRole('alert')).toContainText('set_id, app_id')
      await expect(page.getByRole('button', { name: 'Submit 0 applications' })).toBeDisabled()
      yield 'columns-missing'
      const table = ['126,2,0,player', '126,02,0,x', '126,2,0,player', '126,2,0,nosuch', '126,2,0,fault_lost_answer']
      await pasteRows(page, [header, ...table])
      yield 'rows'
      await submitMany(page, 3)
      await expect(dialog(page)).toContainText('1 row of your table is affected: 1')
      yield 'possible-duplicate'
      await dialog(page).getByRole('button', { name: 'Send anyway' }).click()
      await expect(page.getByRole('button', { name: 'Retry 1 refused' })).toBeVisible()
      yield 'end'
    },
  },
  {
    screen: 'many-running',
    async *walk(page) {
      await page.goto('/apply/many')
      const tables = ['player', 'guild', 'mail', 'fault_slow', 'fault_slow', 'fault_slow', 'inventory']
      await pasteRows(page, [header, ...tables.map((table, index) => `126,2,${index % 2 === 0 ? '' : 0},${table}`)])
      await page.getByRole('button', { name: /^Submit \d applications$/ }).click()
      const sendAnyway = dialog(page).getByRole('button', { name: 'Send anyway' })
      await expect(sendAnyway.or(page.getByRole('button', { name: 'Pause' }))).toBeVisible()
      if (await sendAnyway.isVisible()) await sendAnyway.click()
      await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
      await press(page, 'Pause')
      await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()
      yield 'paused'
      await press(page, 'Resume')
      yield 'running'
    },
  },
  {
    screen: 'many-combined',
    async *walk(page) {
      await page.goto('/apply/many')
      await page.getByText('These tables in these zones').click()
      await field(page, 'Set ID').fill('126')
      await field(page, 'App ID').fill('2')
      await field(page, 'Table names').fill('player\nguild\nmail')
      await field(page, 'Zone IDs').fill('0, 1')
      await field(page, 'Zone IDs').press('Enter')
      await expect(page.getByText('6 rows are ready')).toBeVisible()
      yield 'typed'
      await page.getByRole('checkbox', { name: 'All zones (3)' }).check()
      await page.getByRole('checkbox', { name: /^player/ }).check()
      yield 'chosen'
    },
  },
]
