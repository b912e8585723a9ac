import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Differences } from '~/wording/differences'
import type { RequestedTarget } from '~/record/requested-target'
import { draftFor } from '~/test/events'
import { renderDesk } from '~/test/render'

const lines = () =>
  within(screen.getByRole('list', { name: 'Changed from the earlier application' })).getAllByRole('listitem')

test('each change is said in the words of the list, long values cut, servers counted', async () => {
  const serverIds = (...last: number[]) => last.map((number) => `126.2.2.${number}`)
  const requested: RequestedTarget = {
    ...draftFor('player', '2'),
    target: { scope: 'servers', zoneId: '2', tableName: 'servers', serverIds: serverIds(1, 2) },
    autoApprove: true,
  }
  const after: RequestedTarget = {
    ...draftFor('player', '2'),
    target: { scope: 'servers', zoneId: '', tableName: 'x'.repeat(100), serverIds: serverIds(2, 3, 4, 5, 6) },
  }
  await renderDesk(<Differences before={{ requested }} after={{ requested: after, why: 'a<b>' }} />)
  expect(lines().map(({ textContent }) => textContent)).toEqual([
    'Zone 2 → none',
    `Table servers → ${'x'.repeat(40)}…`,
    'Auto-approve Yes → No',
    'Why none → a<b>',
    '4 servers added: 126.2.2.3, 126.2.2.4, 126.2.2.5 and 1 more; 1 server removed: 126.2.2.1',
  ])
})

test('the choice is said in its own words', async () => {
  const requested: RequestedTarget = { ...draftFor('player'), target: { scope: 'all' } }
  await renderDesk(<Differences before={{ requested }} after={{ requested: draftFor('player') }} />)
  expect(lines()[0]).toHaveTextContent('What to back up All servers → Tables')
})

test('that nothing is changed is said as well', async () => {
  await renderDesk(<Differences before={{ requested: draftFor('a') }} after={{ requested: draftFor('a') }} />)
  expect(screen.getByText('Nothing is changed from the earlier application')).toBeVisible()
  expect(screen.queryByRole('list')).not.toBeInTheDocument()
})
