import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { eventName, type JournalEvent } from '~/record/events'
import { serveDesk, type Served } from './fixtures'
import { listen } from './listen'

/** A record of the team, kept while the gates that stand before it come and go: JSON texts of its events, each once by its name. */
export function newRecord(memory = 'memory-of-the-test') {
  return {
    memory,
    events: new Array<string>(),
    names: new Set<string>(),
    keys: new Array<string>(),
    waiting: new Set<() => void>(),
  }
}
export type TeamRecord = ReturnType<typeof newRecord>

export function append(record: TeamRecord, events: JournalEvent[]): number {
  const before = record.events.length
  for (const event of events) {
    if (record.names.has(eventName(event))) continue
    record.names.add(eventName(event))
    record.keys.push(event.application)
    record.events.push(JSON.stringify({ seq: record.events.length + 1, event }))
  }
  for (const wake of record.waiting) wake()
  return record.events.length - before
}

const pageSize = 1_000

/** A desk in front of that OMS, and a gate before it that keeps the team's record. It knows the tokens that OMS has accepted through it. */
export async function serveTeam(omsAddress: string, record: TeamRecord, port = 0): Promise<Served> {
  const environment = new URL(omsAddress).host
  const accepted = new Set<string>()
  let desk: Served | undefined

  const reply = (response: ServerResponse, status: number, body: string) => {
    response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', Connection: 'close' })
    response.end(body)
  }
  const page = (events: string[]) =>
    `{"environment":${JSON.stringify(environment)},"memory":${JSON.stringify(record.memory)},"events":[${events.join()}],"last":${record.events.length}}`

  const serveRecord = async (request: IncomingMessage, response: ServerResponse) => {
    if (!accepted.has(request.headers.authorization ?? '')) return reply(response, 401, '{"proxy":{"kind":"token"}}')
    if (request.method === 'POST') {
      const body = (await json(request)) as { environment: string; events: JournalEvent[] } // what the page sends
      if (body.environment !== environment) return reply(response, 409, '{"proxy":{"kind":"environment"}}')
      const added = append(record, body.events)
      return reply(response, 200, JSON.stringify({ added, last: record.events.length, refused: [] }))
    }
    const { searchParams } = new URL(request.url ?? '', 'http://gate.invalid')
    const newest = searchParams.get('newest')
    if (newest !== null) {
      const keys = new Set([...new Set(record.keys)].slice(-Number(newest)))
      return reply(response, 200, page(record.events.filter((_event, index) => keys.has(record.keys[index] ?? ''))))
    }
    const after = Number(searchParams.get('after'))
    if (record.events.length <= after && searchParams.has('wait')) {
      await new Promise<void>((resolve) => {
        record.waiting.add(resolve)
        setTimeout(resolve, Number(searchParams.get('wait')) * 1_000).unref()
        response.once('close', resolve)
      })
    }
    reply(response, 200, page(record.events.slice(after, after + pageSize)))
  }

  /** Hands on to the desk, and learns which tokens OMS accepts. */
  const handOn = (request: IncomingMessage, response: ServerResponse) => {
    const { method, url = '', headers } = request
    const onward = ask({ port: desk?.port, method, path: url, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const body = Buffer.concat(chunks)
        const { authorization } = headers
        if (url.startsWith('/oms/') && answer.statusCode === 200) {
          if (authorization !== undefined) accepted.add(authorization)
          const token = /"token":"([^"]+)"/.exec(url === '/oms/token' ? body.toString() : '')?.[1]
          if (token !== undefined) accepted.add(`Bearer ${token}`)
        }
        if (url === '/desk.json')
          return reply(response, 200, JSON.stringify({ ...JSON.parse(body.toString()), record: true }))
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        response.end(body)
      })
    })
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  }

  const server = createServer((request, response) => {
    if (request.url?.startsWith('/record/') !== true) return handOn(request, response)
    serveRecord(request, response).catch(() => response.destroy())
  })
  const actual = await listen(server, port)
  const url = `http://127.0.0.1:${actual}`
  desk = await serveDesk({ OMS_ADDRESS: omsAddress, PUBLIC_ORIGIN: url })
  const { logs, close } = desk
  return {
    url,
    port: actual,
    logs,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await close()
    },
  }
}
