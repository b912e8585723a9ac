import { focusManager, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import * as fc from 'fast-check'
import { http, HttpResponse } from 'msw'
import type { ReactNode } from 'react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createQueryClient } from '~/app/query-client'
import { withStatus } from '~/record/application'
import { JournalProvider } from '~/record/react/journal-context'
import { toLiveRow, type LiveRow } from '~/actions/live-row'
import { LiveStates } from '~/actions/live-states'
import { useAskIfRefused, useLiveApplication, useLiveStates, useLiveTransaction } from '~/actions/poll'
import { orderedWaitMs, waitMs, withAnswer } from '~/actions/poll-state'
import { openJournal, type Journal } from '~/record/store/store'
import type { Refusal } from '~/oms/outcome'
import { session } from '~/session/session'
import { detailOf, justNow, transactionOf } from '~/test/events'
import { latch } from '~/test/latch'
import { quickPauses } from '~/test/quick-pauses'
import { renderDesk } from '~/test/render'
import { server } from '~/test/server'
import { noRoom } from '~/test/no-room'

const failure = { kind: 'unknown', why: 'connection' } as const

test('OMS is asked again after 10 seconds, then after twice as long each time, at last every 5 minutes', () => {
  expect([0, 1, 2, 3, 4, 5, 60].map((quiet) => waitMs(quiet) / 1000)).toEqual([10, 20, 40, 80, 160, 300, 300])
})

test('news begin anew; the same again and failures count, and what was said before a failure stays', () => {
  const first = withAnswer<string>(undefined, { data: 'a' }, '1')
  expect(first).toEqual({ answer: { data: 'a', at: '1' }, unchangedCount: 0 })
  const same = withAnswer(first, { data: 'a' }, '2')
  expect(same).toEqual({ answer: { data: 'a', at: '2' }, unchangedCount: 1 })
  const failed = withAnswer(same, { failure }, '3')
  expect(failed).toEqual({ answer: { data: 'a', at: '2' }, failure: { why: failure, at: '3' }, unchangedCount: 2 })
  expect(withAnswer(failed, { data: 'b' }, '4')).toEqual({ answer: { data: 'b', at: '4' }, unchangedCount: 0 })
})

test('whatever OMS answers, the wait never shrinks but by news', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'failure')), (answers) => {
      let live = withAnswer<string>(undefined, { failure }, '')
      for (const answer of answers) {
        const next = withAnswer(live, answer === 'failure' ? { failure } : { data: answer }, '')
        const isNews = answer !== 'failure' && answer !== live.answer?.data
        expect(isNews ? next.unchangedCount === 0 : waitMs(next.unchangedCount) >= waitMs(live.unchangedCount)).toBe(
          true,
        )
        live = next
      }
    }),
  )
})

/** What is known once OMS has answered a question of that time, in ms since 1970. */
const askedAt = (time: number) => withAnswer(undefined, { data: '' }, new Date(time).toISOString())

test('after an order that OMS took its details are asked for after 2 seconds, then ever later, for the last time after a minute', () => {
  const asked = [0]
  for (let at = 0, wait: number | undefined; (wait = orderedWaitMs(0, askedAt(at), at)) !== undefined; at += wait) {
    asked.push((at + wait) / 1000)
  }
  expect(asked).toEqual([0, 2, 4, 8, 16, 32, 60])
})

test.each([
  ['that this desk has just made, after an answer of long ago', 0, 2000],
  ['of a clock that is a little ahead', 30_000, 2000],
  ['of a clock that is an hour ahead', 3_600_000, undefined],
])('after an order %s OMS is asked in %3$s ms', (_name, ahead, wait) => {
  const now = Date.parse('2026-11-23T10:00:00Z')
  expect(orderedWaitMs(now + ahead, askedAt(now - 600_000), now)).toBe(wait)
})

test('after an order OMS is asked soon where it never was, and a question without an answer counts as one', () => {
  expect(orderedWaitMs(0, undefined, 0)).toBe(2000)
  const at = (time: number) => new Date(time).toISOString()
  expect(orderedWaitMs(0, withAnswer(askedAt(4_000), { failure }, at(16_000)), 16_000)).toBe(16_000)
  expect(orderedWaitMs(0, withAnswer(askedAt(4_000), { failure }, at(60_000)), 60_000)).toBeUndefined()
})

