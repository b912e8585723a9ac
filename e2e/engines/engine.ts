import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { onPath } from '../../scripts/find-program'

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

const first = (paths: string[]) => paths.find((path) => existsSync(path))

export const findFirefox = () => first(onPath('firefox-esr', 'firefox'))

/** WebKitGTK's driver and browser, and the screen they need, where all three are installed. */
export function findWebkit() {
  const driver = first(onPath('WebKitWebDriver'))
  const screen = first(onPath('Xvfb'))
  const machines = ['x86_64', 'aarch64']
  const miniBrowser = first(machines.map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`))
  if (driver === undefined || screen === undefined || miniBrowser === undefined) return undefined
  return { driver, screen, miniBrowser }
}
