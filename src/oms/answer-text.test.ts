import { expect, test } from 'vitest'
import { decodeAnswer, findJson, parseJson, plainText } from '~/oms/answer-text'

const gbk = [0xc3, 0xbb, 0xd3, 0xd0, 0xb1, 0xed]
const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)))

test.each<[string, Uint8Array, string | null, string]>([
  ['UTF-8', bytes('没有表'), 'application/json', '没有表'],
  ['UTF-8 with its mark', bytes('\ufeff没有表'), null, '没有表'],
  ['UTF-8 with its mark that calls itself GBK', bytes('\ufeff{没有'), 'text/html; charset=gbk', '{没有'],
  ['GBK, as its Content-Type says', bytes(gbk), 'text/html; charset=GBK', '没有表'],
  ['GBK, as its Content-Type says in quotes', bytes(gbk), 'application/json; charset="gb2312"', '没有表'],
  ['GBK that happens to be UTF-8, too', bytes([0xc4, 0xa3]), 'text/html; charset=gbk', '模'],
  ['GBK without a charset', bytes('{"a":"', gbk, '"}'), 'application/json', '{"a":"没有表"}'],
  ['GBK that calls itself UTF-8', bytes(gbk), 'application/json; charset=utf-8', '没有表'],
  ['UTF-8 that calls itself GBK and is not valid GBK', bytes('é表'), 'text/html; charset=gbk', 'é表'],
  [
    'UTF-8 under the charset that a server adds to everything',
    bytes('没有表'),
    'text/html; charset=ISO-8859-1',
    '没有表',
  ],
  ['ISO-8859-1', bytes('caf', [0xe9]), 'text/html; charset=iso-8859-1', 'café'],
  ['Big5', bytes([0xa8, 0x53, 0xa6, 0xb3]), 'text/html; charset=big5', '沒有'],
  ['UTF-8 of a charset that nobody knows', bytes('没有表'), 'text/html; charset=klingon', '没有表'],
  ['bytes of no known charset', bytes('a', [0xff], 'b'), null, 'a\ufffdb'],
])('%s is decoded', (_name, body, contentType, text) => {
  expect(decodeAnswer(body, contentType)).toBe(text)
})

test.each([
  ['{"id":9007199254740993}', { id: '9007199254740993' }],
  ['\ufeff\ufeff\r\n {"id":1}\n', { id: 1 }],
  ['{"a":1.5}', { a: 1.5 }],
  ['"text"', 'text'],
  ['{"id":1} x', undefined],
  ['{"id":1', undefined],
  ['', undefined],
])('%j is JSON of %j', (text, json) => {
  expect(parseJson(text)).toEqual(json)
})

const notice = '<br />\n<b>Notice</b>:  Undefined index: x[0] in /srv/oms.php on line <b>12</b><br />\n'
const trace = '#0 /srv/oms.php(7): {closure}(Array) "it\'s'
const bar = '<script>var bar = {"time": 0.1, load: [1]}</script></body>'
const json = '{"code":0,"list":[{"text":"a } \\" ] b"}]}'

test.each([
  ['a notice before it', notice + json],
  ['a notice after it', json + notice],
  ['a notice on both sides', notice + json + notice],
  ['a stack trace with brackets and half a quotation before it', `${trace}\n${json}`],
  ['a page around it', `<html><body>${json}${bar}`],
  ['an open bracket before it', `[warning ${json}`],
])('JSON with %s is found', (_name, text) => {
  expect(findJson(text)?.json).toEqual({ code: 0, list: [{ text: 'a } " ] b' }] })
})

test.each([
  '',
  notice.replace('[0]', ''),
  '{"code":0,"list":[',
  '{closure}',
  '['.repeat(2_000_000),
  '{a}'.repeat(700_000),
])('in text %# there is no JSON', (text) => {
  expect(findJson(text)).toBeUndefined()
})

test.each([
  ['has a long style', `<style>${'p { color: red } '.repeat(2_000)}</style><h1>Database is down</h1>`],
  ['is cut in its script', `<h1>Database is down</h1><script>${'go() '.repeat(20_000)}`],
])('of a page that %s the words are told', (_name, page) => {
  expect(plainText(page)).toBe('Database is down')
})

test('the words of a page are without markup, scripts and styles', () => {
  const page = `<html><style>p { color: red }</style><script>alert(1)</script><h1>It&#039;s &lt;down&gt;</h1>\n\n${notice}`
  expect(plainText(page)).toBe("It's <down> Notice : Undefined index: x[0] in /srv/oms.php on line 12")
})
