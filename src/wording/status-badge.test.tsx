import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderDesk } from '~/test/render'
import { StatusBadge } from '~/wording/status-badge'

test.each([
  ['refused', 'Refused', 'OMS did not accept it. Nothing was created.'],
  ['rejected', 'Rejected', 'A reviewer rejected it. OMS does not back it up.'],
  ['not sent', 'Not sent', 'It never reached OMS. Nothing was created.'],
] as const)('the status %s says in its title what it means', async (status, word, meaning) => {
  await renderDesk(<StatusBadge status={status} />)
  expect(screen.getByText(word).title).toBe(meaning)
})
