import { expect, test } from '@playwright/test'
import * as z from 'zod/mini'
import { randomFrom } from '~/demo/random'
import { startPostgres } from '../server/record/test-postgres'
import { signInAt, startGateProcess } from './support/gate-process'
import { startMockOms } from './support/mock-oms-server'

const attempts = 300
const atOnce = 20

test('of two gates on one PostgreSQL one is killed under load: nothing arrives twice, and the other one knows all that arrived @deep', async () => {
  const random = randomFrom(20_261_128)
  const oms = await startMockOms()
  const postgres = await startPostgres()
  const gates = await Promise.all([1, 2].map(() => startGateProcess(oms.address, postgres.address)))
  const [dying, living] = gates
  if (dying === undefined || living === undefined) throw new Error('There are no two gates.')
  const token = await signInAt(living.url)
  await signInAt(dying.url)
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  const bodyOf = (id: string) => `{"set_id":"126","app_id":"2","zone_id":"0","table_name":"${id}","auto_approve":"0"}`
  const send = (url: string, id: string) =>
    fetch(`${url}/oms/apply`, { method: 'POST', headers: { ...headers, 'X-Request-Id': id }, body: bodyOf(id) }).then(
      async (answer) => ({ status: answer.status, text: await answer.text() }),
      () => undefined,
    )
  const ids = Array.from({ length: attempts }, (_, index) => `attempt-${String(index).padStart(4, '0')}`)
  const heard = new Map<string, string>()
  let sent = 0
  const work = async () => {
    for (let id = ids[sent++]; id !== undefined; id = ids[sent++]) {
      if (sent === attempts / 2) void dying.end('SIGKILL')
      // Some are sent over both at once, as by a browser that does not trust its connection.
      const over = random() < 0.3 ? gates : random() < 0.5 ? [dying] : [living]
      for (const answer of await Promise.all(over.map(({ url }) => send(url, id)))) {
        if (answer?.status === 200) heard.set(id, answer.text)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))

  const arrived = (id: string) => oms.arrivals.filter(({ body }) => body.includes(id)).length
  const desk = z.object({ memory: z.string() }).parse(await (await fetch(`${living.url}/desk.json`)).json())
  const settled = z.object({ attempt: z.object({ state: z.string(), body: z.optional(z.string()) }) })
  const states = new Set<string>()
  for (const id of ids) {
    const answer = await fetch(`${living.url}/oms/attempts/${id}/settle`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ memory: desk.memory }),
    })
    const { attempt } = settled.parse(await answer.json())
    states.add(attempt.state)
    expect([0, 1]).toContain(arrived(id))
    if (arrived(id) === 1) expect(attempt.state).not.toBe('closed')
    const text = heard.get(id)
    if (text !== undefined) expect(Buffer.from(attempt.body ?? '', 'base64').toString()).toBe(text)
    const before = arrived(id)
    await send(living.url, id)
    expect(arrived(id)).toBe(before)
  }
  expect(states).toContain('answered')
  expect(states).toContain('closed')

  await living.end()
  await postgres.remove()
  await oms.close()
})
