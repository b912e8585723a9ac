import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { showInIcon } from '~/app/page-icon'

const picture = readFileSync('public/favicon.svg', 'utf8')

test.each([
  [3, undefined, '>3</text>'],
  [99, undefined, '>99</text>'],
  [100, undefined, '>99+</text>'],
  [3, '#c92a2a', 'fill="#c92a2a"/><text'],
  [0, '#c92a2a', 'fill="#c92a2a"/><g'],
])('%i that wait in an environment of the colour %s are %s in the icon of the page', (count, fill, part) => {
  document.head.innerHTML =
    '<link rel="icon" href="/favicon.ico" sizes="32x32" /><link rel="icon" href="/favicon.svg" type="image/svg+xml" />'
  const hrefs = () =>
    [...document.querySelectorAll('link')].map((link) => decodeURIComponent(link.getAttribute('href') ?? ''))
  showInIcon({ count, fill, picture })
  expect(hrefs()).toEqual(['/favicon.ico', expect.stringContaining(part)])
  showInIcon({ count: 0, fill: undefined, picture })
  expect(hrefs()).toEqual(['/favicon.ico', expect.stringMatching(/\/favicon\.svg$/)])
})
