import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { startMockOms } from '../e2e/support/mock-oms-server'
import { compress } from '../scripts/compress'
import { noncePlaceholder } from '../server/headers'
import { signInAt } from '../e2e/support/gate-process'
import { newRecord, serveTeam } from '../e2e/support/team-desk'
import { applicationsOf } from './applications'
import { startRelay } from './relay'

/** The desk as it is shipped, with a team's record that has nothing in it, and an OMS behind it. */
export async function serveDesk() {
  const oms = await startMockOms()
  const front = await serveBehindRelay(oms.address)
  // The session that a tab keeps is one that this gate has seen.
  await signInAt(front.relay.url)
  return {
    relay: front.relay,
    /** The name that the desk's records have in the browser. */
    journal: `backup-desk:${new URL(oms.address).host}`,
    environment: new URL(oms.address).host,
    oms,
    /** OMS has the same `count` applications as a journal of so many, and nothing of what was done before. */
    fill: (count: number) =>
      oms.db.transact(async ({ clear, put }) => {
        await clear()
        await Promise.all(applicationsOf(count).flatMap(({ stored }) => (stored === undefined ? [] : [put(stored)])))
      }),
    close: async () => {
      await front.close()
      await oms.close()
    },
  }
}

async function serveBehindRelay(omsAddress: string, built: { dist?: string } = {}) {
  const relay = await startRelay()
  const front = await serveTeam(omsAddress, newRecord(), { ...built, publicOrigin: relay.url })
  relay.leadTo(front.port)
  return {
    relay,
    close: async () => {
      relay.close()
      await front.close()
    },
  }
}

/** A page of React and Mantine and nothing else, from the same server. */
export async function serveFloor() {
  const built = mkdtempSync(join(tmpdir(), 'bench-floor-'))
  await build({
    configFile: false,
    logLevel: 'warn',
    root: join(import.meta.dirname, 'floor'),
    plugins: [react(), compress()],
    html: { cspNonce: noncePlaceholder },
    build: { outDir: built, emptyOutDir: true, target: 'es2023', cssTarget: ['chrome123', 'firefox120', 'safari17.5'] },
  })
  const front = await serveBehindRelay('http://127.0.0.1:1', { dist: built })
  return {
    relay: front.relay,
    close: async () => {
      await front.close()
      rmSync(built, { recursive: true, force: true })
    },
  }
}
