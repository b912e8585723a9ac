import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { startMockOms } from '~/mocks/node'
import { noncePlaceholder } from '~/proxy/nginx'
import { startNginx } from '../e2e/nginx'
import { applicationsOf } from './applications'

export const dist = join(import.meta.dirname, '..', 'dist')

/** The desk as it is shipped: nginx, and behind it an OMS that has the same `count` applications. */
export async function serveDesk(count: number) {
  const oms = await startMockOms()
  await oms.db.transact(async ({ clear, put }) => {
    await clear()
    await Promise.all(applicationsOf(count).flatMap(({ stored }) => (stored === undefined ? [] : [put(stored)])))
  })
  const front = await startNginx({ OMS_ADDRESS: oms.address })
  return {
    url: front.url,
    /** The name that the desk's records have in the browser. */
    journal: `backup-desk:${new URL(oms.address).host}`,
    oms,
    close: async () => {
      await front.close()
      await oms.close()
    },
  }
}

/** A page of React and Mantine and nothing else, from the same nginx. */
export async function serveReference() {
  const built = mkdtempSync(join(tmpdir(), 'bench-reference-'))
  await build({
    configFile: false,
    logLevel: 'warn',
    root: join(import.meta.dirname, 'reference'),
    plugins: [react()],
    html: { cspNonce: noncePlaceholder },
    build: { outDir: built, emptyOutDir: true, target: 'es2023', cssTarget: ['chrome123', 'firefox120', 'safari17.5'] },
  })
  const assets = join(built, 'assets')
  for (const name of readdirSync(assets)) {
    writeFileSync(join(assets, `${name}.gz`), gzipSync(readFileSync(join(assets, name)), { level: 9 }))
  }
  const front = await startNginx({ OMS_ADDRESS: 'http://127.0.0.1:1' }, (conf) => conf.replace(dist, built))
  return {
    url: front.url,
    close: async () => {
      await front.close()
      rmSync(built, { recursive: true, force: true })
    },
  }
}
