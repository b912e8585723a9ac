import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRecord } from './open.ts'
import { openPostgres } from './postgres.ts'
import { openRecordIn } from './record.ts'
import { findPostgres, startPostgres } from './test-postgres.ts'
import { arrival, names, resolved } from './test-record.ts'

let server: Awaited<ReturnType<typeof startPostgres>> | undefined
beforeAll(async () => {
  if (findPostgres() !== undefined) server = await startPostgres()
})
afterAll(() => server?.remove())

test.each([
  'desk:canary@127.0.0.1:1/desk',
  'desk:with@canary@127.0.0.1:1/desk',
  'desk:with/canary@127.0.0.1:1/desk',
  'desk:with?canary@127.0.0.1:1/desk',
  '127.0.0.1:1/desk?user=desk&password=canary&ssl=false',
])('a PostgreSQL that is not there is refused without its password: %s', async (address) => {
  const opened = openRecord(`postgres://${address}`, { environment: 'oms:80' })
  await expect(opened).rejects.toThrow(/RECORD postgres:\/\/.*127\.0\.0\.1:1\/desk.* can't be used/)
  await expect(opened).rejects.not.toThrow(/canary/)
})

test('a PostgreSQL that may only start later is no unusable setting: systemd starts the desk again', async () => {
  const opened = openRecord('postgres://desk@127.0.0.1:1/desk', { environment: 'oms:80' })
  await expect(opened).rejects.toThrow(/^RECORD postgres:\/\/.* can't be used now \(ECONNREFUSED/)
})

describe.skipIf(findPostgres() === undefined)('PostgreSQL', () => {
  test('a gate tells the readers of another', async () => {
    const at = { environment: 'told:80' }
    const [one, other] = await Promise.all([
      openRecord(server?.address ?? '', at),
      openRecord(server?.address ?? '', at),
    ])
    let told = 0
    other.subscribe(() => (told += 1))
    await one.append([resolved('a')])
    await expect.poll(() => told).toBeGreaterThan(0)
    await Promise.all([one.close(), other.close()])
  })

  test('what is appended in one environment wakes nobody in another', async () => {
    const at = (environment: string) => openRecord(server?.address ?? '', { environment })
    const database = await openPostgres(server?.address ?? '')
    const here = await openRecordIn(database, { environment: 'woken:80' })
    const [there, again] = await Promise.all([at('other:80'), at('woken:80')])
    const heard: unknown[] = []
    let told = 0
    database.subscribe((environment) => heard.push(environment))
    here.subscribe(() => (told += 1))
    await there.append([resolved('a')])
    await again.append([resolved('b')])
    await expect.poll(() => heard).toEqual(['other:80', 'woken:80'])
    expect(told).toBe(1)
    await Promise.all([here.close(), there.close(), again.close()])
  })

  test.each([
    ['off', 'on'],
    ['on', 'on'],
    ['remote_apply', 'remote_apply'],
  ])(
    'what is written is on disk before it counts, also in a database that is set to synchronous_commit = %s',
    async (set, used) => {
      const address = server?.address ?? ''
      const sql = postgres(address, { onnotice: () => {} })
      await sql.unsafe(`alter role desk set synchronous_commit = ${set}`)
      const database = await openPostgres(address)
      const shown = await database.write((run) => run("select current_setting('synchronous_commit') as used"))
      await database.close()
      await sql`alter role desk reset synchronous_commit`
      await sql.end()
      expect(shown).toEqual([{ used }])
    },
  )

  test('while the database is away calls fail, and when it is back everything is there', async () => {
    const record = await openRecord(server?.address ?? '', { environment: 'away:80' })
    await record.append([resolved('a')])
    await record.enter(arrival('one'), false)
    await server?.stop()
    await expect(record.enter(arrival('two'), false)).rejects.toThrow(/CONNECT|closed|terminat/i)
    await expect(record.append([resolved('b')])).rejects.toThrow(/CONNECT|closed|terminat/i)
    await server?.start()
    await expect.poll(() => record.read(0, 10).then(names, () => []), { timeout: 15_000 }).toEqual(['a'])
    expect(await record.settle('one')).toEqual({ kind: 'on its way' })
    expect(await record.append([resolved('b')])).toEqual({ added: 1, last: 2 })
    await record.close()
  })

  test('after a standby has taken over, a gate hears again what others append', async () => {
    const at = { environment: 'standby:80' }
    const here = await openRecord(server?.address ?? '', at)
    await server?.stop()
    await server?.start({ standby: true })
    // Nobody else connects.
    await expect.poll(() => server?.log()).toContain('connection authorized')
    await expect(openRecord(server?.address ?? '', at)).rejects.toThrow(/^RECORD .* can't be used now \(25006/)
    let told = 0
    here.subscribe(() => (told += 1))
    server?.promote()
    await expect.poll(() => told).toBeGreaterThan(0)
    const before = told
    const there = await openRecord(server?.address ?? '', at)
    await there.append([resolved('a')])
    await expect.poll(() => told).toBeGreaterThan(before)
    await Promise.all([here.close(), there.close()])
  })

  test('a gate that stops in the middle of writing keeps the others from it only for a moment', async () => {
    const [stopped, other] = await Promise.all([
      openPostgres(server?.address ?? ''),
      openRecord(server?.address ?? '', { environment: 'stopped:80' }),
    ])
    let ended: Promise<unknown> | undefined
    await new Promise<void>((isWriting) => {
      const stop = () => {
        isWriting()
        return new Promise(() => {})
      }
      ended = stopped.write(stop).catch((error: unknown) => error)
    })
    expect(await other.append([resolved('a')])).toEqual({ added: 1, last: 1 })
    expect(String(await ended)).toMatch(/idle-in-transaction|CONNECTION_CLOSED/)
    await Promise.all([stopped.close(), other.close()])
  })

  test('one that is there but has no such database is an unusable setting', async () => {
    const address = `${server?.address ?? ''}-none`
    await expect(openRecord(address, { environment: 'none:80' })).rejects.toThrow(
      /^Unusable settings:\n  RECORD .*3D000/,
    )
  })

  test('tables of a newer desk are refused with a sentence, those of an older one brought up to date', async () => {
    const sql = postgres(server?.address ?? '', { onnotice: () => {} })
    await sql`update backup_desk set version = 999`
    await expect(openRecord(server?.address ?? '', { environment: 'newer:80' })).rejects.toThrow(/newer Backup Desk/)
    await sql`drop table told`
    await sql`alter table attempts drop column room`
    await sql`update backup_desk set version = 1`
    await sql.end()
    const record = await openRecord(server?.address ?? '', { environment: 'older:80' })
    expect(await record.tellOnce('backup 126 260 5')).toBe(true)
    await record.close()
  })
})
