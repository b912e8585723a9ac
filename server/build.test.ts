import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { buildIfNeeded } from './build.ts'

const root = mkdtempSync(join(tmpdir(), 'desk-build-'))
afterEach(() => rmSync(root, { recursive: true }))

function write(path: string, text: string, second: number): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  utimesSync(join(root, path), second, second)
}

test('a build is made when there is none, and again only when a source is newer; its failure is told', () => {
  write('src/app/main.tsx', '', 1)
  // In the place of Vite, something that counts.
  const count = `const fs = require('node:fs'); fs.mkdirSync('dist', { recursive: true }); fs.appendFileSync('dist/index.html', process.argv[2])`
  write('node_modules/vite/bin/vite.js', count, 1)
  const built = () => readFileSync(join(root, 'dist/index.html'), 'utf8')
  buildIfNeeded(root)
  expect(built()).toBe('build')
  buildIfNeeded(root)
  expect(built()).toBe('build')
  write('src/app/main.tsx', '', Date.now() / 1000 + 60)
  buildIfNeeded(root)
  expect(built()).toBe('buildbuild')
  write('node_modules/vite/bin/vite.js', 'process.exit(1)', 1)
  expect(() => buildIfNeeded(root)).toThrow('The build failed')
})
