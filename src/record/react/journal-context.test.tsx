import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { createQueryClient } from '~/app/query-client'
import { JournalProvider, useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'
import { openJournal } from '~/record/store/store'
import { applied } from '~/test/events'
import { latch } from '~/test/latch'

function Latest() {
  const { data } = useQuery(journalQueries.newest(useJournal()))
  return <p>{data === undefined ? 'reading' : data.applications.map(({ key }) => key).join(' and ')}</p>
}

test('what is written while a screen reads for the first time is on it', async () => {
  const journal = await openJournal('test')
  const [read, slow] = [latch(), latch()]
  let list = async (limit: number) => {
    const before = await journal.list(limit)
    list = (most) => journal.list(most)
    read.open()
    await slow.opened
    return before
  }
  render(
    <QueryClientProvider client={createQueryClient()}>
      <JournalProvider journal={{ ...journal, list: (limit) => list(limit) }}>
        <Latest />
      </JournalProvider>
    </QueryClientProvider>,
  )
  await read.opened
  for (const key of ['a', 'b']) await journal.importEvents([applied(key)])
  expect(screen.getByText('reading')).toBeVisible()
  slow.open()
  expect(await screen.findByText('b and a')).toBeVisible()
})

test('what changes faster than it can be read is read all the same', async () => {
  const journal = await openJournal('test')
  let change = () => Promise.resolve()
  const list = async (limit: number) => {
    const before = await journal.list(limit)
    await change()
    return before
  }
  render(
    <QueryClientProvider client={createQueryClient()}>
      <JournalProvider journal={{ ...journal, list }}>
        <Latest />
      </JournalProvider>
    </QueryClientProvider>,
  )
  await journal.importEvents([applied('a')])
  expect(await screen.findByText('a')).toBeVisible()
  let changes = 0
  change = async () => {
    changes += 1
    await journal.importEvents([applied(`b${changes}`)])
  }
  await journal.importEvents([applied('b')])
  expect(await screen.findByText(/b and a$/)).toBeVisible()
  change = () => Promise.resolve()
  await journal.importEvents([applied('c')])
  expect(await screen.findByText(/^c and/)).toBeVisible()
})
