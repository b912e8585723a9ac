import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { omsRoot, omsSides } from '../../server/gate/routes'
import { listen } from '../support/listen'

/** One POST but for questions that arrived complete at OMS's socket. "apply" and "reject" share an address and differ in their bodies. */
export type Arrival = { call: 'apply' | 'reject' | 'check' | 'start' | 'resume'; url: string; body: string }

/** What the raw OMS saw and did, in the order of its happening. */
export type Ledger = {
  arrivals: Arrival[]
  /** Applications that exist at OMS, with the body that created them. */
  commits: { id: string; body: string }[]
  /** Approvals that OMS carried out, with the body that asked for them. */
  approvals: { id: string; body: string }[]
  /** Rejections that OMS carried out, with the body that asked for them. */
  rejections: { id: string; body: string }[]
  /** Backup transactions that OMS started or resumed, with the body that asked for it. */
  executions: { id: string; body: string }[]
  /** The bodies of the arrivals that OMS has answered, each with a whole answer. */
  answers: string[]
}

/** One arrival in the hands of a fault, which may do to it whatever a server can do. */
type Exchange = {
  arrival: Arrival
  socket: Socket
  /** Does what was asked, and returns the id of the application: the next one, or the one given. */
  commit: (id?: string) => string
  /** Sends a whole answer and closes. */
  answer: (status: number, content: string | Buffer, type?: string, headers?: string[]) => void
}

export type Fault = (exchange: Exchange) => void | Promise<void>

export type FaultOms = Awaited<ReturnType<typeof startFaultOms>>

/** The documented success (oms-api.md section 1). */
export function success(id: string): string {
  return `{"apply":{"ret":0,"msg":"success to apply backup svr table","id":${id}}}`
}

/** The documented answer to an approval (oms-api.md section 4). */
function approved(id: string): string {
  return `{"set_id":126,"trans_id":${Number(id) + 1000},"username":"tcaplus"}`
}

/** What OMS does when nothing is wrong. */
export const ordinary: Fault = ({ arrival, answer, commit }) => {
  if (arrival.call === 'apply') return answer(200, success(commit()))
  const id = commit()
  if (arrival.call === 'start' || arrival.call === 'resume') return answer(200, `{"set_id":126,"trans_id":${id}}`)
  answer(200, arrival.call === 'check' ? approved(id) : 'true')
}

/** An answer that arrives whole, with or without the deed before it. */
export function answered(status: number, content: string | Buffer, type?: string, headers?: string[]): Fault {
  return ({ answer }) => answer(status, content, type, headers)
}

/** POSTs that change nothing. */
const questions = [omsSides.zones, omsSides.failovers].map(({ path }) => `${omsRoot}${path}?`)
const detail = new RegExp(`^${omsRoot}${omsSides.transaction.path.replace(':set/:id', String.raw`\d+/(\d+)`)}\\?`)

/** A transaction as the documents show it, untouched since it was made, or changed since then. */
function transactionDetail(id: string, status: number, isChanged: boolean): string {
  const [CreateTime, changed] = ['2026-11-23 16:17:20', '2026-11-23 16:17:47']
  return JSON.stringify({ Id: Number(id), Status: status, CreateTime, UpdateTime: isChanged ? changed : CreateTime })
}

/** What an OMS says that lacks a call. */
const missing: [status: number, content: string] = [
  404,
  '{"name":"Not Found","message":"Page not found.","code":0,"status":404}',
]

