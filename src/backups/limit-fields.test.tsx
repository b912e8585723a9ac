import { act, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { LimitFields } from '~/backups/limit-fields'
import { useLimits } from '~/record/react/use-limits'
import { renderDesk } from '~/test/render'

function Fields() {
  const [limits, changeLimits] = useLimits()
  return <LimitFields limits={limits} onChange={changeLimits} />
}

const key = 'backup-desk:test:limits'
const stored = (): unknown => JSON.parse(localStorage.getItem(key) ?? 'null')
const field = (name: string) => screen.getByRole('spinbutton', { name })

/** Another tab has stored it. */
function store(limits: object): void {
  localStorage.setItem(key, JSON.stringify(limits))
  act(() => void window.dispatchEvent(new StorageEvent('storage', { key })))
}

test('the fields show the limits that hold, whichever tab has set them', async () => {
  const { user } = await renderDesk(<Fields />)
  await user.clear(field('Red after (days)'))
  await user.type(field('Red after (days)'), '30')
  store({ amberDays: 3, redDays: 14 })
  expect(field('Amber after (days)')).toHaveValue(3)
  await user.clear(field('Amber after (days)'))
  expect(field('Amber after (days)')).toHaveValue(null)
  await user.tab()
  expect(field('Amber after (days)')).toHaveValue(3)
  expect(field('Red after (days)')).toHaveValue(14)
})

test('what a newer desk has stored among the limits stays when a tab of an older one changes one', async () => {
  const { user } = await renderDesk(<Fields />)
  store({ redDays: 14, amberDays: 'never', escalateHours: 48 })
  await user.clear(field('Red after (days)'))
  await user.type(field('Red after (days)'), '9')
  expect(stored()).toEqual({ redDays: 9, amberDays: 'never', escalateHours: 48 })
})
