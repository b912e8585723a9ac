import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { FollowsNote } from '~/apply/draft/follows-note'
import { applied, ended } from '~/test/events'
import { renderDesk } from '~/test/render'

test('an application without an id is told by when it was sent', async () => {
  const { journal } = await renderDesk(<FollowsNote follows={{ application: 'a', why: 'fixed' }} />)
  await journal.importEvents([applied('a'), ended('a', { kind: 'refused', reason: 'request', messages: ['no'] })])
  expect(await screen.findByText(/^Fix and resubmit the application of \d+ Nov/)).toBeVisible()
})