test('an answer that takes longer than the minute after an order is not the last: it says how it was before', () => {
  expect(orderedWaitMs(0, askedAt(44_000), 64_000)).toBe(16_000)
})

/** Each with what a tab keeps for itself. Not strict: what React does twice is given up the first time, and some tests count. */
function inTab(journal: Journal, children: ReactNode, client = createQueryClient()) {
  return (
    <QueryClientProvider client={client}>
      <JournalProvider journal={journal}>{children}</JournalProvider>
    </QueryClientProvider>
  )
}

function Watch({ rows }: { rows: LiveRow[] }) {
  useLiveStates(rows)
  return null
}

/** Other people's applications as the journal has them once it has taken them over, each with that transaction. */
async function tracked(ids: string[], transaction = '0'): Promise<LiveRow[]> {
  const journal = await openJournal('test')
  for (const id of ids) await journal.recordSeen(detailOf({ id, transaction }), justNow(), {})
  const { applications } = await journal.list(Infinity)
  return applications.map((one) => toLiveRow(withStatus(one, Date.now())))
}

/** Application 600, with the backup that OMS makes for it. */
async function backedUp(transaction = '260'): Promise<LiveRow> {
  const [row] = await tracked(['600'], transaction)
  if (row === undefined) throw new Error('no row')
  return row
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
  render(inTab(journal, <Watch rows={applications} />))
  for (let answered = 0; answered < 40; answered += 1) {
    await waitFor(() => expect(asked.size).toBe(Math.min(answered + 4, 40)))
    held.shift()?.()
  }
  await waitFor(async () => {
    const { applications: known } = await journal.list(Infinity)
    expect(known.filter(({ seen }) => seen?.detail.setId === '')).toHaveLength(40)
  })
  expect(asked.size).toBe(40)
})

test('a row that leaves the screen before its turn is not asked about', async () => {
  const rows = (await tracked(['601', '602', '603', '604', '605', '606'])).toReversed()
  const kept = latch()
  const asked: string[] = []
  server.use(
    http.get('*/oms/apply-detail/:id', async ({ params }) => {
      asked.push(String(params.id))
      await kept.opened
      return HttpResponse.json({ id: params.id, trans_id: 0 })
    }),
  )
  session.signIn({ username: 'demo' })
  const journal = await openJournal('test')
  const client = createQueryClient()
  const watching = (without: string) => inTab(journal, <Watch rows={rows.filter(({ id }) => id !== without)} />, client)
  const { rerender } = render(watching('606'))
  await waitFor(() => expect(asked).toHaveLength(4))
  rerender(watching('605'))
  kept.open()
  await waitFor(() => expect(asked).toEqual(['601', '602', '603', '604', '606']))
})

test('rows that are only scrolled past are not asked about', async () => {
  const rows = (await tracked(['601', '602', '603'])).toReversed()
  const asked: string[] = []
  server.use(
    http.get('*/oms/apply-detail/:id', ({ params }) => {
      asked.push(String(params.id))
      return HttpResponse.json({ id: params.id, trans_id: 0 })
    }),
  )
  session.signIn({ username: 'demo' })
  const journal = await openJournal('test')
  const client = createQueryClient()
  const inView = (row: number) => inTab(journal, <LiveStates rows={rows.slice(row, row + 1)} />, client)
  const { rerender } = render(inView(0))
  rerender(inView(1))
  rerender(inView(2))
  await waitFor(() => expect(asked).toEqual(['601', '603']))
})

test.each([
  ['of a decision', '0', 'apply-detail/600', { id: 600, trans_id: 0 }],
  ['of a backup', '260', 'transaction/126/260', { Id: 260, Status: 5 }],
])(
  '%s a row that comes back into view asks no sooner than one that stayed',
  async (_what, transaction, path, answer) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    onTestFinished(() => void vi.useRealTimers())
    const row = await backedUp(transaction)
    const asked: number[] = []
    const begun = Date.now()
    server.use(
      http.get(`*/oms/${path}`, () => {
        asked.push(Date.now() - begun)
        return HttpResponse.json(answer)
      }),
    )
    session.signIn({ username: 'demo' })
    const journal = await openJournal('test')
    const client = createQueryClient()
    const watching = (rows: LiveRow[]) => inTab(journal, <Watch rows={rows} />, client)
    const { rerender } = render(watching([]))
    for (const seconds of [0, 11, 22, 33]) {
      vi.setSystemTime(begun + seconds * 1000)
      rerender(watching([row]))
      await waitFor(() => expect(client.isFetching()).toBe(0))
      rerender(watching([]))
    }
    expect(asked).toEqual([0, 11_000, 33_000])
  },
)

