import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchLoad } from './load'

const field = '<label>Set ID <input></label>'
const input = () => document.querySelector('input') ?? new HTMLInputElement()
const inAFewFrames = 160
let covered = false

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'performance', 'setTimeout'] })
  covered = false
  // What a browser draws, types and observes, and jsdom does not.
  document.elementFromPoint = () => (covered ? document.body : document.querySelector('input'))
  Element.prototype.checkVisibility = function checkVisibility() {
    return getComputedStyle(this).opacity !== '0'
  }
  document.execCommand = (_command, _ui, text = '') => {
    input().value += text
    return true
  }
})
afterEach(() => {
  vi.useRealTimers()
  document.body.innerHTML = ''
})

/** Watches the load of that page, in which something happens after ten frames; `ready` is when. */
async function load(body: string, then = () => {}) {
  document.body.innerHTML = `<main>${body}</main>`
  const watched = watchLoad({ field: true })
  await vi.advanceTimersByTimeAsync(inAFewFrames)
  then()
  const ready = performance.now()
  await vi.advanceTimersByTimeAsync(3_000)
  return { ...(await watched), ready }
}

test('a field counts from the key that stays', async () => {
  const { field: usable, ready } = await load(field)
  expect(usable).toBeLessThan(ready)
  expect(input().value).toBe('1')
})

test('a field that is replaced after it took a key counts from the new one', async () => {
  const replace = () => {
    document.body.innerHTML = field
  }
  const { field: usable, ready } = await load(field, replace)
  expect(usable).toBeGreaterThanOrEqual(ready)
  expect(input().value).toBe('1')
})

test.each([
  ['disabled', field.replace('<input', '<input disabled'), () => void (input().disabled = false)],
  ['invisible', field.replace('<input', '<input style="opacity: 0"'), () => void (input().style.opacity = '1')],
  ['not there', '', () => void (document.body.innerHTML = field)],
  ['covered', field, () => void (covered = false)],
])('a field that is %s does not count yet', async (what, body, mend) => {
  covered = what === 'covered'
  const { field: usable, ready } = await load(body, mend)
  expect(usable).toBeGreaterThanOrEqual(ready)
})
