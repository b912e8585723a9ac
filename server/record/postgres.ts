import postgres from 'postgres'
import { storeMs } from '../gate/in-time.ts'
import { refuseNewer, schema, type Database, type Row, type Run } from './database.ts'

/** One writer at a time, so that the order of places is the order in which they can be read. */
const writing = 7_211_309
const channel = 'backup_desk_record'
const connectSeconds = 3
export const closeSeconds = 5

/** Connects to PostgreSQL, and makes the tables. Throws when it can't be reached, or a newer desk has made them. */
export async function openPostgres(address: string): Promise<Database> {
  const options = { connect_timeout: connectSeconds, onnotice: () => {}, backoff: () => 1 }
  const sql = postgres(address, { ...options, max: 8 })
  // On a standby LISTEN fails, and would not be tried again when that has taken over.
  const listening = postgres(address, { ...options, target_session_attrs: 'primary' })
  const listeners = new Set<(environment?: string) => void>()
  const tell = (environment?: string) => {
    for (const listener of listeners) listener(environment)
  }
  try {
    await sql.begin(async (transaction) => {
      await takeTurn(transaction)
      await migrate(runOn(transaction))
    })
    // After a lost connection something may have been appended unheard.
    await listening.listen(channel, tell, () => tell())
  } catch (error) {
    await Promise.all([sql.end({ timeout: 1 }), listening.end({ timeout: 1 })])
    throw error
  }
  return {
    write: async (work) => {
      const done = await sql.begin(async (transaction) => {
        await takeTurn(transaction)
        return { result: await work(runOn(transaction)) }
      })
      return done.result
    },
    read: runOn(sql),
    announce: async (environment) => void (await sql.notify(channel, environment)),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => void (await Promise.all([sql, listening].map((one) => one.end({ timeout: closeSeconds })))),
  }
}

/** Waits for the others. A gate that stops before it commits keeps them from writing no longer than a gate waits; with "off" a commit is answered before it is on disk. */
async function takeTurn(transaction: postgres.TransactionSql): Promise<void> {
  await transaction`select set_config('idle_in_transaction_session_timeout', ${`${storeMs}ms`}, true),
    pg_advisory_xact_lock(${writing}),
    case current_setting('synchronous_commit') when 'off' then set_config('synchronous_commit', 'on', true) end`
}

function runOn(sql: postgres.Sql | postgres.TransactionSql): Run {
  return async (statement, values = []) => {
    return sql.unsafe<Row[]>(statement, values)
  }
}

async function migrate(run: Run): Promise<void> {
  await run('create table if not exists backup_desk (version integer not null)')
  const [known] = await run('select version from backup_desk')
  const version = Number(known?.version ?? 0)
  refuseNewer(version)
  for (const statements of schema.slice(version)) {
    for (const statement of statements.split(';')) await run(statement.replaceAll(/\bblob\b/g, 'bytea'))
  }
  await run('delete from backup_desk')
  await run(`insert into backup_desk values (${schema.length})`)
}