/** OMS on a raw socket, with a ledger. Obeys `fault` until `reset`; answers like the documents otherwise. */
export async function startFaultOms() {
  const ledger: Ledger = { arrivals: [], commits: [], rejections: [], approvals: [], executions: [], answers: [] }
  /** The statuses of transactions, 1 where there is none; one that OMS has executed has changed. */
  const statuses = new Map<string, number>()
  const sockets = new Set<Socket>()
  const waiting = new Set<() => void>()
  let nextId = 558
  let fault: Fault = ordinary

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    let received = Buffer.alloc(0)
    let done = false
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      const request = done ? undefined : readRequest(received)
      if (request === undefined) return
      done = true
      const { method, url, body } = request
      const answer: Exchange['answer'] = (...parts) => socket.end(response(...parts))
      const asked = detail.exec(url)?.[1]
      if (method === 'GET' && asked !== undefined) {
        const status = statuses.get(asked)
        return answer(200, transactionDetail(asked, status ?? 1, status !== undefined))
      }
      if (method !== 'POST' || questions.some((question) => url.startsWith(question))) return answer(...missing)
      const arrival: Arrival = { call: callOf(url, body), url, body }
      const commit = (wanted = String(nextId)) => {
        if (arrival.call === 'start' || arrival.call === 'resume') {
          const id = /"trans_id":(\d+)/.exec(body)?.[1] ?? ''
          statuses.set(id, 2)
          ledger.executions.push({ id, body })
          return id
        }
        if (arrival.call !== 'apply') {
          const id = /\d+/.exec(body)?.[0] ?? ''
          ledger[arrival.call === 'check' ? 'approvals' : 'rejections'].push({ id, body })
          return id
        }
        if (wanted === String(nextId)) nextId += 1
        ledger.commits.push({ id: wanted, body })
        return wanted
      }
      ledger.arrivals.push(arrival)
      const answerArrival: Exchange['answer'] = (...parts) => {
        ledger.answers.push(body)
        answer(...parts)
      }
      void fault({ arrival, socket, commit, answer: answerArrival })
      for (const tell of waiting) tell()
    })
  })
  const stop = async () => {
    for (const socket of sockets) socket.destroy()
    if (!server.listening) return
    server.close()
    await once(server, 'close')
  }
  const port = await listen(server)

  return {
    address: `http://127.0.0.1:${port}`,
    /** The name under which the desk keeps its journal. */
    environment: `127.0.0.1:${port}`,
    ledger,
    /** What happens to every arrival from now on. */
    obey: (next: Fault) => {
      fault = next
    },
    /** What OMS says of a transaction from now on. */
    setStatus: (transaction: string, status: number) => void statuses.set(transaction, status),
    /** Resolves as soon as the ledger has that many arrivals. */
    arrived: (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (ledger.arrivals.length < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    /** Nobody listens at the port any more. */
    stop,
    /** Listens again, at the same port. */
    resume: () => listen(server, port),
    /** A new, empty OMS at the same address. */
    reset: async () => {
      for (const socket of sockets) socket.destroy()
      if (!server.listening) await listen(server, port)
      ledger.arrivals.length = 0
      ledger.commits.length = 0
      ledger.rejections.length = 0
      ledger.approvals.length = 0
      ledger.executions.length = 0
      statuses.clear()
      ledger.answers.length = 0
      nextId = 558
      fault = ordinary
    },
  }
}

function callOf(url: string, body: string): Arrival['call'] {
  if (url.startsWith(`${omsRoot}${omsSides.start.path}?`)) return 'start'
  if (url.startsWith(`${omsRoot}${omsSides.resume.path}?`)) return 'resume'
  if (body.startsWith('{"uid":')) return 'check'
  return body.startsWith('{"apply_id":') ? 'reject' : 'apply'
}

function readRequest(received: Buffer) {
  const end = received.indexOf('\r\n\r\n')
  if (end === -1) return undefined
  const lines = received.toString('latin1', 0, end)
  const length = Number(/^content-length: *(\d+)/im.exec(lines)?.[1] ?? '0')
  const body = received.subarray(end + 4)
  if (body.length < length) return undefined
  const [method = '', url = ''] = lines.split(' ')
  return { method, url, body: body.toString() }
}

function response(
  status: number,
  content: string | Buffer,
  type = 'application/json; charset=UTF-8',
  headers: string[] = [],
): Buffer {
  const bytes = Buffer.from(content)
  const described = [`Content-Type: ${type}`, `Content-Length: ${bytes.length}`]
  const head = [
    `HTTP/1.1 ${status} Answer`,
    'Server: nginx/1.18',
    'Connection: close',
    ...described,
    ...headers,
    '',
    '',
  ]
  return Buffer.concat([Buffer.from(head.join('\r\n')), bytes])
}
