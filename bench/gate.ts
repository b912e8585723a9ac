import { spawnSync } from 'node:child_process'
import { Agent, createServer, request, type RequestOptions } from 'node:http'
import { cpus, loadavg } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { startGateProcess } from '../e2e/support/gate-process'
import { listen } from '../e2e/support/listen'
import { newRecord } from '../e2e/support/team-desk'
import { cpuSeconds } from './cpu-seconds'
import { percentile } from './numbers'
import { table } from './report'
import { number, verdictOn } from './targets'

/** What the gate takes: `GET /` as fast as it answers, then what it adds to the calls of a team before an OMS that answers at once. */
const connections = 64
const people = 50
const callsPerSecond = 20
const pagesMs = 10_000
const callsMs = 60_000
/** Before anything counts. */
const warmMs = 10_000
const limits = { pagesPerSecond: 1_500, addedMs: 5 }

let unanswered = 0
const oms = createServer((question, answer) => {
  question.resume().once('end', () => answer.end('{"error":"","code":0}'))
})
const omsAddress = `http://127.0.0.1:${await listen(oms)}`
const gate = await startGateProcess(omsAddress, newRecord())
try {
  const calls = await measureCalls()
  const pinned = cpus().length > 1 && pin(gate.pid, 0) && pin(process.pid, 1)
  const pages = await measurePages()
  const direct = calls.map((call) => call.direct)
  const callRow = (what: string, counted: typeof calls) => {
    const [p50 = NaN, p95 = NaN] = [0.5, 0.95].map((part) =>
      percentile(
        counted.map(({ added }) => added),
        part,
      ),
    )
    const verdict = verdictOn(p95 <= limits.addedMs, p95 / limits.addedMs)
    return [what, `p95 ${limits.addedMs} ms`, `p50 ${number(p50)}, p95 ${number(p95)} ms`, verdict]
  }
  console.log(
    [
      `For pages gate and load are ${pinned ? 'on a core each (taskset)' : 'not pinned to cores'}; ${cpus().length} cores of ${cpus()[0]?.model ?? ''}, load ${number(loadavg()[0] ?? NaN)}.`,
      `Without the gate a call takes p50 ${number(percentile(direct, 0.5))}, p95 ${number(percentile(direct, 0.95))} ms.`,
      '',
      ...table(
        ['target', 'limit', 'measured', ''],
        [
          [
            'GET / per second of one core',
            `at least ${number(limits.pagesPerSecond)}`,
            number(pages.perCpuSecond),
            verdictOn(pages.perCpuSecond >= limits.pagesPerSecond, pages.perCpuSecond / limits.pagesPerSecond),
          ],
          ['GET / per second, as it passed', '', `${number(pages.perSecond)} of ${number(pages.bytes)} bytes`, ''],
          callRow(`added to ${callsPerSecond} calls a second of ${people}`, calls),
          callRow(
            'of them reads',
            calls.filter(({ method }) => method === 'GET'),
          ),
          callRow(
            'of them what is remembered first',
            calls.filter(({ method }) => method === 'POST'),
          ),
        ],
      ),
    ].join('\n'),
  )
} finally {
  await gate.end()
  oms.close()
}
if (unanswered > 0) {
  console.error(`${unanswered} were not answered with 200.`)
  process.exitCode = 1
}

async function measurePages() {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const headers = { 'Accept-Encoding': 'gzip, deflate, br' }
  const load = async (ms: number) => {
    const end = performance.now() + ms
    const counts = await Promise.all(
      Array.from({ length: connections }, async () => {
        let count = 0
        for (; performance.now() < end; count += 1) await ask(gate.url, { agent, headers })
        return count
      }),
    )
    return counts.reduce((sum, count) => sum + count, 0)
  }
  await load(warmMs)
  const [began, cpuBefore] = [performance.now(), cpuSeconds(gate.pid)]
  const count = await load(pagesMs)
  const perSecond = count / ((performance.now() - began) / 1_000)
  const perCpuSecond = count / (cpuSeconds(gate.pid) - cpuBefore)
  const { bytes } = await ask(gate.url, { agent, headers })
  agent.destroy()
  return { perSecond, perCpuSecond, bytes }
}

/** Reads and applications in turn, of one person after the other; each call goes to OMS itself first, then through the gate. */
async function measureCalls() {
  const team = Array.from({ length: people }, (_, index) => ({
    agent: new Agent({ keepAlive: true }),
    headers: { Authorization: `Bearer token-of-person-${index}`, Accept: 'application/json' },
  }))
  // The gate lets few tokens in at once that OMS has not accepted yet.
  for (const person of team) await ask(`${gate.url}/oms/apply-detail/1`, person)
  const calls = Array.from({ length: (callsPerSecond * (warmMs + callsMs)) / 1_000 }, async (_, index) => {
    await setTimeout((index * 1_000) / callsPerSecond)
    const person = team[Math.floor(index / 2) % people]
    const method = index % 2 === 0 ? 'GET' : 'POST'
    const body = method === 'GET' ? '' : JSON.stringify({ set_id: '126', app_id: '2', zone_id: `${index}` })
    const headers = {
      ...person?.headers,
      ...(body !== '' && {
        'Content-Type': 'application/json',
        'Content-Length': body.length,
        'X-Request-Id': `call-${index}-of-the-bench`,
      }),
    }
    // As the gate asks OMS, on a connection of its own.
    const direct = await ask(omsAddress, { method, headers, agent: false }, body)
    const address = `${gate.url}/oms/${method === 'GET' ? `apply-detail/${index}` : 'apply'}`
    const through = await ask(address, { method, headers, agent: person?.agent }, body)
    return { method, direct: direct.ms, added: through.ms - direct.ms }
  })
  const measured = await Promise.all(calls)
  for (const { agent } of team) agent.destroy()
  return measured.slice((callsPerSecond * warmMs) / 1_000)
}

/** Resolves when the answer is whole; what is not answered with 200 is counted. */
function ask(address: string, options: RequestOptions, body = ''): Promise<{ bytes: number; ms: number }> {
  return new Promise((resolve) => {
    const began = performance.now()
    let bytes = 0
    const end = () => resolve({ bytes, ms: performance.now() - began })
    const fail = () => {
      unanswered += 1
      end()
    }
    request(address, options, (answer) => {
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
      answer.once('error', fail).once('end', () => (answer.statusCode === 200 ? end() : fail()))
    })
      .once('error', fail)
      .end(body)
  })
}

function pin(pid: number | undefined, core: number): boolean {
  return spawnSync('taskset', ['-acp', `${core}`, `${pid}`]).status === 0
}
