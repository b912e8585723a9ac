import { act, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { setTeam } from '~/team/team-state'
import { Shell } from '~/app/shell'
import { session } from '~/session/session'
import { applied } from '~/test/events'
import { realDesk, renderDesk } from '~/test/render'
import { server } from '~/test/server'
import { teamRecord } from '~/test/team-record'

const shell = (record?: true) => <Shell desk={{ ...realDesk, ...(record && { record }) }}>nothing</Shell>

test('the header says whether this browser is alike with the team, and why and since when it is not', async () => {
  const record = teamRecord()
  server.use(...record.handlers)
  await renderDesk(shell(true))
  expect(await screen.findByText('Team record')).toBeVisible()
  act(() => record.fail(500))
  const alone = await screen.findByText('This browser only')
  expect(alone.title).toMatch(
    /^The team record does not answer\. Since \d+ \w+ \d{4}, \d\d:\d\d:\d\d UTC[+-]\d\d:\d\d\./,
  )
  act(() => record.fail())
  expect(await screen.findByText('Team record')).toBeVisible()
  act(() => session.signOut())
  expect((await screen.findByText('This browser only')).title).toMatch(/^Sign in to see what the team records/)
})

test('of how many applications the record refuses something stands beside it', async () => {
  const record = teamRecord()
  record.refusing.add('mine')
  server.use(...record.handlers)
  const { journal } = await renderDesk(shell(true))
  await journal.importEvents([applied('mine')])
  expect((await screen.findByText('1 not shared')).title).toMatch(/^The team record refused a part of these/)
  expect(screen.getByText('Team record')).toBeVisible()
  act(() => session.signOut())
  expect(await screen.findByText('This browser only')).toBeVisible()
})

test('while the record is read the header says how far that is', async () => {
  server.use(...teamRecord().handlers)
  await renderDesk(shell(true))
  await screen.findByText('Team record')
  act(() => setTeam({ kind: 'reading', done: 436, count: 2000 }))
  // At once: what the record answers next is another state.
  expect(screen.getByText('Team record: 436 of 2,000')).toBeVisible()
  expect(screen.getByRole('progressbar', { name: 'Team record' })).toHaveAttribute('aria-valuenow', '436')
})

test('a desk without a record says nothing of one, and asks for none', async () => {
  const record = teamRecord()
  server.use(...record.handlers)
  await renderDesk(shell())
  expect(await screen.findByText('Backup Desk')).toBeVisible()
  expect(screen.queryByText('This browser only')).not.toBeInTheDocument()
  expect(record.requests).toEqual([])
})
