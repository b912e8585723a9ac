import { vi } from 'vitest'

/** Pauses of a second and more between what is done again and again are over at once; gives what they were. */
export function quickPauses(): Set<number> {
  const pauses = new Set<number>()
  const every = globalThis.setInterval
  vi.spyOn(globalThis, 'setInterval').mockImplementation((work: () => void, ms = 0) => {
    if (ms < 1_000) return every(work, ms)
    pauses.add(ms)
    return every(work, 0)
  })
  return pauses
}
