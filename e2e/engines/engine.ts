import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { findProgram, onPath } from '../../scripts/find-program'

/** A browser with one window. Elements and values are what an expression has in the page. */
export type Engine = {
  open: (url: string) => Promise<void>
  reload: () => Promise<void>
  value: (expression: string) => Promise<unknown>
  click: (expression: string) => Promise<void>
  /** Types where there is nothing yet. */
  type: (expression: string, text: string) => Promise<void>
  close: () => Promise<void>
}

/** Puts `TestingLibraryDom` into a page. */
export const testingLibrary = readFileSync(
  createRequire(import.meta.url).resolve('@testing-library/dom/dist/@testing-library/dom.umd.min.js'),
  'utf8',
)

export const findFirefox = () => findProgram('FIREFOX_PATH', onPath('firefox-esr', 'firefox'))

const driver = () => findProgram('WEBKIT_DRIVER_PATH', onPath('WebKitWebDriver'))
const screen = () => findProgram('XVFB_PATH', onPath('Xvfb'))
const miniBrowser = () =>
  findProgram(
    'MINI_BROWSER_PATH',
    ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`),
  )

/** WebKitGTK's programs, where all of them are installed. */
export function findWebkit() {
  const found = { driver: driver(), screen: screen(), miniBrowser: miniBrowser() }
  const { driver: drive, screen: show, miniBrowser: browse } = found
  if (drive === undefined || show === undefined || browse === undefined) return undefined
  return { driver: drive, screen: show, miniBrowser: browse }
}
