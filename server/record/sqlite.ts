import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import Libsql from 'libsql'
import { codeOf } from '../gate/error-code.ts'
import { refuseNewer, schema, type Database, type Row, type Run, type Value } from './database.ts'

/** How long one gate waits for another that writes to the same file. */
const busyMs = 2_000

/** Opens a file of SQLite, and makes it for its owner alone. Nobody is told of what another process appends to it. Throws when the file is no SQLite database, can't be written, or a newer desk has written it. */
export function openSqlite(file: string): Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600))
  // A copy that sqlite3 made has the mode of the person who made it, and what SQLite puts beside a file has the file's.
  for (const path of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(path)) chmodSync(path, 0o600)
  const writer = new Libsql(file, { timeout: busyMs })
  // What is being written is seen by nobody else, and a reader waits for no writer.
  writer.exec('pragma journal_mode = wal; pragma synchronous = full')
  migrate(writer)
  // From now on it would keep this gate from everything else (beginWhenFree).
  writer.exec('pragma busy_timeout = 0')
  const reader = new Libsql(file, { timeout: busyMs })
  const listeners = new Set<(environment?: string) => void>()
  let turn: Promise<unknown> = Promise.resolve()
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work)
    turn = mine
    return mine
  }
  return {
    write: (work) =>
      alone(async () => {
        await beginWhenFree(writer)
        try {
          const result = await work(runOn(writer))
          writer.exec('commit')
          return result
        } catch (error) {
          // A full disk has ended the transaction already.
          if (writer.inTransaction) writer.exec('rollback')
          throw error
        }
      }),
    read: runOn(reader),
    announce: async (environment) => {
      for (const listener of listeners) listener(environment)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () =>
      alone(async () => {
        reader.close()
        gatherInFile(writer)
        writer.close()
      }),
  }
}

/** Puts what stands in the file beside it into the file itself, which libsql leaves undone: a copy of it alone would be an older one with the same memory. */
function gatherInFile(writer: Libsql.Database): void {
  try {
    writer.exec('pragma wal_checkpoint(truncate)')
  } catch {
    // On a full disk it stays beside it.
  }
}

/** Waits for other gates without keeping this one from everything else, as SQLite's own waiting would. */
async function beginWhenFree(writer: Libsql.Database): Promise<void> {
  for (const end = performance.now() + busyMs; ;) {
    try {
      writer.exec('begin immediate')
      return
    } catch (error) {
      const isBusy = codeOf(error)?.startsWith('SQLITE_BUSY') === true
      if (!isBusy || performance.now() > end) throw error
      await setTimeout(5)
    }
  }
}

function runOn(database: Libsql.Database): Run {
  return async (statement, values = []) => {
    const prepared = database.prepare<Value[]>(statement.replaceAll(/\$(\d+)/g, '?$1'))
    if (prepared.reader) return prepared.all(...values).map((row) => withBytes(row as Row)) // the columns that were asked for
    prepared.run(...values)
    return []
  }
}

/** libsql gives an ArrayBuffer for a blob. */
function withBytes(row: { readonly [column: string]: Value | ArrayBuffer }): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof ArrayBuffer ? new Uint8Array(value) : value]),
  )
}

function migrate(database: Libsql.Database): void {
  const version = () => Number(Object.values(database.prepare('pragma user_version').get() as Row)[0]) // a pragma has one row
  refuseNewer(version())
  if (version() === schema.length) return
  database.exec('begin immediate')
  // Another gate may have been first.
  for (const statements of schema.slice(version())) database.exec(statements)
  database.exec(`pragma user_version = ${schema.length}`)
  database.exec('commit')
}
