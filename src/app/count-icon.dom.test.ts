import { expect, test } from 'vitest'
import { showInIcon } from '~/app/count-icon'

test.each([
  [3, '>3</text>'],
  [99, '>99</text>'],
  [100, '>99+</text>'],
])('%i that wait are in the icon of the page, and its own comes back', (count, text) => {
  document.head.innerHTML = '<link rel="icon" href="/favicon.svg" />'
  const href = () => decodeURIComponent(document.querySelector('link')?.getAttribute('href') ?? '')
  showInIcon(count)
  expect(href()).toContain(text)
  showInIcon(0)
  expect(href()).toMatch(/\/favicon\.svg$/)
})
