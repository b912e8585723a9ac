import type { Page } from '@playwright/test'
import type { Settings } from '../fixtures'

/** Leads a page from state to state, and yields in each that axe shall look at. */
export type Screen = {
  screen: string
  walk: (page: Page) => AsyncGenerator<void>
  locale?: string
  /** In front of an OMS instead of the demo. */
  settings?: Settings
}

export const dialog = (page: Page) => page.getByRole('dialog')
export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click()
