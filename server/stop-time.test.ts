import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readMs } from './gate/forward.ts'
import { storeMs } from './gate/in-time.ts'
import { closeSeconds } from './record/postgres.ts'
import { robotMs } from './robot/notify.ts'
import { lastAnswersMs } from './serve.ts'

test('systemd waits for all that SIGTERM lets end, each at its limit', () => {
  const attempt = storeMs + readMs + storeMs
  // The message that is on its way, and the one that waits.
  const robot = 2 * robotMs
  const longest = (attempt + lastAnswersMs + robot) / 1000 + closeSeconds
  const unit = readFileSync(join(import.meta.dirname, '../packaging/backup-desk.service'), 'utf8')
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(longest)
})
