import { expect, onTestFinished, test, vi } from 'vitest'
import { heldLocks, underLock } from '~/record/store/locks'
import { holdLock, watchOrphans } from '~/record/store/orphans'
import { openJournal } from '~/record/store/store'

const denied = () => Promise.reject(new DOMException('denied', 'SecurityError'))

test.each([
  ['missing', undefined],
  ['null', null],
  ['forbidden', { request: denied, query: denied }],
])('where locks are %s the work is done without one, once, and its failure is its own', async (_name, locks) => {
  Object.defineProperty(navigator, 'locks', { value: locks, configurable: true })
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'locks'))
  const work = vi.fn<(isHeld: boolean) => Promise<string>>().mockResolvedValueOnce('done').mockRejectedValue('failed')
  expect(await underLock('a', work)).toBe('done')
  await expect(underLock('a', work)).rejects.toBe('failed')
  expect(work.mock.calls).toEqual([[true], [true]])
  expect((await heldLocks()).size).toBe(0)
  const journal = await openJournal('test')
  ;(await holdLock(journal, 'a'))()
  watchOrphans(journal)()
})
