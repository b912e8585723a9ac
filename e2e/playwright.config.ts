import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser } from './support/find-browser'
import { trustCertificate } from './tls/certificate'

const executablePath = findBrowser()
const report = process.env.npm_lifecycle_event === 'test:deep' ? 'deep' : 'core'

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/playwright',
  reporter: [['list'], ['json', { outputFile: `../test-results/${report}.json` }]],
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  retries: 0,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  projects: [
    { name: 'core', grepInvert: /@deep|@long/ },
    // Projects are begun in this order: what takes minutes must not be alone at the end.
    { name: 'long', grep: /@long/ },
    { name: 'deep', grep: /@deep/ },
  ],
  use: {
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    // A dialog that need not fade in is there at once.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      ...(executablePath !== undefined && { executablePath }),
      args: [...browserArguments, trustCertificate],
    },
  },
})
