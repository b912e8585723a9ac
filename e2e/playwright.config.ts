import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser } from './find-browser'
import type { Front } from './fixtures'
import { trustCertificate } from './tls/certificate'

const executablePath = findBrowser()

export default defineConfig<object, { front: Front }>({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/playwright',
  reporter: [['list'], ['json', { outputFile: '../test-results/playwright.json' }]],
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  projects: [
    { name: 'desk' },
    // What depends on the proxy, once more with the one that serves a team.
    {
      name: 'on nginx',
      testMatch: [
        'first-paint.spec.ts',
        'real.spec.ts',
        'session.spec.ts',
        'unknown.spec.ts',
        'ledger/network.spec.ts',
        'ledger/connection.spec.ts',
      ],
      use: { front: 'nginx' },
    },
  ],
  use: {
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: [...browserArguments, trustCertificate],
    },
  },
})
