import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const script = join(import.meta.dirname, 'check-node.mjs')

test.each([
  ['18.20.0', 1],
  ['20.18.3', 1],
  ['20.19.0', 0],
  ['21.7.0', 1],
  ['22.11.0', 1],
  ['22.12.0', 0],
  ['24.0.0', 0],
])('Node %s ends with %i, and a too old one says what is needed', (version, code) => {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); import('${script}')`
  const { status, stderr } = spawnSync(process.execPath, ['-e', pretend], { encoding: 'utf8' })
  expect(status).toBe(code)
  expect(stderr).toBe(
    code === 0 ? '' : `Backup Desk needs Node 20.19 or newer (22.12 or newer of 22), and this is ${version}.\n`,
  )
})