test('OMS is asked for nobody', async () => {
  const rows = await tracked(['600'])
  const asked: boolean[] = []
  server.use(
    http.get('*/oms/apply-detail/600', ({ request }) => {
      const isSignedIn = request.headers.has('Authorization')
      asked.push(isSignedIn)
      return isSignedIn ? HttpResponse.json({ id: 600, trans_id: 408 }) : HttpResponse.json({}, { status: 401 })
    }),
  )
  session.signOut()
  const journal = await openJournal('test')
  renderWithRefused(journal, rows)
  screen.getByRole('button', { name: 'Refused' }).click()
  act(() => session.signIn({ token: 'token', username: 'demo' }))
  await waitFor(async () => expect((await journal.list(1)).applications[0]?.seen?.detail.transaction).toBe('408'))
  expect(asked).toEqual([true])
})

test('another person is told anew', async () => {
  server.use(http.get('*/oms/transaction/126/260', () => HttpResponse.json({ Id: 260, Status: 5 })))
  const row = await backedUp()
  await renderDesk(<WatchTransaction row={row} />)
  expect(await screen.findByText('told 5')).toBeVisible()
  server.use(http.get('*/oms/transaction/126/260', () => new Promise<never>(() => {})))
  // Nothing asks again and again in a window that is out of view.
  focusManager.setFocused(false)
  onTestFinished(() => focusManager.setFocused(undefined))
  act(() => session.signIn({ username: 'sara' }))
  expect(await screen.findByText('asking')).toBeVisible()
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
  await renderDesk(<Watch rows={applications} />)
  await waitFor(() => expect(asked).toBeGreaterThan(0))
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  expect(session.current()).toBeDefined()
})

test.each([
  ['0', undefined, 'apply-detail/600'],
  ['260', undefined, 'transaction/126/260'],
  ['260', '5', 'transaction/126/260'],
  ['260', '9', undefined],
  ['260', '10', undefined],
])('of a row with transaction %s and status %s OMS is asked about %s', async (transaction, status, question) => {
  const asked: string[] = []
  const sentinel = '/oms/apply-detail/999'
  server.use(
    http.get('*/oms/*', ({ request }) => {
      asked.push(new URL(request.url).pathname)
      return HttpResponse.json({ trans_id: ['no such transaction'] }, { status: 422 })
    }),
  )
  const row = await backedUp(transaction)
  const { journal } = await renderDesk(null)
  if (status !== undefined) await journal.recordTransactionSeen(row.key, transactionOf({ status }), justNow())
  const { applications } = await journal.list(1)
  const rows = applications.map((one) => toLiveRow(withStatus(one, Date.now())))
  cleanup()
  const other: LiveRow = { ...row, key: 'z', id: '999', status: 'pending', transaction: undefined }
  // A person knows of its approval, and OMS has not told its transaction yet.
  const approved: LiveRow = { ...other, key: 'y', id: '998', status: 'approved' }
  const rejected: LiveRow = { ...other, key: 'x', id: '997', status: 'rejected' }
  await renderDesk(<Watch rows={[...rows, rejected, approved, other]} />)
  const expected = [sentinel, '/oms/apply-detail/998', ...(question === undefined ? [] : [`/oms/${question}`])]
  await waitFor(() => expect(asked).toEqual(expect.arrayContaining(expected)))
  expect(asked.filter((path) => !expected.includes(path))).toEqual([])
  // What OMS has told of once and now refuses to is no longer there.
  const known = status === undefined ? undefined : question === undefined ? status : ''
  await waitFor(async () => expect((await journal.list(1)).applications[0]?.backup?.detail.status).toBe(known))
})

