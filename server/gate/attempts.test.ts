import { expect, test } from 'vitest'
import { mayHaveDone, memoryAttempts, type Arrival } from './attempts.ts'
import { signedInPeople } from './people.ts'

const hour = 60 * 60_000
let now = 0
const clock = () => now

let ids = 0
const arrival = (other: Partial<Arrival> = {}): Arrival => {
  ids += 1
  return {
    id: `attempt-${ids}`,
    call: 'apply',
    bodyHash: `${ids}`,
    caller: 'ann',
    at: '2026-01-01T00:00:00Z',
    ...other,
  }
}

test('an attempt passes once in two minutes, and a full room lets nothing through', async () => {
  now = 0
  const attempts = memoryAttempts({ known: 2, unknown: 1, now: clock })
  const enter = async (id: string, unaccepted: boolean, at: number) => {
    now = at
    return (await attempts.enter(arrival({ id, ...(unaccepted && { unaccepted }) }), false)).kind
  }
  expect(await enter('a', true, 0)).toBe('first')
  expect(await enter('b', true, 0)).toBe('full')
  expect(await enter('a', false, 1)).toBe('repeated')
  expect(await enter('b', false, 1)).toBe('first')
  expect(await enter('c', false, 1)).toBe('first')
  expect(await enter('d', false, 2)).toBe('full')
  expect(await enter('b', false, 119_000)).toBe('repeated')
  expect(await enter('d', false, 121_000)).toBe('first')
})

test('what is closed takes no room from attempts, and is let in again rather than that it fills the memory', async () => {
  const attempts = memoryAttempts({ closed: 1, now: clock })
  expect(await attempts.settle('a')).toEqual({ kind: 'closed' })
  expect(await attempts.settle('b')).toEqual({ kind: 'lost' })
  expect(await attempts.enter(arrival({ id: 'a' }), false)).toMatchObject({
    kind: 'repeated',
    state: { kind: 'closed' },
  })
  expect(await attempts.enter(arrival({ id: 'b' }), false)).toMatchObject({ kind: 'first' })
})

test('answers are kept up to a number of bytes, which those that are forgotten give back', async () => {
  now = 0
  const attempts = memoryAttempts({ bodies: 10, now: clock })
  const answered = async (id: string, length: number) => {
    await attempts.enter(arrival({ id }), false)
    await attempts.end(id, { kind: 'answered', status: 200, body: Buffer.alloc(length) })
    return attempts.settle(id)
  }
  expect(await answered('a', 8)).toMatchObject({ kind: 'answered' })
  expect(await answered('b', 8)).toEqual({ kind: 'gave up', failure: 'answer', sent: 'maybe', why: 'TOO_LARGE' })
  expect(await answered('c', 2)).toMatchObject({ kind: 'answered' })
  now = 121_000
  expect(await answered('d', 10)).toMatchObject({ kind: 'answered' })
})

test('the latest of the same that others have sent is named', async () => {
  now = 0
  const attempts = memoryAttempts({ now: clock })
  const same = { bodyHash: 'the same' }
  for (const at of ['2026-01-01T00:00:01Z', '2026-01-01T00:00:02Z'])
    await attempts.enter(arrival({ ...same, at }), false)
  const other = await attempts.enter(arrival({ ...same, caller: 'bob' }), false)
  expect(other).toMatchObject({ kind: 'duplicate', other: { at: '2026-01-01T00:00:02Z' } })
})

test.each([
  ['apply', 200, '{"apply":{"ret":0,"id":558}}', true],
  ['apply', 200, '{"apply":{"ret":1,"msg":"no"}}', false],
  ['apply', 422, '{"set_id":["no"]}', false],
  ['apply', 422, 'no', true],
  ['apply', 401, '', false],
  ['apply', 500, '{"source_ip":"ip:10.0.0.1 not in whitelist"}', false],
  ['apply', 302, '', true],
  ['apply', 500, '{"set_id":["no"]}', true],
  ['apply', 502, '{"proxy":{"kind":"refused","sent":false}}', true],
  ['reject', 200, 'true', true],
  ['reject', 200, 'false', true],
  ['reject', 200, '{"apply_id":["no"]}', false],
  ['check', 200, '{"set_id":126,"trans_id":408,"username":"tcaplus"}', true],
  ['check', 200, '{"uid":["no"]}', false],
  ['start', 200, '{"trans_id":404,"set_id":126}', true],
  ['start', 200, '{"trans_id":["no"]}', false],
  ['resume', 200, '{"set_id":126,"trans_id":40}', true],
  ['resume', 404, '{"trans_id":["no"]}', false],
] as const)('%s answered %s %s: that it may be done is %s', async (call, status, body, expected) => {
  expect(mayHaveDone(call, { kind: 'answered', status, body: Buffer.from(body) })).toBe(expected)
})

test('accepted tokens are known until too many others have been, OMS refuses them, or 12 hours have passed', () => {
  now = 0
  const people = signedInPeople({ capacity: 2, now: clock })
  people.accept('a', 'ann')
  for (const token of ['b', 'a', 'c']) people.accept(token)
  expect(['a', 'b', 'c'].map(people.find)).toEqual([{ name: 'ann' }, undefined, {}])
  people.end('c')
  expect(people.find('c')).toBeUndefined()
  now = 11 * hour
  people.accept('a')
  now = 23 * hour
  expect(people.find('a')).toEqual({ name: 'ann' })
  now = 23 * hour + 1
  expect(people.find('a')).toBeUndefined()
})
