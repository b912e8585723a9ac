import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import {
  applyBody,
  closeAll,
  crowd,
  fakeRecord,
  raw,
  requestText,
  startDesk,
  startOms,
  wellFormed,
} from './test-desk.ts'

afterEach(closeAll)

test('only a lasting memory lets a connection be used again, and a POST ends it', async () => {
  const oms = await startOms()
  const talk = async (record?: ReturnType<typeof fakeRecord>['record']) => {
    const { port } = await startDesk({ OMS_ADDRESS: oms.address }, record)
    const page = requestText(port, 'GET /')
    const detail = requestText(port, 'GET /oms/apply-detail/5', { Authorization: 'Bearer a' })
    const said = await raw(port, page + detail + requestText(port, 'POST /oms/apply', wellFormed(), applyBody) + page)
    return [...said.matchAll(/^Connection: (\S+)/gm)].map(([, word]) => word)
  }
  expect(await talk(fakeRecord().record)).toEqual(['keep-alive', 'keep-alive', 'close'])
  expect(await talk()).toEqual(['close'])
})

test('connections that wait for their next request make room for a new one', async () => {
  const desk = await startDesk({ OMS_ADDRESS: 'http://oms.invalid' }, fakeRecord().record)
  const sockets = await crowd(desk.port, 1_000, requestText(desk.port, 'GET /healthz'))
  await Promise.all(sockets.map((socket) => once(socket, 'readable')))
  expect(await desk.send('GET /healthz')).toMatchObject({ status: 200 })
})

test('a gate that ends lets what was asked be answered, and ends with the next answer', async () => {
  const oms = await startOms()
  const desk = await startDesk({ OMS_ADDRESS: oms.address }, fakeRecord().record)
  let closed: Promise<void> | undefined
  oms.answer = (response) => {
    closed = desk.listener.close()
    response.end('true')
  }
  const browser = connect(desk.port, '127.0.0.1')
  const ask = async (path: string) => {
    browser.write(requestText(desk.port, `GET ${path}`, { Authorization: 'Bearer a' }))
    const [answer] = (await once(browser, 'data')) as [Buffer] // of a stream of bytes
    return /^Connection: (\S+)/m.exec(answer.toString())?.[1]
  }
  expect(await ask('/oms/apply-detail/5')).toBe('keep-alive')
  expect(await ask('/healthz')).toBe('close')
  await closed
})
