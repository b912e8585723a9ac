import { execFileSync } from 'node:child_process'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { curlCommand } from '~/oms/curl'

const address = 'http://oms.example/apply?cmd=10009&ip-type=webservicerest'

/** What a shell makes of the command: the words that curl would be called with. */
function wordsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)
}

test('a shell calls curl with the documented address, the type and the body to the letter', () => {
  const body = '{"set_id":"126","app_id":"2","zone_id":"0","auto_approve":"0"}'
  expect(wordsOf(curlCommand(address, body))).toEqual([
    '-X',
    'POST',
    `${address}&access-token=TOKEN`,
    '-H',
    'Content-Type: application/json',
    '--data-raw',
    body,
  ])
})

test('no table name can leave its quotes', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("'", '"', '\\', '$', '`', '!', '\n', ' ', '@', 'a', '表') }),
      (name) => {
        const body = JSON.stringify({ table_name: name })
        expect(wordsOf(curlCommand(address, body)).at(-1)).toBe(body)
      },
    ),
    { numRuns: 50 },
  )
})
