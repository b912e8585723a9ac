import { codeOf } from '../gate/error-code.ts'
import { withoutPassword } from '../settings/settings.ts'
import { DatabaseError } from './database.ts'
import { openRecordIn, type TeamRecord } from './record.ts'

/** Codes of what passes by itself: a database that starts later than this program, one that another holds, a full disk (SQLITE_IOERR where SQLite maps a file), a standby that takes over soon (25006). */
const passing =
  /^(?:CONNECT\w*|ECONN\w+|ETIMEDOUT|E(?:HOST|NET)\w+|ENOTFOUND|EAI_AGAIN|ENOSPC|SQLITE_(?:BUSY|FULL|IOERR)\w*|25006|(?:08|53|57)\w{3})$/

/**
 * Opens the record that `RECORD` names: `sqlite:<file>` or `postgres://...`. Throws an Error that says why it can't be used,
 * without the password of its address, and of what passes by itself not as an unusable setting.
 */
export async function openRecord(
  setting: string,
  { environment, days }: { environment: string; days?: number | undefined },
): Promise<TeamRecord> {
  const file = /^sqlite:(.+)$/s.exec(setting)?.[1]
  try {
    const database =
      file === undefined
        ? await (await import('./postgres.ts')).openPostgres(setting)
        : (await import('./sqlite.ts')).openSqlite(file)
    return await openRecordIn(database, { environment, days })
  } catch (error) {
    const code = codeOf(error)
    const reason = error instanceof Error && code !== undefined ? `${code}: ${error.message}` : String(error)
    if (code !== undefined && passing.test(code)) {
      throw new Error(`RECORD ${withoutPassword(setting)} can't be used now (${reason})`, { cause: error })
    }
    const why = error instanceof DatabaseError ? error.message : `can't be used (${reason})`
    throw new Error(`Unusable settings:\n  RECORD ${withoutPassword(setting)} ${why}`, { cause: error })
  }
}
