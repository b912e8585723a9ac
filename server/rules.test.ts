import * as fc from 'fast-check'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { encodeToken, scrubToken } from '../src/oms/access-token.ts'
import { readEnvFile } from './settings/env-file.ts'
import { loadEnvironment, refuseAccidentalDemo } from './settings/environment.ts'
import { clientAddress, limitKey, placesFor, rateLimit, readFronts } from './gate/limits.ts'
import { chooseLanguage, choosePage } from './pages.ts'
import { scrubBody } from './gate/scrub.ts'

test.each([
  ['/', 'index'],
  ['/apply', 'index'],
  ['/apply?set=126', 'app'],
  ['/?seed=10', 'app'],
  ['/apply/many', 'app'],
  ['/applications/attempt-6c84fb90', 'app'],
  ['/favicon.ico', undefined],
  ['/assets/x', undefined],
  ['/oms/x', undefined],
])('%s is answered by %s', (target, page) => {
  expect(choosePage(target)).toBe(page)
})

test.each([
  ['', '', 'en'],
  ['', 'zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['', 'de,en;q=0.5,zh;q=0.7', 'zh-CN'],
  ['', 'zh;q=0,en;q=0.1', 'en'],
  ['', 'zha,fr', 'en'],
  ['a=b; language=en', 'zh', 'en'],
  ['language=zh-CN; a=b', 'en', 'zh-CN'],
  ['language=de', 'zh-TW', 'zh-CN'],
  ['xlanguage=zh-CN', '', 'en'],
])('cookie "%s" and languages "%s" mean %s', (cookie, languages, language) => {
  expect(chooseLanguage(cookie, languages)).toBe(language)
})

test('a rate is so many at once, then so many a minute, each key by itself, and bounded', () => {
  const take = rateLimit({ perMinute: 60, burst: 2, capacity: 2 })
  expect([0, 0, 0, 0].map((now) => take('a', now))).toEqual([true, true, true, false])
  expect(take('b', 0)).toBe(true)
  expect(take('c', 0)).toBe(false)
  expect(take('a', 1_000)).toBe(true)
  expect(take('a', 1_000)).toBe(false)
  expect(take('c', 9_000)).toBe(true)
})

test('a place is free again when somebody has left', () => {
  const enter = placesFor(1)
  const leave = enter('a')
  expect([enter('a'), enter('b') === undefined]).toEqual([undefined, false])
  leave?.()
  expect(enter('a')).toBeDefined()
})

test.each([
  ['10.0.0.9', undefined, '', '10.0.0.9'],
  ['10.0.0.9', '1.2.3.4', '', '10.0.0.9'],
  ['::ffff:10.0.0.9', '9.9.9.9, 1.2.3.4', '10.0.0.0/24', '1.2.3.4'],
  ['10.0.0.9', '9.9.9.9, 1.2.3.4, 10.0.0.7', '10.0.0.0/24', '1.2.3.4'],
  ['10.0.0.9', '9.9.9.9, nonsense', '10.0.0.9', '10.0.0.9'],
  ['::1', '2001:db8::5', '::1', '2001:db8::5'],
])('%s with "%s" behind "%s" is %s', (peer, forwarded, fronts, client) => {
  expect(clientAddress(peer, forwarded, readFronts(fronts))).toBe(client)
})

test('of IPv6 a whole network counts as one address', () => {
  expect(limitKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
  expect(limitKey('2001:db8::7')).toBe('2001:db8:0:0')
  expect(limitKey('10.0.0.1')).toBe('10.0.0.1')
})

const phpEscape = (text: string) =>
  JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('/', String.raw`\/`)
    .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
const htmlEscape = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll("'", '&#039;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
const written: Record<string, (token: string) => string> = {
  raw: (text) => text,
  encoded: encodeToken,
  'encoded in lower case': (text) => encodeToken(text).replace(/%../g, (escape) => escape.toLowerCase()),
  'as the browser encodes': (text) => encodeURIComponent(text),
  'as a form encodes': (text) => new URLSearchParams({ a: text }).toString().slice(2),
  'in HTML': htmlEscape,
  'in JSON of PHP': phpEscape,
  'in JSON with escapes in upper case': (text) =>
    phpEscape(text).replace(/\\u..../g, (escape) => `\\u${escape.slice(2).toUpperCase()}`),
  'encoded, in HTML, in JSON': (text) => phpEscape(htmlEscape(encodeToken(text))),
}
const token = 'a\'b"c<d>&e/f é漢😀 +%20gh12'

test.each(Object.entries(written))('a token of every special character is found %s', (_name, write) => {
  expect(scrubBody(Buffer.from(`before ${write(token)} after`), [encodeToken(token)]).toString()).toBe(
    'before [token] after',
  )
})

test.each(Object.entries(written))('any token is found %s, and any 12 characters of it', (_name, write) => {
  const unit = fc.constantFrom(...Array.from('abcdef0123456789ABCDEF._~-/&\'"<> é漢'))
  fc.assert(
    fc.property(fc.string({ unit, minLength: 14, maxLength: 40 }), fc.nat(), (secret, cut) => {
      const from = cut % (secret.length - 12)
      const part = secret.slice(from, from + 12)
      for (const text of [write(secret), write(part)]) {
        const scrubbed = scrubBody(Buffer.from(`<${text}>`), [encodeToken(secret)]).toString()
        expect(scrubbed).not.toContain(text)
        expect(scrubbed).toContain('[token]')
      }
    }),
  )
})

test('a token in UTF-16 is found', () => {
  const ascii = '081dcfbc6f804d9a9fce29fc2f50076486fff972'
  for (const body of [Buffer.from(`<${ascii}>`, 'utf16le'), Buffer.from(`<${ascii}>`, 'utf16le').swap16()]) {
    expect(scrubBody(body, [ascii]).toString('latin1').replaceAll('\0', '')).toBe('<[token]>')
  }
})

test('the page takes out what the gate takes out', () => {
  expect(scrubToken(`中文 ${htmlEscape(token)} 😀`, token)).toBe('中文 [token] 😀')
})

test('whatever holds no token stays byte for byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const body = Buffer.from(bytes)
      expect(scrubBody(body, ['081dcfbc6f804d9a9fce29fc2f50076486fff972']).equals(body)).toBe(true)
    }),
  )
  expect(scrubBody(Buffer.from('{"id":558}'), ['5']).toString()).toBe('{"id":558}')
})

