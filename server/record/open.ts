import { withoutPassword } from '../settings/settings.ts'
import { DatabaseError } from './database.ts'
import { openRecordIn } from './record.ts'
import type { Record } from './record-store.ts'

/**
 * Opens the record that `RECORD` names: `sqlite:<file>` or `postgres://...`. Throws an Error that says why it can't be used,
 * without the password of its address.
 */
export async function openRecord(
  setting: string,
  { environment, days }: { environment: string; days?: number | undefined },
): Promise<Record> {
  const file = /^sqlite:(.+)$/s.exec(setting)?.[1]
  try {
    const database =
      file === undefined
        ? await (await import('./postgres.ts')).openPostgres(setting)
        : (await import('./sqlite.ts')).openSqlite(file)
    return await openRecordIn(database, { environment, days })
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? `${String(error.code)}: ${error.message}` : String(error)
    const why = error instanceof DatabaseError ? error.message : `can't be used (${reason})`
    throw new Error(`Unusable settings:\n  RECORD ${withoutPassword(setting)} ${why}`, { cause: error })
  }
}
