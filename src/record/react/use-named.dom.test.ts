import { expect, test } from 'vitest'
import type { Named } from '~/record/named'
import { changeNamed, keptNamed } from '~/record/react/use-named'

const name = 'backup-desk:test'
const view = (called: string): Named => ({ kind: 'view', name: called, query: 'show=pending' })
const newer = [
  { kind: 'report', name: 'Monday', days: 7 },
  { ...view('Friday'), isShared: true },
]
const stored = (): unknown => JSON.parse(localStorage.getItem(`${name}:named`) ?? 'null')

test('what a newer desk has named stays when a tab of an older one saves and deletes', () => {
  localStorage.setItem(`${name}:named`, JSON.stringify([...newer, view('Mine')]))
  expect(keptNamed(name)).toEqual([view('Mine')])
  expect(changeNamed(name, (list) => [...list, view('Yours')])).toBeUndefined()
  expect(stored()).toEqual([view('Mine'), view('Yours'), ...newer])
  expect(changeNamed(name, () => [])).toBeUndefined()
  expect(stored()).toEqual(newer)
})
