import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { AttentionCount } from '~/app/attention-count'
import { LimitsButton } from '~/review/list/limits-button'
import { accepted, applied, ended } from '~/test/events'
import { renderDesk } from '~/test/render'

test('what is overdue is counted in the header, and no more once the limit is longer; a limit that makes no sense is not taken', async () => {
  const { journal, user } = await renderDesk(
    <>
      <AttentionCount />
      <LimitsButton />
    </>,
  )
  const sentAt = new Date(Date.now() - 26 * 60 * 60_000).toISOString()
  await journal.importEvents([applied('a', { at: sentAt, expires: sentAt }), ended('a', accepted('558'), sentAt)])
  const link = await screen.findByRole('link', { name: '1 needs attention' })
  expect(link).toHaveAttribute('href', '/applications?show=attention')
  await user.click(screen.getByRole('button', { name: 'Limits' }))
  const hours = await screen.findByRole('textbox', { name: 'Hours waiting for a decision' })
  expect(hours).toHaveValue('24')
  await user.clear(hours)
  await user.type(hours, '0')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Enter a whole number of hours, 1 to 9,999')).toBeVisible()
  await user.clear(hours)
  await user.type(hours, '48')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(screen.queryByRole('link')).toBeNull())
  expect(screen.queryByRole('dialog')).toBeNull()
})
