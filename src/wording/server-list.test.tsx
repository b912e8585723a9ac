import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderDesk } from '~/test/render'
import { ServerList } from '~/wording/server-list'

test('of many servers the first ten are shown, and all after a press, which leaves the focus where it is', async () => {
  const ids = Array.from({ length: 12 }, (_, index) => `126.2.0.${index + 1}`)
  const { user } = await renderDesk(<ServerList ids={ids} />)
  expect(screen.queryByText(/126\.2\.0\.11/)).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { expanded: false }))
  expect(screen.getByText(/126\.2\.0\.12/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Show less', expanded: true })).toHaveFocus()
})
