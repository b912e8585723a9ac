import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import type { Intent } from '~/record/events'
import { journalQueries } from '~/record/react/queries'
import { openJournal } from '~/record/store/store'
import { accepted, applied, draftFor, ended } from '~/test/events'

const [now, later] = [new Date().toISOString(), new Date(Date.now() + 60_000).toISOString()]
const about = (attempt: string, expires: string) => ({ application: 'a', attempt, at: now, expires, body: '{}' })

test.each<[string, Intent | undefined, number | false]>([
  ['a decided application', undefined, false],
  ['a rejection', { kind: 'reject intent', ...about('r', later), memo: 'no' }, 5_000],
  ['an approval', { kind: 'approve intent', ...about('p', later) }, 5_000],
])(
  '%s: the latest, and the rows of a table, are read again while something is on its way',
  async (_what, decision, interval) => {
    const journal = await openJournal('test')
    await journal.recordBatch({ id: 'b', at: now, rows: [{ line: 1, draft: draftFor('a') }] })
    const intent = applied('a', { at: now, expires: now, batch: { id: 'b', row: 0 } })
    await journal.recordIntent(intent, 'apply')
    await journal.recordOutcome(intent, ended('a', accepted('558')))
    if (decision !== undefined) await journal.recordIntent(decision, 'decide')
    const client = new QueryClient()
    const [latest, batch] = [journalQueries.newest(journal), journalQueries.batch(journal, 'b')]
    await Promise.all([client.fetchQuery(latest), client.fetchQuery(batch)])
    const intervals = [
      typeof latest.refetchInterval === 'function' &&
        latest.refetchInterval(new QueryObserver(client, latest).getCurrentQuery()),
      typeof batch.refetchInterval === 'function' &&
        batch.refetchInterval(new QueryObserver(client, batch).getCurrentQuery()),
    ]
    expect(intervals).toEqual([interval, interval])
  },
)

test.each([
  ['just now', 0, true],
  ['a minute ago', -60_000, false],
  ['by a clock that was a day ahead', 24 * 60 * 60_000, false],
])('what was sent %s may still run: %s', async (_when, ms, mayRun) => {
  const journal = await openJournal('test')
  const at = new Date(Date.now() + ms).toISOString()
  await journal.recordIntent(applied('a', { at, expires: at }), 'apply')
  const { data } = await new QueryObserver(new QueryClient(), journalQueries.one(journal, 'attempt-a')).refetch()
  expect(data?.mayRunUntil !== undefined).toBe(mayRun)
})
