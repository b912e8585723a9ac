import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderDesk } from '~/test/render'
import { ProgressBar } from '~/ui/progress-bar'

test('long work shows its numbers, and tells them to who cannot see the bar', async () => {
  await renderDesk(<ProgressBar done={436} count={2000} />)
  expect(screen.getByText('436 of 2,000')).toBeVisible()
  const bar = screen.getByRole('progressbar', { name: 'Progress' })
  const told = ['now', 'max', 'text'].map((name) => bar.getAttribute(`aria-value${name}`))
  expect(told).toEqual(['436', '2000', '436 of 2,000'])
})
