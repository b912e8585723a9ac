import { expect, test, vi } from 'vitest'
import { inSlices } from '~/record/transfer/in-slices'

test('work pauses whenever a slice of time is over, and says how far it is', async () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const told: (number | string)[] = []
  function* steps() {
    for (const part of [0.25, 0.5, 0.75]) {
      now += 30
      yield part
    }
    return 'done'
  }
  const pause = async () => told.push('pause')
  expect(await inSlices(steps(), pause, (part) => told.push(part))).toBe('done')
  expect(told).toEqual([0.5, 'pause'])
})
