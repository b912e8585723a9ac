import { join } from 'node:path'
import { resolveConfig } from 'vite'
import { afterEach, expect, test, vi } from 'vitest'

const root = join(import.meta.dirname, '..')
afterEach(() => void vi.unstubAllEnvs())

test.each([
  ['the demo', 'demo', '/desk/'],
  ['the production build, which the gate serves at the root alone,', 'production', '/'],
])('%s is built by mode %s for %s where BASE_PATH is /desk/', async (_what, mode, base) => {
  vi.stubEnv('BASE_PATH', '/desk/')
  const config = await resolveConfig({ root, mode, configFile: join(root, 'vite.config.ts') }, 'build')
  expect(config.base).toBe(base)
})
