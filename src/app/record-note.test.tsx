import { screen } from '@testing-library/react'
import { openDB } from 'idb'
import { expect, onTestFinished, test } from 'vitest'
import { Shell } from '~/app/shell'
import { HistoryPanel } from '~/review/list/history-panel'
import { accepted, applied, ended } from '~/test/events'
import { realDesk, renderDesk } from '~/test/render'

test('a page that can read its record no more, since a newer desk has it, says so beside what it still shows', async () => {
  const { journal } = await renderDesk(
    <Shell desk={realDesk}>
      <HistoryPanel />
    </Shell>,
  )
  await journal.importEvents([applied('a'), ended('a', accepted('558'))])
  expect(await screen.findByRole('link', { name: '#558' })).toBeVisible()
  expect(screen.queryByRole('alert')).toBeNull()
  const newer = await openDB(journal.name, 99)
  onTestFinished(() => newer.close())
  expect(await screen.findByRole('alert')).toHaveTextContent(/a newer Backup Desk has written/)
  expect(screen.getByRole('link', { name: '#558' })).toBeVisible()
})