function WatchTransaction({ row: { key, set, transaction = '', backup } }: { row: LiveRow }) {
  const { data } = useLiveTransaction({ key, setId: set, transaction }, backup, undefined)
  if (data?.answer !== undefined) return <p>told {data.answer.data.status}</p>
  return <p>{data?.failure === undefined ? 'asking' : 'refused'}</p>
}

test.each([
  ['9', '9'],
  ['10', '10'],
  ['5', ''],
])('a backup of status %s is one of status "%s" where OMS has forgotten its transaction', async (status, known) => {
  server.use(
    http.get('*/oms/transaction/126/260', () =>
      HttpResponse.json({ trans_id: ['事务不存在,集群ID:126,事务ID:260'] }, { status: 422 }),
    ),
  )
  const row = await backedUp()
  const journal = await openJournal('test')
  await journal.recordTransactionSeen(row.key, transactionOf({ status }), justNow())
  await renderDesk(<WatchTransaction row={row} />)
  expect(await screen.findByText('refused')).toBeVisible()
  expect((await journal.list(1)).applications[0]?.backup?.detail.status).toBe(known)
})

test.each([
  ['does not know the token', () => HttpResponse.json({ status: 401 }, { status: 401 })],
  ['does not know the address', () => HttpResponse.json({ source_ip: 'ip:10.29.89.51 not in whitelist' })],
  ['fails', () => HttpResponse.json({}, { status: 500 })],
  ['gives no answer', () => HttpResponse.error()],
])('a backup stays as it was told where OMS %s', async (_name, answer) => {
  server.use(http.get('*/oms/transaction/126/260', answer))
  const row = await backedUp()
  const journal = await openJournal('test')
  await journal.recordTransactionSeen(row.key, transactionOf({ status: '5' }), justNow())
  await renderDesk(<WatchTransaction row={row} />)
  expect(await screen.findByText('refused')).toBeVisible()
  expect((await journal.list(1)).applications[0]?.backup?.detail.status).toBe('5')
})

/** Application 600 as the journal has it once OMS has told that status of its backup. */
async function toldOf(status: string): Promise<LiveRow> {
  const { key } = await backedUp()
  const journal = await openJournal('test')
  await journal.recordTransactionSeen(key, transactionOf({ status }), justNow())
  const [one] = (await journal.list(1)).applications
  if (one === undefined) throw new Error('no application')
  return toLiveRow(withStatus(one, Date.now()))
}

test.each([
  ['runs', '5', 5, 2],
  ['has ended', '9', 9, 1],
  ['has ended, of which OMS says now that it runs', '9', 5, 2],
])('a backup that %s is asked for again by the next visit, or not', async (_what, recorded, status, count) => {
  const asked = vi.fn<() => void>()
  server.use(
    http.get('*/oms/transaction/126/260', () => {
      asked()
      return HttpResponse.json({ Id: 260, Status: status })
    }),
  )
  const row = await toldOf(recorded)
  session.signIn({ username: 'demo' })
  const journal = await openJournal('test')
  const client = createQueryClient()
  for (const _visit of ['first', 'second']) {
    const { unmount } = render(inTab(journal, <WatchTransaction row={row} />, client))
    expect(await screen.findByText(`told ${status}`)).toBeVisible()
    await waitFor(() => expect(client.isFetching()).toBe(0))
    unmount()
  }
  expect(asked).toHaveBeenCalledTimes(count)
})

function WatchDetail({ polling }: { polling: boolean }) {
  const { data } = useLiveApplication('600', polling)
  return <p>{data?.answer === undefined ? 'asking' : 'told'}</p>
}

test.each([
  ['an application that is decided', async () => <WatchDetail polling={false} />, 0],
  ['one that is pending', async () => <WatchDetail polling />, 1],
  ['a backup that has ended', async () => <WatchTransaction row={await toldOf('9')} />, 0],
  ['one that has not', async () => <WatchTransaction row={await toldOf('5')} />, 1],
])('OMS is asked again and again about %s, or not', async (_what, shown, count) => {
  server.use(
    http.get('*/oms/transaction/126/260', () => HttpResponse.json({ Id: 260, Status: 9 })),
    http.get('*/oms/apply-detail/600', () => HttpResponse.json({ id: 600, trans_id: 0 })),
  )
  const watch = await shown()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  await renderDesk(watch)
  expect(await screen.findByText(/^told/)).toBeVisible()
  expect(vi.getTimerCount()).toBe(count)
})

