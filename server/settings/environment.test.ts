import { X509Certificate } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { closeAll, newFolder } from '../test-desk.ts'
import { parseEnv, readEnvFile } from './env-file.ts'
import { aboutUnknown, checkCertificates, loadEnvironment, refuseAccidentalDemo } from './environment.ts'

afterEach(closeAll)

const lines =
  '# a comment\r\nOMS_ADDRESS=http://oms.example\r\nENVIRONMENT_NAME="A # B"  # why\r\nexport LISTEN = 127.0.0.1:1\r\nOMS_ACCESS_TOKEN=\'a "b"#c\'\r\n'
test.each<[string, Buffer]>([
  ['UTF-8', Buffer.from(lines)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${lines}`)],
  ['UTF-16', Buffer.from(`\ufeff${lines}`, 'utf16le')],
  ['UTF-16 of the other end', Buffer.from(`\ufeff${lines}`, 'utf16le').swap16()],
  ['UTF-16 without a mark', Buffer.from(lines, 'utf16le')],
])('settings are read from a file in %s', (_name, bytes) => {
  const folder = newFolder()
  writeFileSync(join(folder, '.env.local'), bytes)
  const values = {
    OMS_ADDRESS: 'http://oms.example',
    ENVIRONMENT_NAME: 'A # B',
    LISTEN: '127.0.0.1:1',
    OMS_ACCESS_TOKEN: 'a "b"#c',
  }
  expect(readEnvFile(join(folder, '.env.local'))).toEqual(values)
  writeFileSync(join(folder, '.env.local'), 'A=1\nOMS ADDRESS')
  expect(() => readEnvFile(join(folder, '.env.local'))).toThrow(/line 2: not NAME=value/)
  writeFileSync(join(folder, '.env.local'), Buffer.from([0xff, 0x41, 0x42]))
  expect(() => readEnvFile(join(folder, '.env.local'))).toThrow(/Save it as UTF-8/)
})

test('a setting that stands in a file twice is refused, with both lines', () => {
  const twice = '# a\nRECORD=off\nIDLE_MINUTES=5\nexport RECORD = sqlite:record.db\n'
  expect(() => parseEnv(twice, 'the file')).toThrow(
    /^Unusable settings:\n {2}the file, line 4: RECORD stands in line 2 already$/,
  )
})

test('misspelt names are told wherever they stand, also in an environment that holds other things', () => {
  const folder = newFolder()
  writeFileSync(join(folder, '.env.local'), 'OMS_ADDRESS=http://oms.example\nIDLE_MINUTE=5\n')
  const others = ['PATH', 'NODE_OPTIONS', 'NOTIFY_SOCKET', 'RECORD_DAYS']
  const misspelt = ['OMS_ADRESS', 'ENVIRONMENT_COLOR', 'RECORD_DAY', 'TRUSTED_FRONTS', 'TLS_CERTIFICATE']
  for (const name of [...others.slice(2), ...misspelt]) vi.stubEnv(name, '1')
  const { unknown } = loadEnvironment(folder)
  vi.unstubAllEnvs()
  expect(aboutUnknown(['IDLE_MINUTE'])).toMatch(
    /^Unknown settings, not used: IDLE_MINUTE\. The known ones are OMS_ADDRESS, /,
  )
  expect(aboutUnknown([])).toBeUndefined()
  expect(unknown).not.toContain('OMS_ADDRESS')
  expect(unknown).toEqual(expect.arrayContaining(['IDLE_MINUTE', ...misspelt]))
  for (const name of others) expect(unknown).not.toContain(name)
})

test('of a settings file every name is told that nothing reads there, and no other', () => {
  const folder = newFolder()
  const read = ['OMS_ADDRESS', 'BASE_PATH', 'STATE_DIRECTORY']
  writeFileSync(join(folder, '.env.local'), [...read, 'CHROMIUM_PATH', 'PORT'].map((name) => `${name}=\n`).join(''))
  const { unknown } = loadEnvironment(folder)
  expect(unknown).toEqual(expect.arrayContaining(['CHROMIUM_PATH', 'PORT']))
  for (const name of read) expect(unknown).not.toContain(name)
})

test('what the environment says goes before the settings file', () => {
  const folder = newFolder()
  writeFileSync(join(folder, '.env.local'), 'OMS_ADDRESS=http://oms.example\nIDLE_MINUTES=5\n')
  vi.stubEnv('IDLE_MINUTES', '15')
  const { env } = loadEnvironment(folder)
  vi.unstubAllEnvs()
  expect(env).toMatchObject({ OMS_ADDRESS: 'http://oms.example', IDLE_MINUTES: '15' })
})

test('the certificates of OMS in a settings file, where Node does not read them, are refused', () => {
  const folder = newFolder()
  writeFileSync(join(folder, '.env.local'), 'OMS_ADDRESS=https://oms.example\nNODE_EXTRA_CA_CERTS=/etc/oms.pem\n')
  vi.stubEnv('NODE_EXTRA_CA_CERTS', undefined)
  expect(() => loadEnvironment(folder)).toThrow(/NODE_EXTRA_CA_CERTS.*Set it in the environment/)
  vi.stubEnv('NODE_EXTRA_CA_CERTS', '/etc/oms.pem')
  expect(() => loadEnvironment(folder)).not.toThrow()
  vi.unstubAllEnvs()
})

test('a file of certificates that Node would pass over is refused', () => {
  const folder = newFolder()
  const good = join(import.meta.dirname, '../../e2e/tls/localhost.cert.pem')
  const der = join(folder, 'oms.der')
  writeFileSync(der, new X509Certificate(readFileSync(good)).raw)
  for (const file of [der, join(folder, 'none.pem')]) {
    expect(() => checkCertificates({ OMS_ADDRESS: 'https://oms.example', NODE_EXTRA_CA_CERTS: file })).toThrow(
      /^Unusable settings:\n {2}NODE_EXTRA_CA_CERTS must be a PEM file of certificates \(/,
    )
  }
  for (const needed of [{ OMS_ADDRESS: ' HTTPS://oms.example' }, { NOTIFY_URL: 'https://robot.example/send' }]) {
    expect(() => checkCertificates({ ...needed, NODE_EXTRA_CA_CERTS: der })).toThrow(/must be a PEM file/)
    for (const file of [good, '', undefined]) {
      expect(() => checkCertificates({ ...needed, NODE_EXTRA_CA_CERTS: file })).not.toThrow()
    }
  }
  // Nobody is asked by https.
  expect(() => checkCertificates({ OMS_ADDRESS: 'http://oms.example', NODE_EXTRA_CA_CERTS: der })).not.toThrow()
})

test.each([
  ['.env.local', 'IDLE_MINUTES=5', /\.env\.local has no OMS_ADDRESS.*the line OMS_ADDRESS= for the demo/s],
  ['.env.local', 'OMS_ADRESS=http://oms.example', /has no OMS_ADDRESS/],
  ['.env.local', '$env:OMS_ADDRESS = "http://oms.example"', /line 1: not NAME=value/],
  ['.env.local.txt', 'OMS_ADDRESS=http://oms.example', /\.env\.local\.txt is not read. Rename it to \.env\.local/],
  ['.env', 'OMS_ADDRESS=http://oms.example', /\.env is not read/],
])('a settings file %s with %s is no demo by accident', (name, text, message) => {
  const folder = newFolder()
  writeFileSync(join(folder, name), text)
  expect(() => refuseAccidentalDemo(loadEnvironment(folder))).toThrow(message)
  writeFileSync(join(folder, '.env.local'), 'OMS_ADDRESS=')
  expect(() => refuseAccidentalDemo(loadEnvironment(folder))).not.toThrow()
})
