import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeToken, scrubToken } from '../../src/oms/access-token.ts'
import { scrubBody } from './scrub.ts'

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
  'in HTML, all of it by numbers': (text) =>
    Array.from(text, (character) => `&#x${character.codePointAt(0)?.toString(16)};`).join(''),
  'in JSON of PHP': phpEscape,
  'as yii dumps it': (text) => text.replaceAll(/['"\\]/g, String.raw`\$&`),
  'in JSON with escapes in upper case': (text) =>
    phpEscape(text).replace(/\\u..../g, (escape) => `\\u${escape.slice(2).toUpperCase()}`),
  'encoded, in HTML, in JSON': (text) => phpEscape(htmlEscape(encodeToken(text))),
}
const token = 'a\'b"c<d>&e/f é漢😀 +%20gh12'

test.each(Object.entries(written))('a token of every special character is found %s', (_name, write) => {
  expect(scrubBody(Buffer.from(`before ${write(token)} after`), encodeToken(token)).toString()).toBe(
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
        const scrubbed = scrubBody(Buffer.from(`<${text}>`), encodeToken(secret)).toString()
        expect(scrubbed).not.toContain(text)
        expect(scrubbed).toContain('[token]')
      }
    }),
  )
})

test('of a token that looks like escapes itself, and of the escapes of any token, 12 characters are found', () => {
  const escapes = encodeToken('%41%42%43%44%45%46')
  expect(scrubBody(Buffer.from('a %41%42%43%44 b %41%42%43%44%45%46'), escapes).toString()).toBe('a [token] b [token]')
  const encoded = encodeToken('é漢é漢é漢')
  for (const text of [encoded.slice(0, 12), encoded.slice(0, 12).toLowerCase()]) {
    expect(scrubBody(Buffer.from(`<${text}>`), encoded).toString()).toBe('<[token]>')
  }
})

test('a token in UTF-16 is found', () => {
  const ascii = '081dcfbc6f804d9a9fce29fc2f50076486fff972'
  for (const body of [Buffer.from(`<${ascii}>`, 'utf16le'), Buffer.from(`<${ascii}>`, 'utf16le').swap16()]) {
    expect(scrubBody(body, ascii).toString('latin1').replaceAll('\0', '')).toBe('<[token]>')
  }
})

test('the page takes out what the gate takes out', () => {
  expect(scrubToken(`中文 ${htmlEscape(token)} 😀`, token)).toBe('中文 [token] 😀')
})

test('whatever holds no token stays byte for byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const body = Buffer.from(bytes)
      expect(scrubBody(body, '081dcfbc6f804d9a9fce29fc2f50076486fff972').equals(body)).toBe(true)
    }),
  )
  expect(scrubBody(Buffer.from('{"id":558}'), '5').toString()).toBe('{"id":558}')
  expect(scrubBody(Buffer.from('&#x110000; &#9999999;'), 'abcd').toString()).toBe('&#x110000; &#9999999;')
  expect(scrubBody(Buffer.from('%C3%A9'), '%C3%A9').toString()).toBe('%C3%A9')
  expect(scrubBody(Buffer.from('AB'), encodeToken('%41%42')).toString()).toBe('AB')
  expect(scrubBody(Buffer.from('<abcd>'), 'abcd').toString()).toBe('<[token]>')
})
