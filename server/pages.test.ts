import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { noncePlaceholder } from './headers.ts'
import { openPages, packFor } from './pages.ts'

const dist = mkdtempSync(join(tmpdir(), 'desk-pages-'))
afterAll(() => rmSync(dist, { recursive: true, force: true }))
const pageWith = (nonce: string) => `<style nonce="${nonce}">备份</style><p nonce="${nonce}">${nonce}`
writeFileSync(join(dist, 'index.html'), pageWith(noncePlaceholder))

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
