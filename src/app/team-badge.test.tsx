import { act, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
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
  expect(alone.title).toMatch(/^The team record does not answer\. Since \d+ \w+, \d\d:\d\d\./)
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
  expect((await screen.findByText('Without 1')).title).toMatch(/^The team record refused something of so many/)
  expect(screen.getByText('Team record')).toBeVisible()
  act(() => session.signOut())
  expect(await screen.findByText('This browser only')).toBeVisible()
})

test('a desk without a record says nothing of one, and asks for none', async () => {
  const record = teamRecord()
  server.use(...record.handlers)
  await renderDesk(shell())
  expect(await screen.findByText('Backup Desk')).toBeVisible()
  expect(screen.queryByText('This browser only')).not.toBeInTheDocument()
  expect(record.requests).toEqual([])
})
