import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Libsql from 'libsql'
import { expect, onTestFinished, test, vi } from 'vitest'
import { schema } from './database.ts'
import { openRecord } from './open.ts'
import { openRecordIn } from './record.ts'
import { openSqlite } from './sqlite.ts'
import { answered, arrival, folder, names, newFile, resolved } from './test-record.ts'

test.each(['new', 'already there'])('a file that is %s is for its owner alone', async (made) => {
  const file = newFile()
  if (made === 'already there') {
    mkdirSync(join(file, '..'), { mode: 0o700 })
    writeFileSync(file, '', { mode: 0o644 })
  }
  const record = await openRecord(`sqlite:${file}`, { environment: 'oms:80' })
  await record.append([resolved('a')])
  for (const suffix of ['', '-wal', '-shm']) expect(statSync(`${file}${suffix}`).mode & 0o777).toBe(0o600)
  expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700)
  await record.close()
})

test('a file that another program holds is no unusable setting: systemd starts the desk again', async () => {
  const file = newFile()
  mkdirSync(join(file, '..'))
  const other = new Libsql(file)
  other.exec('begin exclusive')
  await expect(openRecord(`sqlite:${file}`, { environment: 'oms:80' })).rejects.toThrow(
    /^RECORD sqlite:.* can't be used now \(SQLITE_BUSY/,
  )
  other.close()
})

test('a gate that starts waits for one that is making the file', async () => {
  const file = newFile()
  mkdirSync(join(file, '..'))
  const script = `const { default: Libsql } = await import('libsql')
    const other = new Libsql('${file}')
    other.exec('begin exclusive')
    console.log('held')
    setTimeout(() => other.exec('rollback'), 200)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd: import.meta.dirname })
  await once(child.stdout, 'data')
  const record = await openRecord(`sqlite:${file}`, { environment: 'oms:80' })
  expect(await record.append([resolved('a')])).toEqual({ added: 1, last: 1 })
  await record.close()
})

test('a disk with no room for what SQLite keeps beside the file is no unusable setting either', async () => {
  const file = newFile()
  await (await openRecord(`sqlite:${file}`, { environment: 'oms:80' })).close()
  rmSync(`${file}-shm`, { force: true })
  const script = `const { openRecord } = await import('./server/record/open.ts')
    await openRecord('sqlite:${file}', { environment: 'oms:80' }).catch((error) => console.log(error.message))`
  // No file may grow beyond 16 blocks.
  const node = [process.execPath, '--import', 'tsx', '--input-type=module', '--eval', script]
  const { stdout } = spawnSync('sh', ['-c', `trap '' XFSZ; ulimit -f 16; exec "$@"`, 'sh', ...node], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, TSX_DISABLE_CACHE: '1' },
    encoding: 'utf8',
  })
  expect(stdout).toMatch(/^RECORD sqlite:.* can't be used now \(SQLITE_IOERR/)
})

test('a full disk takes nothing in, and what is there stays', async () => {
  const file = newFile()
  const database = openSqlite(file)
  const record = await openRecordIn(database, { environment: 'oms:80' })
  await record.append([resolved('a')])
  await database.read('pragma max_page_count')
  const large = Array.from({ length: 400 }, (_one, index) => ({ ...resolved(`b-${index}`), by: 'x'.repeat(1_000) }))
  await database.write(async (run) => void (await run('pragma max_page_count = 20')))
  await expect(record.append(large)).rejects.toThrow(/full/)
  await expect(record.enter(arrival('one'), false)).resolves.toEqual({ kind: 'first' })
  expect(names(await record.read(0, 10))).toEqual(['a'])
  await record.close()
})

test.each([
  [
    'is no database',
    (file: string) => writeFileSync(file, 'something else, and long enough for a header of SQLite. '.repeat(4)),
    /^Unusable settings:\n {2}RECORD sqlite:\S+ can't be used \(SQLITE_NOTADB/,
  ],
  [
    'was written by a newer Backup Desk',
    (file: string) => {
      const database = new Libsql(file)
      database.exec('pragma user_version = 999')
      database.close()
    },
    /^Unusable settings:\n {2}RECORD sqlite:\S+ was written by a newer Backup Desk\. Install that one/,
  ],
])('a file that %s is refused with a sentence', async (_name, make, sentence) => {
  const file = join(mkdtempSync(join(folder, 'file-')), 'record.db')
  make(file)
  await expect(openRecord(`sqlite:${file}`, { environment: 'oms:80' })).rejects.toThrow(sentence)
})

test('the file of an older Backup Desk is brought up to date, with all that is in it', async () => {
  const file = newFile()
  mkdirSync(join(file, '..'))
  const old = new Libsql(file)
  old.exec(schema[0] ?? '')
  old.exec("insert into memories (environment, memory, last) values ('oms:80', 'memory-of-old', 0)")
  old.exec('pragma user_version = 1')
  old.close()
  for (const first of [true, false]) {
    const record = await openRecord(`sqlite:${file}`, { environment: 'oms:80' })
    expect(record.memory).toBe('memory-of-old')
    expect(await record.tellOnce('backup 126 260 5')).toBe(first)
    await record.close()
  }
})

test('what is older than so many days is forgotten when a record is opened', async () => {
  const file = newFile()
  const record = await openRecord(`sqlite:${file}`, { environment: 'oms:80' })
  await record.append([resolved('a')])
  await record.close()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 24 * 60 * 60_000 })
  onTestFinished(() => void vi.useRealTimers())
  for (const [days, kept] of [
    [undefined, ['a']],
    [3, ['a']],
    [1, []],
  ] as const) {
    const later = await openRecord(`sqlite:${file}`, { environment: 'oms:80', days })
    expect(names(await later.read(0, 10))).toEqual(kept)
    await later.close()
  }
})

test('a place where nothing can be written is refused with a sentence', async () => {
  await expect(openRecord('sqlite:/proc/record.db', { environment: 'oms:80' })).rejects.toThrow(
    /RECORD sqlite:.* can't be used/,
  )
})

test('after the last gate has ended everything is in the one file, to be copied or moved', async () => {
  const file = newFile()
  const environment = 'oms:80'
  const [one, other] = [
    await openRecordIn(openSqlite(file), { environment }),
    await openRecordIn(openSqlite(file), { environment }),
  ]
  await one.enter(arrival('one'), false)
  await one.end('one', answered)
  await one.close()
  await other.append([resolved('a')])
  await other.close()
  const copy = `${file}-copy.db`
  copyFileSync(file, copy)
  const moved = await openRecordIn(openSqlite(copy), { environment })
  expect(moved.memory).toBe(one.memory)
  expect(await moved.settle('one')).toEqual(answered)
  expect(names(await moved.read(0, 10))).toEqual(['a'])
  await moved.close()
})
