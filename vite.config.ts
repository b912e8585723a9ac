import { copyFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import packageJson from './package.json' with { type: 'json' }
import { noncePlaceholder } from './server/headers.ts'
import { aboutUnknown, loadEnvironment, refuseAccidentalDemo } from './server/settings/environment.ts'
import { readSettings } from './server/settings/settings.ts'
import { gate } from './server/dev/vite-plugin.ts'
import { compress } from './scripts/compress.ts'
import { prerender } from './scripts/prerender.ts'
import { sizeBudget } from './scripts/size-budget.ts'

export default defineConfig(({ command, mode: asked, isPreview }) => {
  const environment = loadEnvironment(import.meta.dirname)
  const { env } = environment
  const settings = readSettings(env)
  const starting = command === 'serve' && isPreview !== true
  if (starting) refuseAccidentalDemo(environment)
  const mode = starting && settings.omsAddress === undefined ? 'demo' : asked
  const outDir = mode === 'demo' ? 'dist-demo' : 'dist'
  const server = { host: '127.0.0.1', strictPort: true, cors: false }
  return {
    mode,
    // .env.local is read above, and no setting is for the page.
    envDir: false,
    base: mode === 'demo' && (command === 'build' || isPreview === true) ? env.BASE_PATH || '/' : '/',
    define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
    resolve: { tsconfigPaths: true },
    plugins: [
      react(),
      gate(settings, aboutUnknown(environment.unknown)),
      prerender({ isDemo: mode === 'demo' }),
      finishBuild(mode === 'demo'),
      mode !== 'demo' && [compress(), sizeBudget()],
    ],
    // Each answer puts its own nonce here.
    html: { cspNonce: noncePlaceholder },
    server: { ...server, warmup: { clientFiles: ['src/main.tsx'] } },
    preview: server,
    // Browsers that know light-dark(); for older ones the build would turn it into something that none knows.
    build: {
      outDir,
      // What the start page loads has a budget of its own: scripts/size-budget.ts.
      chunkSizeWarningLimit: 1_000,
      target: 'es2023',
      modulePreload: { polyfill: false },
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      // One file for the start page, one for what nobody waits for and one for what its dialogs need: left alone, every lazy part splits them further.
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              { name: 'start', tags: ['$initial'], priority: 3 },
              {
                name: 'quiet',
                test: /-note\.tsx$|\/fill-in\.tsx$|\/(?:attention-count|live-states|page-tab|pending-count|previewed-request|print-head|team-badge|watching)\.tsx$|\/questions\/suggestions\.ts$/,
                priority: 2,
              },
              { name: 'dialogs', test: /-dialog\.tsx$|\/keyboard-help\.tsx$/, priority: 1 },
            ],
          },
        },
      },
    },
  }
})

/** The demo's static host needs 404.html for its deep links; the production build needs no mock worker. */
function finishBuild(demo: boolean): Plugin {
  let outDir = ''
  return {
    name: 'finish-build',
    apply: 'build',
    configResolved({ root, build }) {
      outDir = resolve(root, build.outDir)
    },
    // Not closeBundle: that runs after a build that has failed, too, and its error would hide the first one.
    writeBundle() {
      if (demo) copyFileSync(join(outDir, 'app.html'), join(outDir, '404.html'))
      else rmSync(join(outDir, 'demo-worker.js'), { force: true })
    },
  }
}
