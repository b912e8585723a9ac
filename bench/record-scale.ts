import { loadavg } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import * as z from 'zod/mini'
import { signInAt, startGateProcess } from '../e2e/support/gate-process'
import { startMockOms } from '../e2e/support/mock-oms-server'
import { newRecord } from '../e2e/support/team-desk'
import { findPostgres, startPostgres } from '../server/record/test-postgres'
import { cpuSeconds } from './cpu-seconds'
import { fillRecord } from './fill-record'
import { percentile } from './numbers'

/** What a gate bears: `SIZE` applications in the record are read, then `FOLLOWERS` follow it for `SECONDS` while `RATE` events a second come in. */
const positive = z.coerce.number().check(z.int(), z.positive())
const { SIZE = '100000', FOLLOWERS = '50', RATE = '20', SECONDS = '30' } = process.env
const [size, followers, rate, seconds] = z
  .tuple([positive, positive, positive, positive])
  .parse([SIZE, FOLLOWERS, RATE, SECONDS])

const page = z.object({
  last: z.number(),
  events: z.array(z.object({ seq: z.number(), event: z.object({ attempt: z.string() }) })),
})
/** What the last events may take to everybody before they count as missed: longer than one wait. */
const patienceMs = 30_000

await measure('SQLite', newRecord())
if (findPostgres() === undefined) console.log('No PostgreSQL: not measured.')
else {
  const postgres = await startPostgres()
  await measure('PostgreSQL', postgres.address).finally(postgres.remove)
}

async function measure(name: string, record: string): Promise<void> {
  const oms = await startMockOms()
  const { host: environment } = new URL(oms.address)
  const last = await fillRecord(record, environment, size)
  const gate = await startGateProcess(oms.address, record)
  try {
    const ask = await signIn(gate.url)
    const read = async (query: string) => page.parse(await ask(`?${query}`))
    console.log(`${name}, ${size} applications, ${last} events; load of the last minute ${loadavg()[0]?.toFixed(1)}`)
    const newest = await timed(() => read('newest=60'))
    console.log(`  newest 60: ${newest.toFixed(0)} ms`)
    const whole = await timed(async () => {
      for (let after = 0; after < last;) after = (await read(`after=${after}`)).events.at(-1)?.seq ?? last
    })
    console.log(`  the whole: ${(whole / 1000).toFixed(1)} s`)
    await follow(last, ask, read, environment, gate.pid)
  } finally {
    await gate.end()
    await oms.close()
  }
}

async function follow(
  last: number,
  ask: Awaited<ReturnType<typeof signIn>>,
  read: (query: string) => Promise<z.infer<typeof page>>,
  environment: string,
  pid: number | undefined,
): Promise<void> {
  const written = new Map<string, number>()
  const delays: number[] = []
  let twice = 0
  const total = rate * seconds
  const all = Array.from({ length: followers }, async () => {
    const seen = new Set<string>()
    const giveUp = performance.now() + seconds * 1000 + patienceMs
    for (let after = last; seen.size < total && performance.now() < giveUp;) {
      for (const { seq, event } of (await read(`after=${after}&wait=25`)).events) {
        after = seq
        if (seen.has(event.attempt)) twice += 1
        seen.add(event.attempt)
        delays.push(performance.now() - (written.get(event.attempt) ?? NaN))
      }
    }
    return total - seen.size
  })
  const began = performance.now()
  const cpuBefore = cpuSeconds(pid)
  const posts: Promise<unknown>[] = []
  for (let index = 0; index < total; index += 1) {
    await setTimeout(Math.max(0, began + (index * 1000) / rate - performance.now()))
    const attempt = `scale-attempt-${index}`
    written.set(attempt, performance.now())
    const event = { kind: 'apply resolved', application: attempt, attempt, at: new Date().toISOString() }
    posts.push(ask('', JSON.stringify({ environment, events: [event] })))
  }
  await Promise.all(posts)
  const share = (cpuSeconds(pid) - cpuBefore) / ((performance.now() - began) / 1000)
  const missed = (await Promise.all(all)).reduce((sum, one) => sum + one, 0)
  const [p50, p95, most] = [0.5, 0.95, 1].map((part) => percentile(delays, part).toFixed(0))
  console.log(
    `  ${followers} followers, ${rate} events/s for ${seconds} s: written to seen p50 ${p50} ms, p95 ${p95} ms, most ${most} ms`,
  )
  console.log(
    `  of ${total * followers} seen: ${missed} missed, ${twice} twice; gate ${(share * 100).toFixed(0)} % of a core`,
  )
  if (missed + twice > 0) process.exitCode = 1
}

/** Asks the record in the name of somebody whom the gate saw sign in; with a body it appends. */
async function signIn(url: string) {
  const type = { 'Content-Type': 'application/json' }
  const token = await signInAt(url)
  return async (query: string, body?: string): Promise<unknown> => {
    const headers = { Authorization: `Bearer ${token}`, ...(body !== undefined && type) }
    const told = await fetch(`${url}/record/events${query}`, {
      headers,
      ...(body !== undefined && { method: 'POST', body }),
    })
    if (!told.ok) throw new Error(`The record answers ${told.status}: ${await told.text()}`)
    return told.json()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