const lines =
  '# a comment\r\nOMS_ADDRESS=http://oms.example\r\nENVIRONMENT_NAME="A # B"  # why\r\nexport LISTEN = 127.0.0.1:1\r\n'
test.each<[string, Buffer]>([
  ['UTF-8', Buffer.from(lines)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${lines}`)],
  ['UTF-16', Buffer.from(`\ufeff${lines}`, 'utf16le')],
  ['UTF-16 of the other end', Buffer.from(`\ufeff${lines}`, 'utf16le').swap16()],
  ['UTF-16 without a mark', Buffer.from(lines, 'utf16le')],
])('settings are read from a file in %s', (_name, bytes) => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-env-'))
  writeFileSync(join(folder, '.env.local'), bytes)
  const values = { OMS_ADDRESS: 'http://oms.example', ENVIRONMENT_NAME: 'A # B', LISTEN: '127.0.0.1:1' }
  expect(readEnvFile(join(folder, '.env.local'))).toEqual(values)
  writeFileSync(join(folder, '.env.local'), 'A=1\nOMS ADDRESS')
  expect(() => readEnvFile(join(folder, '.env.local'))).toThrow(/line 2: not NAME=value/)
  writeFileSync(join(folder, '.env.local'), Buffer.from([0xff, 0x41, 0x42]))
  expect(() => readEnvFile(join(folder, '.env.local'))).toThrow(/Save it as UTF-8/)
  rmSync(folder, { recursive: true })
})

test.each([
  ['.env.local', 'IDLE_MINUTES=5', /\.env\.local has no OMS_ADDRESS.*the line OMS_ADDRESS= for the demo/s],
  ['.env.local', 'OMS_ADRESS=http://oms.example', /has no OMS_ADDRESS/],
  ['.env.local', '$env:OMS_ADDRESS = "http://oms.example"', /line 1: not NAME=value/],
  ['.env.local.txt', 'OMS_ADDRESS=http://oms.example', /\.env\.local\.txt is not read. Rename it to \.env\.local/],
  ['.env', 'OMS_ADDRESS=http://oms.example', /\.env is not read/],
])('a settings file %s with %s is no demo by accident', (name, text, message) => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-env-'))
  writeFileSync(join(folder, name), text)
  expect(() => refuseAccidentalDemo(loadEnvironment(folder))).toThrow(message)
  writeFileSync(join(folder, '.env.local'), 'OMS_ADDRESS=')
  expect(() => refuseAccidentalDemo(loadEnvironment(folder))).not.toThrow()
  rmSync(folder, { recursive: true })
})
