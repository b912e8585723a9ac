import { screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { DraftNotes } from '~/apply/draft/draft-notes'
import { renderDesk } from '~/test/render'

afterEach(() => window.history.replaceState(null, '', '/'))

test.each(['again=4711', 'template=none', 'rows=none'])(
  'beside the reason why ?%s has filled in nothing, no earlier link is said to have filled in the form',
  async (query) => {
    window.history.replaceState(null, '', `/apply?${query}`)
    await renderDesk(<DraftNotes draft={{ linked: true, template: 'Friday', aside: {} }} onBringBack={() => {}} />)
    expect(screen.getByRole('note')).toHaveTextContent('Your earlier input was set aside.')
  },
)
