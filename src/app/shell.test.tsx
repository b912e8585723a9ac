import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Link, Route } from 'wouter'
import { Shell } from '~/app/shell'
import { realDesk, renderDesk } from '~/test/render'

test('a link that goes with its page leaves the focus on the next one, and a link of the header keeps it', async () => {
  history.replaceState(null, '', '/applications')
  const { user } = await renderDesk(
    <Shell desk={realDesk}>
      <Route path="/applications">
        <Link href="/applications/558">#558</Link>
      </Route>
    </Shell>,
  )
  expect(document.body).toHaveFocus()
  await user.click(screen.getByRole('link', { name: '#558' }))
  expect(screen.getByRole('main')).toHaveFocus()
  await user.click(screen.getByRole('link', { name: 'Help' }))
  expect(screen.getByRole('link', { name: 'Help' })).toHaveFocus()
})
