import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import * as fc from 'fast-check'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { createQueryClient } from '~/app/query-client'
import { withStatus, type ApplicationWithStatus } from '~/record/application'
import { JournalProvider } from '~/record/react/journal-context'
import { useLiveStates } from '~/actions/poll'
import { waitMs, withAnswer } from '~/actions/poll-state'
import { openJournal } from '~/record/store/store'
import { lookUp } from '~/oms/questions/look-up'
import { session } from '~/session/session'
import { renderDesk } from '~/test/render'
import { server } from '~/test/server'

const failure = { kind: 'unknown', why: 'connection' } as const

test('OMS is asked again after 10 seconds, then after twice as long each time, at last every 5 minutes', () => {
  expect([0, 1, 2, 3, 4, 5, 60].map((quiet) => waitMs(quiet) / 1000)).toEqual([10, 20, 40, 80, 160, 300, 300])
})

test('news begin anew; the same again and failures count, and what was said before a failure stays', () => {
  const first = withAnswer<string>(undefined, { news: 'a' }, '1')
  expect(first).toEqual({ answer: { news: 'a', at: '1' }, unchangedCount: 0 })
  const same = withAnswer(first, { news: 'a' }, '2')
  expect(same).toEqual({ answer: { news: 'a', at: '2' }, unchangedCount: 1 })
  const failed = withAnswer(same, { failure }, '3')
  expect(failed).toEqual({ answer: { news: 'a', at: '2' }, failure: { why: failure, at: '3' }, unchangedCount: 2 })
  expect(withAnswer(failed, { news: 'b' }, '4')).toEqual({ answer: { news: 'b', at: '4' }, unchangedCount: 0 })
})

test('whatever OMS answers, the wait never shrinks but by news', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'failure')), (answers) => {
      let live = withAnswer<string>(undefined, { failure }, '')
      for (const answer of answers) {
        const next = withAnswer(live, answer === 'failure' ? { failure } : { news: answer }, '')
        const isNews = answer !== 'failure' && answer !== live.answer?.news
        expect(isNews ? next.unchangedCount === 0 : waitMs(next.unchangedCount) >= waitMs(live.unchangedCount)).toBe(
          true,
        )
        live = next
      }
    }),
  )
})

function Watch({ applications }: { applications: ApplicationWithStatus[] }) {
  useLiveStates(applications)
  return null
}

/** Other people's applications as the journal has them once it has taken them over. */
async function tracked(ids: string[]): Promise<ApplicationWithStatus[]> {
  const journal = await openJournal('test')
  const lookup = await lookUp('557', '081dcfbc6f804d9a9fce29fc2f50076486fff972')
  if (lookup.kind !== 'found') throw new Error('no 557')
  for (const id of ids) await journal.recordSeen({ ...lookup.detail, id }, {})
  const { applications } = await journal.list(Infinity)
  return applications.map((one) => withStatus(one, Date.now()))
}

test('every pending row on screen is asked about, 4 at a time', async () => {
  const applications = await tracked(Array.from({ length: 40 }, (_, index) => String(600 + index)))
  const held: (() => void)[] = []
  const asked = new Set<string>()
  server.use(
    http.get('*/oms/apply-detail/:id', async ({ params }) => {
      asked.add(String(params.id))
      await new Promise<void>((resolve) => held.push(resolve))
      return HttpResponse.json({ id: params.id, trans_id: 0 })
    }),
  )
  session.signIn({ username: 'demo' })
  const journal = await openJournal('test')
  // Not strict: what React does twice is given up the first time, and this counts.
  render(
    <QueryClientProvider client={createQueryClient()}>
      <JournalProvider journal={journal}>
        <Watch applications={applications} />
      </JournalProvider>
    </QueryClientProvider>,
  )
  for (let answered = 0; answered < 40; answered += 1) {
    await waitFor(() => expect(asked.size).toBe(Math.min(answered + 4, 40)))
    held.shift()?.()
  }
  await waitFor(async () => {
    const { applications: now } = await journal.list(Infinity)
    expect(now.filter(({ seen }) => seen?.detail.setId === '')).toHaveLength(40)
  })
  expect(asked.size).toBe(40)
})

test('a 401 of a look ends no session and opens no sign-in', async () => {
  const applications = await tracked(['557'])
  let asked = 0
  server.use(
    http.get('*/oms/apply-detail/:id', () => {
      asked += 1
      return HttpResponse.json({}, { status: 401 })
    }),
  )
  await renderDesk(<Watch applications={applications} />)
  await waitFor(() => expect(asked).toBeGreaterThan(0))
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  expect(session.current()).toBeDefined()
})
