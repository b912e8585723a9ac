import { afterEach, expect, test, vi } from 'vitest'
import { browserText } from '~/ui/text/browser-text'
import { tabText } from '~/ui/text/tab-text'

const kinds = [
  ['sessionStorage', tabText('test')],
  ['localStorage', browserText('test')],
] as const

const own = kinds.map(([storage]) => Object.getOwnPropertyDescriptor(globalThis, storage) ?? {})
afterEach(() => kinds.forEach(([storage], index) => Object.defineProperty(globalThis, storage, own[index] ?? {})))

const denied = (): never => {
  throw new DOMException('denied', 'SecurityError')
}

const broken: [string, () => unknown][] = [
  ['missing', () => undefined],
  ['null', () => null],
  ['forbidden', denied],
  ['deaf', () => ({ getItem: denied, setItem: denied, removeItem: denied })],
]

test.each(kinds.flatMap(([storage, text]) => broken.map(([name, get]) => [storage, name, text, get] as const)))(
  'where %s is %s, a text is kept while the page lives',
  (storage, name, text, get) => {
    Object.defineProperty(globalThis, storage, { configurable: true, get })
    expect(text.read(name)).toBe('')
    text.write(name, 'typed')
    expect(text.read(name)).toBe('typed')
    text.write(name, '')
    expect(text.read(name)).toBe('')
  },
)

test.each(kinds)('what did not fit %s is kept while the page lives, and no older text comes back', (storage, text) => {
  text.write('full', 'older')
  const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(denied)
  text.write('full', 'newer')
  expect(text.read('full')).toBe('newer')
  expect(globalThis[storage]).toHaveLength(0)
  full.mockRestore()
  text.write('full', '')
  expect(text.read('full')).toBe('')
})

test('what another tab has stored since is newer than what did not fit', () => {
  const text = browserText('test')
  const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(denied)
  text.write('shared', 'mine')
  full.mockRestore()
  localStorage.setItem('shared:test', 'theirs')
  expect(text.read('shared')).toBe('theirs')
  text.write('shared', '')
})
