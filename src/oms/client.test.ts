import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { send } from '~/oms/client'
import { endpoints } from '~/oms/endpoints'

const success = '{"apply":{"ret":0,"msg":"","id":558}}'
const head = (length: number, status = '200 OK') =>
  `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`

const sockets = new Set<Socket>()
let arrivals = 0
let fault: (socket: Socket) => void = () => {}
const server = createServer((socket) => {
  sockets.add(socket)
  socket.on('error', () => socket.destroy())
  socket.once('data', () => {
    arrivals += 1
    fault(socket)
  })
})

beforeEach(async () => {
  arrivals = 0
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  vi.stubGlobal('window', { location: { origin: `http://127.0.0.1:${port}` } })
  vi.stubGlobal('navigator', {})
})
afterEach(async () => {
  vi.unstubAllGlobals()
  for (const socket of sockets) socket.destroy()
  sockets.clear()
  server.close()
  await once(server, 'close')
})

const apply = () => send(endpoints.apply, { body: '{}' })

test.each<[string, (socket: Socket) => void, unknown]>([
  [
    'a connection that ends before an answer is lost',
    (socket) => socket.destroy(),
    { kind: 'lost', reason: 'connection' },
  ],
  ['a connection that is reset is lost', (socket) => socket.resetAndDestroy(), { kind: 'lost', reason: 'connection' }],
  [
    'half a header is lost',
    (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Ty'),
    { kind: 'lost', reason: 'connection' },
  ],
  [
    'what is no HTTP is lost',
    (socket) => socket.end('220 mail.example ESMTP\r\n'),
    { kind: 'lost', reason: 'connection' },
  ],
  [
    'a body that is cut is lost, with its status',
    (socket) => socket.end(head(100) + success.slice(0, 20)),
    { kind: 'lost', reason: 'connection', status: 200 },
  ],
  [
    'a redirection is not followed',
    (socket) => socket.end('HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'),
    { kind: 'answer', status: 302, text: '' },
  ],
  [
    'HTML is an answer without JSON',
    (socket) => socket.end(`${head(6)}<html>`),
    { kind: 'answer', status: 200, text: '<html>' },
  ],
  [
    'bytes that are not UTF-8 are an answer without JSON',
    (socket) => socket.end(Buffer.concat([Buffer.from(head(3)), Buffer.from([0x22, 0xfc, 0x22])])),
    { kind: 'answer', status: 200, text: '"\ufffd"' },
  ],
  [
    'a body that drips is read to its end',
    (socket) => {
      socket.write(head(success.length))
      const drip = (rest: string) =>
        rest === '' ? socket.end() : socket.write(rest.charAt(0), () => drip(rest.slice(1)))
      drip(success)
    },
    { kind: 'answer', status: 200, text: success, json: { apply: { ret: 0, msg: '', id: 558 } } },
  ],
  [
    'fifty megabytes are not read to their end',
    (socket) => {
      const size = 50 * 1024 * 1024
      socket.write(head(size))
      const spaces = Buffer.alloc(1024 * 1024, ' ')
      const fill = (sent: number) => {
        if (sent < size && !socket.destroyed) socket.write(spaces, () => fill(sent + spaces.length))
      }
      fill(0)
    },
    { kind: 'lost', reason: 'too large', status: 200 },
  ],
])('%s', async (_title, does, evidence) => {
  fault = does
  expect(await apply()).toEqual(evidence)
  expect(arrivals).toBe(1)
})

test.each<[string, (socket: Socket) => void]>([
  ['an answer that never comes', () => {}],
  ['a body that never ends', (socket) => void socket.write(head(1000))],
])('%s is given up after 45 seconds', async (_title, does) => {
  const deadline = new AbortController()
  const asked = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal)
  const reached = new Promise<void>((resolve) => {
    fault = (socket) => {
      does(socket)
      resolve()
    }
  })
  const evidence = apply()
  await reached
  deadline.abort()
  expect(await evidence).toMatchObject({ kind: 'lost', reason: 'deadline' })
  expect(asked).toHaveBeenCalledWith(45_000)
  expect(arrivals).toBe(1)
})
