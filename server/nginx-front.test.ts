import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, constants } from 'node:http2'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freePort } from '../e2e/support/listen.ts'
import { findNginx } from '../scripts/find-nginx.ts'
import {
  applyBody,
  closeAll,
  closeLater,
  fakeRecord,
  newFolder,
  refusal,
  startDesk,
  startOms,
  token,
  wellFormed,
} from './test-desk.ts'

afterAll(closeAll)

const nginx = findNginx()
const root = join(import.meta.dirname, '..')

/** The configuration of docs/deploying.md, at free ports and with the certificate of the tests. */
async function startFront(desk: number, port: number): Promise<void> {
  const work = newFolder()
  const block = /```nginx\n(.*?)```/s.exec(readFileSync(join(root, 'docs/deploying.md'), 'utf8'))?.[1] ?? ''
  const server = block
    .replace('listen 443', `listen 127.0.0.1:${port}`)
    .replace('/etc/desk/cert.pem', join(root, 'e2e/tls/localhost.cert.pem'))
    .replace('/etc/desk/key.pem', join(root, 'e2e/tls/localhost.key.pem'))
    .replace('127.0.0.1:8080', `127.0.0.1:${desk}`)
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${work}/${name};`,
  )
  writeFileSync(
    join(work, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''} pid ${work}/pid; error_log ${work}/error.log; events {}\nhttp { access_log off; ${folders.join(' ')}\n${server}}`,
  )
  const child = spawn(nginx ?? '', ['-p', work, '-c', join(work, 'nginx.conf'), '-g', 'daemon off;'], {
    stdio: 'inherit',
  })
  closeLater(async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  })
  while (!existsSync(join(work, 'pid')) && child.exitCode === null)
    await new Promise((resolve) => setImmediate(resolve))
}

/** One request by HTTP/2, as a browser sends it. */
async function ask(port: number, path: string, headers: Record<string, string> = {}, body = '') {
  const session = connect(`https://localhost:${port}`, { ca: readFileSync(join(root, 'e2e/tls/localhost.cert.pem')) })
  const { 'Content-Length': _length, ...sent } = headers
  const stream = session.request(
    {
      ':path': path,
      ':method': body === '' ? 'GET' : 'POST',
      ...sent,
      origin: `https://localhost:${port}`,
    },
    { endStream: body === '' },
  )
  const answered = once(stream, 'response') as Promise<[Record<string, string>]>
  if (body !== '') stream.end(body)
  let content = ''
  stream.on('data', (chunk: Buffer) => {
    content += chunk.toString()
  })
  const [head] = await answered
  await once(stream, 'close')
  session.destroy()
  return { status: Number(head[constants.HTTP2_HEADER_STATUS]), headers: head, body: content }
}

test.skipIf(nginx === undefined && !process.env.CI)(
  'the nginx of docs/deploying.md passes sign-in, apply and a cut connection over https',
  async () => {
    expect(nginx, 'nginx is not installed, and CI skips no test').toBeDefined()
    const port = await freePort()
    const oms = await startOms((response) => response.end(JSON.stringify({ code: 0, error: '', token })))
    const env = {
      OMS_ADDRESS: oms.address,
      PUBLIC_ORIGIN: `https://localhost:${port}`,
      TRUSTED_FRONT: '127.0.0.1',
    }
    const desk = await startDesk(env, fakeRecord().record)
    await startFront(desk.port, port)

    const page = await ask(port, '/')
    expect(page.status).toBe(200)
    expect(page.headers['strict-transport-security']).toBe('max-age=31536000')
    const json = { 'Content-Type': 'application/json' }
    expect((await ask(port, '/oms/token', json, '{"username":"a","password":"b"}')).body).toContain(token)
    oms.answer = (response) => response.end('{"apply":{"ret":0,"msg":"","id":558}}')
    const press = wellFormed('press-through-nginx') as Record<string, string> // each once
    expect(await ask(port, '/oms/apply', { ...press, 'x-forwarded-for': '6.6.6.6' }, applyBody)).toMatchObject({
      status: 200,
    })
    expect(await ask(port, '/oms/apply', press, applyBody)).toMatchObject({
      status: 200,
      headers: { 'x-attempt': 'repeated' },
    })
    oms.answer = (response) => response.destroy()
    const cut = await ask(port, '/oms/apply', wellFormed() as Record<string, string>, applyBody) // likewise
    expect(cut.status).toBe(502)
    expect(JSON.parse(cut.body)).toEqual(refusal('cut', 'maybe', 'ECONNRESET'))
    // The gate's limits, not those of nginx: its refusal in HTML would be no proof of "not sent".
    const large = await ask(port, '/oms/apply', wellFormed() as Record<string, string>, ' '.repeat(1024 * 1024 + 1)) // likewise
    expect([large.status, JSON.parse(large.body)]).toEqual([413, refusal('too large')])
    const batch = { environment: new URL(oms.address).host, events: ['申请'.repeat(500_000)] }
    const authorized = { ...json, Authorization: `Bearer ${token}` }
    const added = await ask(port, '/record/events', authorized, JSON.stringify(batch))
    expect([added.status, JSON.parse(added.body)]).toMatchObject([200, { refused: [{ index: 0, why: 'schema' }] }])
    // One each: the sign-in, the press, the one that was cut.
    expect(oms.arrivals).toHaveLength(3)
    // The address that nginx saw, not the one that the browser claims.
    expect(desk.lines.filter((line) => line.includes('6.6.6.6'))).toEqual([])
  },
)
