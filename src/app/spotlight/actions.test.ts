import { expect, test } from 'vitest'
import {
  idActions,
  languageActions,
  matching,
  pageActions,
  typedActions,
  viewActions,
  type Action,
} from '~/app/spotlight/actions'
import { t } from '~/test/texts'

const went: string[] = []
const navigate = (to: string) => void went.push(to)

/** Where an action leads. */
function run({ run: go }: Action): string | undefined {
  go()
  return went.pop()
}

test.each([
  ['558', '/applications/558'],
  ['#558', '/applications/558'],
  ['90071992547409931', '/applications/90071992547409931'],
  ['0558', undefined],
  ['558 559', undefined],
  ['player', undefined],
])('"%s" leads to %s', (text, address) => {
  expect(idActions(t, text, navigate).map(run)).toEqual(address === undefined ? [] : [address])
})

test('a text is a table to apply for, and something to search for, to the letter', () => {
  expect(typedActions(t, 'a&b=玩家 1', navigate).map(({ label }) => label)).toEqual([
    'Apply for table "a&b=玩家 1"',
    'Search applications for "a&b=玩家 1"',
  ])
  const query = '?table=a%26b%3D%E7%8E%A9%E5%AE%B6+1'
  expect(typedActions(t, 'a&b=玩家 1', navigate).map(run)).toEqual([
    `/apply${query}`,
    `/applications${query.replace('table', 'q')}`,
  ])
})

test('each page and each view of the list is led to', () => {
  const saved = { kind: 'view' as const, name: 'Mine of 126', query: 'show=pending&set=126' }
  expect([...pageActions(t, navigate), ...viewActions(t, [saved], navigate)].map(run)).toEqual([
    '/apply',
    '/apply/many',
    '/applications',
    '/backups',
    '/help',
    '/applications',
    '/applications?show=pending',
    '/applications?show=mine',
    '/applications?show=decided',
    '/applications?show=attention',
    '/applications?show=pending&set=126',
  ])
})

test.each([
  ['', ['Apply', 'Many at once', 'Applications', 'Backups', 'Help', 'Language: 中文']],
  ['APPL', ['Apply', 'Applications']],
  ['at many', ['Many at once']],
  // In the page's other language, and by the name that the language has in its address.
  ['zh-cn', ['Language: 中文']],
  ['player', []],
])('"%s" means %j', (text, labels) => {
  const areas = matching(
    [
      { area: 'goTo', actions: pageActions(t, navigate) },
      { area: 'here', actions: [] },
      { area: 'desk', actions: languageActions(t, () => {}) },
    ],
    text,
  )
  expect(areas.flatMap(({ actions }) => actions.map(({ label }) => label))).toEqual(labels)
  expect(areas.every(({ actions }) => actions.length > 0)).toBe(true)
})
