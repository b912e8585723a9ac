import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRecord } from '../../server/record/open'
import { serveDesk, type Served } from './fixtures'

const folders: string[] = []
process.once('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** The `RECORD` of a team, in a file that outlives the gates that stand before it. */
export function newRecord(): string {
  const folder = mkdtempSync(join(tmpdir(), 'desk-team-'))
  folders.push(folder)
  return `sqlite:${join(folder, 'record.db')}`
}

/** A desk in front of that OMS, with that record of the team. */
export async function serveTeam(
  omsAddress: string,
  setting: string,
  { publicOrigin, ...options }: { port?: number; dist?: string; publicOrigin?: string } = {},
): Promise<Served> {
  const record = await openRecord(setting, { environment: new URL(omsAddress).host })
  const origin = publicOrigin !== undefined && { PUBLIC_ORIGIN: publicOrigin }
  const desk = await serveDesk({ OMS_ADDRESS: omsAddress, ...origin }, { ...options, record })
  return {
    ...desk,
    close: async () => {
      await desk.close()
      await record.close()
    },
  }
}
