import { afterEach, expect, test, vi } from 'vitest'
import { tabText } from '~/ui/text/tab-text'

const text = tabText('test')

const own = Object.getOwnPropertyDescriptor(globalThis, 'sessionStorage') ?? {}
afterEach(() => Object.defineProperty(globalThis, 'sessionStorage', own))

const denied = (): never => {
  throw new DOMException('denied', 'SecurityError')
}

test.each([
  ['missing', () => undefined],
  ['null', () => null],
  ['forbidden', denied],
  ['deaf', () => ({ getItem: denied, setItem: denied, removeItem: denied })],
])('where storage is %s, a text is kept while the page lives', (name, get) => {
  Object.defineProperty(globalThis, 'sessionStorage', { configurable: true, get })
  expect(text.read(name)).toBe('')
  text.write(name, 'typed')
  expect(text.read(name)).toBe('typed')
  text.write(name, '')
  expect(text.read(name)).toBe('')
})

test('what did not fit is kept while the page lives, and no older text comes back', () => {
  text.write('full', 'older')
  const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(denied)
  text.write('full', 'newer')
  expect(text.read('full')).toBe('newer')
  expect(sessionStorage).toHaveLength(0)
  full.mockRestore()
  text.write('full', '')
  expect(text.read('full')).toBe('')
})
