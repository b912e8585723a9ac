import { readdir } from 'node:fs/promises'
import http from 'node:http'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { startMockOms } from '~/mocks/node'
import { accounts } from '~/mocks/world'
import { startNginx } from './nginx'

const seconds = Number(process.env.BENCH_SECONDS ?? 20)
const applyBody = '{"set_id":"126","app_id":"2","zone_id":"0","auto_approve":"0"}'

type Load = { name: string; perSecond: number; request: (turn: number) => http.RequestOptions & { body?: string } }

/** One request on a connection of its own, as a browser has to make it here. Resolves to its status, or why it has none. */
function ask(port: number, { body, ...options }: http.RequestOptions & { body?: string }): Promise<number | string> {
  return new Promise((resolve) => {
    const request = http.request({ host: '127.0.0.1', port, agent: false, ...options }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    request.on('error', (error) => resolve(error.message))
    request.end(body)
  })
}

/** Sends at a steady rate, whatever the answers take. */
async function run(port: number, { perSecond, request }: Load) {
  const begin = performance.now()
  const answers: Promise<{ ms: number; status: number | string }>[] = []
  for (let turn = 0; turn < perSecond * seconds; turn += 1) {
    await wait(Math.max(0, begin + (turn * 1000) / perSecond - performance.now()))
    const sent = performance.now()
    answers.push(ask(port, request(turn)).then((status) => ({ ms: performance.now() - sent, status })))
  }
  return Promise.all(answers)
}

const assets = (await readdir(join(import.meta.dirname, '..', 'dist', 'assets'))).filter(
  (name) => !name.endsWith('.gz'),
)
const authorization = `Bearer ${accounts[0].token}`
const loads: Load[] = [
  {
    name: 'assets, packed',
    perSecond: 200,
    request: (turn) => ({
      path: `/assets/${assets[turn % assets.length]}`,
      headers: { 'Accept-Encoding': 'gzip' },
    }),
  },
  {
    name: 'reads through to OMS',
    perSecond: 10,
    request: () => ({ path: '/oms/apply-detail/556', headers: { authorization } }),
  },
  {
    name: 'applications to OMS',
    perSecond: 10,
    request: (turn) => ({
      method: 'POST',
      path: '/oms/apply',
      body: applyBody,
      headers: {
        authorization,
        'Content-Type': 'application/json',
        'Content-Length': applyBody.length,
        'X-Request-Id': `bench-${process.pid}-${turn}`,
      },
    }),
  },
]

const oms = await startMockOms()
const front = await startNginx({ OMS_ADDRESS: oms.address })
const results = await Promise.all(loads.map(async (load) => ({ load, answers: await run(front.port, load) })))
await front.close()
await oms.close()

let errors = 0
for (const { load, answers } of results) {
  const failed = answers.filter(({ status }) => status !== 200)
  const times = answers.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const at = (part: number) => `${(times[Math.floor((times.length - 1) * part)] ?? 0).toFixed(1)} ms`
  errors += failed.length
  console.log(
    `${load.name}: ${answers.length} at ${load.perSecond}/s, median ${at(0.5)}, 95 % ${at(0.95)}, longest ${at(1)}, ${failed.length} errors`,
  )
  for (const status of new Set(failed.map((answer) => answer.status))) console.log(`  ${status}`)
}
if (errors > 0) process.exitCode = 1