test.each([
  ['a backup', WatchTransaction],
  ['an application', () => <WatchDetail polling={false} />],
])('what OMS says of %s is shown, though it cannot be written', async (_what, Shown) => {
  server.use(
    http.get('*/oms/transaction/126/260', () => HttpResponse.json({ Id: 260, Status: 9 })),
    http.get('*/oms/apply-detail/600', () => HttpResponse.json({ id: 600, trans_id: 408 })),
  )
  const row = await backedUp()
  const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(noRoom)
  await renderDesk(<Shown row={row} />)
  expect(await screen.findByText(/^told/)).toBeVisible()
  expect(add).toHaveBeenCalled()
})

test.each([
  ['a row of the list', ({ row }: { row: LiveRow }) => <Watch rows={[row]} />],
  ['its page', WatchTransaction],
])('the end of a backup that could not be written is asked for again: %s', async (_name, Shown) => {
  quickPauses()
  server.use(http.get('*/oms/transaction/126/260', () => HttpResponse.json({ Id: 260, Status: 9 })))
  const row = await backedUp()
  const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(noRoom)
  const { journal } = await renderDesk(<Shown row={row} />)
  await waitFor(() => expect(add).toHaveBeenCalledTimes(2))
  await waitFor(async () => expect((await journal.list(1)).applications[0]?.backup?.detail.status).toBe('9'))
})

/** OMS keeps its first answer at this address until `release`, and gives the other one to every later question. */
function keptBack(path: string, first: object, later: object) {
  const kept = latch()
  const asked = vi.fn<() => void>()
  server.use(
    http.get(path, async () => {
      asked()
      if (asked.mock.calls.length > 1) return HttpResponse.json(later)
      await kept.opened
      return HttpResponse.json(first)
    }),
  )
  return { asked, release: kept.open }
}

test('what a tab has asked earlier about a backup does not replace what another one was told since, however late it comes', async () => {
  const row = await backedUp()
  const { asked, release } = keptBack('*/oms/transaction/126/260', { Id: 260, Status: 5 }, { Id: 260, Status: 9 })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  onTestFinished(() => void vi.useRealTimers())
  session.signIn({ username: 'demo' })
  const journal = await openJournal('test')
  const tab = () => inTab(journal, <WatchTransaction row={row} />)
  const known = async () => (await journal.list(1)).applications[0]?.backup?.detail.status
  render(tab())
  await waitFor(() => expect(asked).toHaveBeenCalledTimes(1))
  vi.setSystemTime(Date.now() + 1)
  render(tab())
  await waitFor(async () => expect(await known()).toBe('9'))
  vi.setSystemTime(Date.now() + 1)
  release()
  expect(await screen.findByText('told 5')).toBeVisible()
  expect(await known()).toBe('9')
})

function Refused({ id }: { id: string }) {
  const askIfRefused = useAskIfRefused()
  const outcome: Refusal = { kind: 'refused', reason: 'request', messages: ['not in pending status'] }
  return (
    <button type="button" onClick={() => askIfRefused(id, { kind: 'attempted', outcome, saved: true })}>
      Refused
    </button>
  )
}

/** The rows, and a press about application 600 that OMS has refused. */
function renderWithRefused(journal: Journal, rows: LiveRow[]) {
  render(
    inTab(
      journal,
      <>
        <Watch rows={rows} />
        <Refused id="600" />
      </>,
    ),
  )
}

test('what OMS is asked once it has refused is not the question that was under way before', async () => {
  const rows = await tracked(['600'])
  const { asked, release } = keptBack('*/oms/apply-detail/600', { id: 600, trans_id: 0 }, { id: 600, trans_id: 408 })
  session.signIn({ username: 'demo' })
  const journal = await openJournal('test')
  renderWithRefused(journal, rows)
  await waitFor(() => expect(asked).toHaveBeenCalledTimes(1))
  screen.getByRole('button', { name: 'Refused' }).click()
  await waitFor(async () => expect((await journal.list(1)).applications[0]?.seen?.detail.transaction).toBe('408'))
  release()
})
