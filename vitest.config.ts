import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const report = process.env.npm_lifecycle_event === 'test:tables' ? 'tables' : 'vitest'
const dom = '{src,bench}/**/*{.test.tsx,.dom.test.ts}'

export default defineConfig({
  plugins: [react()],
  resolve: { tsconfigPaths: true },
  define: { __APP_VERSION__: '"0.0.0"' },
  test: {
    reporters: ['default', ['json', { outputFile: `test-results/${report}.json` }]],
    restoreMocks: true,
    testTimeout: 90_000,
    // A busy machine is slow, not wrong.
    hookTimeout: 90_000,
    expect: { poll: { timeout: 20_000 } },
    setupFiles: ['src/test/setup.ts'],
    // Left alone, Vitest keeps one core for a person who watches.
    maxWorkers: '100%',
    // Files of tests share what they import; each has a document of its own.
    isolate: false,
    projects: [
      {
        extends: true,
        test: { name: 'node', include: ['{src,server,scripts,bench,e2e}/**/*.test.ts'], exclude: [dom] },
      },
      {
        extends: true,
        test: { name: 'dom', environment: 'jsdom', include: [dom], setupFiles: ['src/test/setup-dom.ts'] },
      },
    ],
  },
})
