import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { LimitsDialog } from '~/review/list/limits-dialog'
import { renderDesk } from '~/test/render'

const key = 'backup-desk:test:limits'

test('saving changes the limit that was typed, and leaves what another tab has set meanwhile', async () => {
  localStorage.setItem(key, JSON.stringify({ overdueHours: 24, waitingHours: 24 }))
  const { user } = await renderDesk(<LimitsDialog onClose={() => {}} />)
  const waiting = await screen.findByRole('textbox', { name: 'Hours waiting for a decision' })
  await user.clear(waiting)
  await user.type(waiting, '8')
  localStorage.setItem(key, JSON.stringify({ overdueHours: 48, waitingHours: 12 }))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(JSON.parse(localStorage.getItem(key) ?? 'null')).toEqual({ overdueHours: 48, waitingHours: 8 })
})

test('hours that were pasted are taken without what nobody sees of them', async () => {
  const { user } = await renderDesk(<LimitsDialog onClose={() => {}} />)
  const waiting = await screen.findByRole('textbox', { name: 'Hours waiting for a decision' })
  await user.clear(waiting)
  await user.click(waiting)
  await user.paste(' 8\u200b')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(JSON.parse(localStorage.getItem(key) ?? 'null')).toMatchObject({ waitingHours: 8 })
})
