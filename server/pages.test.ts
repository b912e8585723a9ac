import { createServer } from 'node:http'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { noncePlaceholder } from './headers.ts'
import { chooseLanguage, choosePage, openPages, packFor } from './pages.ts'
import { closeAll, listen, newFolder } from './test-desk.ts'

test.each([
  ['/', 'index'],
  ['/apply', 'index'],
  ['/apply?set=126', 'app'],
  ['/?seed=10', 'app'],
  ['/apply/many', 'app'],
  ['/applications?q=tcaplus.player', 'app'],
  ['/applications/oms', 'app'],
  ['/applications/attempt-6c84fb90', 'app'],
  ['/favicon.ico', undefined],
  ['/favicon.ico?v=2', undefined],
  ['/oms', undefined],
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
  ['', 'en;q=0.5, zh;q=1', 'zh-CN'],
  ['', 'EN;Q=0.5, ZH;Q=0.7', 'zh-CN'],
  ['', 'zh, en', 'zh-CN'],
  ['', 'zh;q=0', 'en'],
  ['', 'zha,fr', 'en'],
  ['a=b; language=en', 'zh', 'en'],
  ['language=zh-CN; a=b', 'en', 'zh-CN'],
  ['language=de', 'zh-TW', 'zh-CN'],
  ['xlanguage=zh-CN', '', 'en'],
])('cookie "%s" and languages "%s" mean %s', (cookie, languages, language) => {
  expect(chooseLanguage(cookie, languages)).toBe(language)
})

const dist = newFolder()
afterAll(closeAll)
const pageWith = (nonce: string) => `<style nonce="${nonce}">备份</style><p nonce="${nonce}">${nonce}`
for (const name of ['index', 'index.zh-CN', 'app', 'app.zh-CN']) {
  writeFileSync(join(dist, `${name}.html`), pageWith(noncePlaceholder))
}

test.each([
  ['gzip, deflate, br', 'br', brotliDecompressSync],
  ['gzip, br;q=0', 'gzip', gunzipSync],
  ['br;q=0.0, gzip;q=0', undefined, (body: Buffer) => body],
])('for %j a page is packed as %s, and each answer has its nonce at every place', (accepted, encoding, unpack) => {
  const pages = openPages(dist)
  for (const nonce of ['first', 'second']) {
    const packed = packFor(accepted, pages.html('app', 'zh-CN', nonce))
    expect(packed.encoding).toBe(encoding)
    expect(unpack(packed.body).toString()).toBe(pageWith(nonce))
  }
})

test('a file that was removed or replaced since the start is answered as it is now', async () => {
  const changed = join(dist, 'changed.svg')
  const removed = join(dist, 'removed.svg')
  for (const path of [changed, removed]) writeFileSync(path, '<svg>as it was</svg>')
  const { files } = openPages(dist)
  writeFileSync(changed, '<svg/>')
  rmSync(removed)
  const port = await listen(
    createServer((request, response) => files(request, response, () => void response.writeHead(404).end())),
  )
  const get = (name: string) => fetch(`http://127.0.0.1:${port}/${name}`, { signal: AbortSignal.timeout(2_000) })
  expect((await get('removed.svg')).status).toBe(404)
  expect(await (await get('changed.svg')).text()).toBe('<svg/>')
})
