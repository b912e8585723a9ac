import { homedir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findProgram, onPath } from '../../scripts/find-program'

/** Chromium without its window, as Debian packs it. Headless, the whole browser still draws its toolbar for every page: three times the work. */
export const headlessShell = 'chromium-headless-shell'

/** The browser for the journeys: `CHROMIUM_PATH`, an installed one, Playwright's own download. Throws when `CHROMIUM_PATH` is wrong. */
export function findBrowser(): string | undefined {
  return findProgram('CHROMIUM_PATH', [...usualPlaces(), chromium.executablePath()])
}

function usualPlaces(): string[] {
  switch (process.platform) {
    case 'darwin':
      return ['/', homedir()].flatMap((root) => [
        join(root, 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome'),
        join(root, 'Applications/Chromium.app/Contents/MacOS/Chromium'),
      ])
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
        const root = process.env[name]
        return root === undefined
          ? []
          : ['Google\\Chrome', 'Chromium'].map((vendor) => join(root, vendor, 'Application', 'chrome.exe'))
      })
    default:
      return onPath(headlessShell, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
  }
}

const rootOnLinux = process.platform === 'linux' && process.getuid?.() === 0

/** Chromium has no sandbox for root; the rest keeps a container's browser from looking for a GPU and the internet. */
export const browserArguments = rootOnLinux
  ? [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ]
  : []

/** How it is started outside the journeys. */
export function launchOptions() {
  const executablePath = findBrowser()
  return { ...(executablePath !== undefined && { executablePath }), args: browserArguments }
}
