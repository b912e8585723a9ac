import { http, HttpResponse } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import { dueRows, rowStates } from '~/record/batch-plan'
import { carriedBatches, exportText } from '~/record/transfer/export-file'
import { inOneGo } from '~/record/transfer/in-slices'
import { readExportFile, type ExportFile } from '~/record/transfer/import-file'
import { runBatch, type RunOrder } from '~/actions/many/batch-run'
import { startBatch } from '~/actions/many/start-batch'
import { openJournal, type Journal } from '~/record/store/store'
import { submitApplication } from '~/actions/submit'
import type { ApplicationDraft } from '~/oms/application-draft'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { draftFor as table } from '~/test/events'
import { justSentBy } from '~/test/answers'
import { latch } from '~/test/latch'
import { server } from '~/test/server'

beforeEach(() => session.signIn({ token: accounts[0].token, username: 'demo' }))

const three = [table('player'), table('guild'), table('mail')]

const planned = (drafts: ApplicationDraft[]) => drafts.map((draft, index) => ({ line: index + 1, draft }))

/** Everything that arrives, in its order; a fault answers instead of the mock OMS. */
function watch(fault: (tableName: string) => Response | undefined | Promise<Response | undefined> = () => undefined) {
  const arrivals: string[] = []
  server.use(
    http.post('*/oms/apply', async ({ request }) => {
      const { table_name } = (await request.clone().json()) as { table_name: string } // as applyBody wrote it
      arrivals.push(table_name)
      return fault(table_name)
    }),
  )
  return arrivals
}

async function started(drafts: ApplicationDraft[]): Promise<Journal> {
  const journal = await openJournal('test')
  expect(await startBatch(journal, { id: 'b', rows: planned(drafts), seen: [] })).toEqual({ kind: 'started' })
  return journal
}

const run = (journal: Journal, order: RunOrder = { which: 'left' }) =>
  runBatch(journal, 'b', order, new AbortController().signal)

async function openBatches(journal: Journal): Promise<string[]> {
  const found = await journal.unstoppedBatches()
  return found.flatMap((one) => (dueRows(rowStates(one, Date.now()), 'left').length === 0 ? [] : [one.batch.id]))
}

async function states(journal: Journal): Promise<string[]> {
  const found = await journal.batch('b')
  return found === undefined
    ? []
    : rowStates(found, Date.now()).map(({ application }) => application?.status ?? 'nothing')
}

test('sends every row once and in its order, each with an intent of its own, and then it has ended', async () => {
  const arrivals = watch()
  const journal = await started(three)
  expect(await run(journal)).toEqual({ why: 'done' })
  expect(arrivals).toEqual(['player', 'guild', 'mail'])
  expect(await states(journal)).toEqual(['pending', 'pending', 'pending'])
  expect(await openBatches(journal)).toEqual([])
  expect(await run(journal)).toEqual({ why: 'done' })
  expect(arrivals).toHaveLength(3)
})

test('a refused row does not stop the others, and is retried on request, linked to the first try', async () => {
  let refuse = true
  const refused = () => HttpResponse.json({ apply: { ret: -1, msg: 'busy' } })
  const arrivals = watch((name) => (name === 'guild' && refuse ? refused() : undefined))
  const journal = await started(three)
  expect(await run(journal)).toEqual({ why: 'done' })
  expect(await states(journal)).toEqual(['pending', 'refused', 'pending'])
  refuse = false
  expect(await run(journal, { which: 'refused' })).toEqual({ why: 'done' })
  expect(arrivals).toEqual(['player', 'guild', 'mail', 'guild'])
  expect(await states(journal)).toEqual(['pending', 'pending', 'pending'])
  const [latest] = (await journal.list(1)).applications
  const first = (await journal.list(10)).applications.find(({ outcome }) => outcome?.kind === 'refused')
  expect(latest?.follows).toEqual({ application: first?.key, why: 'again' })
})

test.each([
  ['source_ip', { source_ip: 'ip:10.29.89.51 not in whitelist' }, 403],
  ['a field map', { app_id: ['ip(10.29.89.68) not in whitelist to apply(cmd:10009) of set_id:126 app_id:2'] }, 200],
  ['a list in msg', { apply: { ret: 1, msg: ['ip(10.29.89.68) not in whitelist'] } }, 200],
])('the whitelist ends a run at its row, in the shape of %s', async (_name, body, status) => {
  const arrivals = watch(() => HttpResponse.json(body, { status }))
  const journal = await started(three)
  expect(await run(journal)).toMatchObject({ why: 'refused', item: { row: 0 }, refusal: { reason: 'whitelist' } })
  expect(arrivals).toEqual(['player'])
})

test('an unknown row is never sent again, neither by a retry nor by a resumption', async () => {
  const arrivals = watch((name) => (name === 'guild' ? HttpResponse.error() : undefined))
  const journal = await started(three)
  expect(await run(journal)).toEqual({ why: 'done' })
  expect(await states(journal)).toEqual(['pending', 'unknown', 'pending'])
  await run(journal, { which: 'refused' })
  await run(journal)
  expect(arrivals).toEqual(['player', 'guild', 'mail'])
})

test('a row that may exist is not recorded a second time by any tab', async () => {
  watch(() => HttpResponse.error())
  const journal = await started([table('player')])
  const batch = { id: 'b', row: 0 }
  expect(await submitApplication(journal, table('player'), { batch })).toMatchObject({ kind: 'attempted' })
  const [first] = (await journal.list(10)).applications
  for (const of of [{}, { follows: { application: first?.key ?? '', why: 'again' as const } }]) {
    const again = await submitApplication(journal, table('player'), { batch, ...of })
    expect(again).toMatchObject({ why: 'in flight' })
  }
  expect((await journal.list(10)).applications).toHaveLength(1)
})

test('of two tabs that run the same table each row arrives once', async () => {
  const arrivals = watch()
  const journal = await started(three)
  const otherTab = await openJournal('test')
  await Promise.all([run(journal), run(otherTab)])
  expect(arrivals.toSorted()).toEqual(['guild', 'mail', 'player'])
  expect((await journal.list(10)).applications).toHaveLength(3)
})

test.each<[string, ApplicationDraft[], object]>([
  ['rows that others already ask for', [table('player'), table('guild')], { others: [{ id: '558' }], lines: [2] }],
  ['rows that overlap an earlier row and others, too', [table('mail'), table('')], { lines: [2], within: [] }],
  [
    'rows that overlap an earlier row of their table',
    [table('mail'), table('mail')],
    { others: [], lines: [2], within: [{ row: { line: 2 }, earlier: { line: 1 } }] },
  ],
])('%s are asked about once, before anything is recorded', async (_name, drafts, found) => {
  watch()
  const journal = await openJournal('test')
  await submitApplication(journal, table('guild'))
  const rows = planned(drafts)
  const asked = await startBatch(journal, { id: 'b', rows })
  expect(asked).toMatchObject({ kind: 'duplicates', ...found })
  expect(await openBatches(journal)).toEqual([])
  const seen = (await journal.list(1)).applications.map(({ key }) => key)
  expect(await startBatch(journal, { id: 'b', rows, seen })).toEqual({ kind: 'started' })
  expect(await run(journal)).toEqual({ why: 'done' })
  expect(await states(journal)).toEqual(['pending', 'pending'])
})

test('a table that has been started is not started again, and by nobody who is signed out', async () => {
  watch()
  const journal = await started(three)
  await run(journal)
  expect(await startBatch(journal, { id: 'b', rows: planned(three) })).toEqual({ kind: 'started' })
  expect(await journal.batch('b')).toMatchObject({ batch: { by: 'demo' } })
  session.signOut()
  expect(await startBatch(journal, { id: 'c', rows: planned([table('other')]) })).toMatchObject({ why: 'signed out' })
  expect(await openBatches(journal)).toEqual([])
})

test('what another tab has applied for meanwhile pauses the run at its row, until a person says so', async () => {
  const arrivals = watch()
  const journal = await started(three)
  await submitApplication(journal, table('guild'))
  expect(await run(journal)).toMatchObject({
    why: 'not attempted',
    item: { row: 1 },
    notAttempted: { why: 'duplicate' },
  })
  expect(arrivals).toEqual(['guild', 'player'])
  const seen = (await journal.list(10)).applications.map(({ key }) => key)
  expect(await run(journal, { which: 'left', sendAnyway: { row: 1, seen } })).toEqual({ why: 'done' })
  expect(arrivals).toEqual(['guild', 'player', 'guild', 'mail'])
})

test('what came after the person was asked is asked about anew, days later as well, and what was seen is not', async () => {
  const arrivals = watch()
  const journal = await openJournal('test')
  await submitApplication(journal, table('player'))
  await submitApplication(journal, table('guild'))
  const asked = await startBatch(journal, { id: 'b', rows: planned(three) })
  if (asked.kind !== 'duplicates') throw new Error('not asked')
  const seen = asked.others.map(({ key }) => key)
  expect(await startBatch(journal, { id: 'b', rows: planned(three), seen })).toEqual({ kind: 'started' })
  vi.useFakeTimers({ now: Date.now() + 3 * 24 * 3_600_000, toFake: ['Date'] })
  await submitApplication(journal, table('guild'), { seen })
  const end = await run(journal)
  vi.useRealTimers()
  expect(end).toMatchObject({ why: 'not attempted', item: { row: 1 }, notAttempted: { why: 'duplicate' } })
  expect(arrivals).toEqual(['player', 'guild', 'guild', 'player'])
})

test('what came while the question stood is asked about before anything is recorded', async () => {
  const journal = await openJournal('test')
  await submitApplication(journal, table('guild'))
  const asked = await startBatch(journal, { id: 'b', rows: planned(three) })
  if (asked.kind !== 'duplicates') throw new Error('not asked')
  await submitApplication(journal, table('mail'))
  const seen = asked.others.map(({ key }) => key)
  expect(await startBatch(journal, { id: 'b', rows: planned(three), seen })).toMatchObject({
    kind: 'duplicates',
    lines: [2, 3],
  })
  expect(await openBatches(journal)).toEqual([])
})

test('what somebody else has just sent stops a row that was shown as a duplicate days ago, and not a moment ago', async () => {
  const journal = await openJournal('test')
  const known: string[] = []
  for (const [id, name] of [
    ['b', 'guild'],
    ['c', 'mail'],
  ] as const) {
    await submitApplication(journal, table(name))
    known.push((await journal.list(1)).applications[0]?.key ?? '')
    await startBatch(journal, { id, rows: planned([table(name)]), seen: known })
  }
  server.use(http.post('*/oms/apply', ({ request }) => justSentBy('li.wei', request)))
  expect(await run(journal)).toEqual({ why: 'done' })
  vi.useFakeTimers({ now: Date.now() + 3 * 24 * 3_600_000, toFake: ['Date'] })
  const end = await runBatch(journal, 'c', { which: 'left' }, new AbortController().signal)
  vi.useRealTimers()
  expect(end).toMatchObject({ why: 'duplicate', other: { by: 'li.wei' } })
})

test('a row that another tab has sent meanwhile, and that OMS has refused, is not sent again', async () => {
  const [first, answer] = [latch(), latch()]
  const arrivals = watch(async (name) => {
    if (name === 'guild') return HttpResponse.json({ apply: { ret: -1, msg: 'busy' } })
    if (name !== 'player') return undefined
    first.open()
    await answer.opened
    return undefined
  })
  const journal = await started(three)
  const end = run(journal)
  await first.opened
  expect(await run(await openJournal('test'))).toEqual({ why: 'done' })
  answer.open()
  expect(await end).toEqual({ why: 'done' })
  expect(arrivals).toEqual(['player', 'guild', 'mail'])
  expect(await states(journal)).toEqual(['pending', 'refused', 'pending'])
})

test('a table that is stopped in another tab is sent no further', async () => {
  const journal = await started(three)
  const otherTab = await openJournal('test')
  const arrivals = watch(async () => {
    await otherTab.stopBatch('b')
    return undefined
  })
  expect(await run(journal)).toEqual({ why: 'stopped' })
  expect(arrivals).toHaveLength(1)
  expect(await openBatches(journal)).toEqual([])
})

test('a row that a person has sent again by hand is not sent by the table as well', async () => {
  const arrivals = watch((name) => (name === 'player' && arrivals.length === 1 ? HttpResponse.error() : undefined))
  const journal = await started(three)
  expect(await run(journal)).toEqual({ why: 'done' })
  const lost = (await journal.list(10)).applications.find(({ outcome }) => outcome?.kind === 'unknown')
  const key = lost?.key ?? ''
  await submitApplication(journal, table('player'), { seen: [key], follows: { application: key, why: 'resent' } })
  await journal.recordResolved({ kind: 'apply resolved', application: key, attempt: key, at: new Date().toISOString() })
  vi.useFakeTimers({ now: Date.now() + 3_600_000, toFake: ['Date'] })
  expect(await run(journal)).toEqual({ why: 'done' })
  expect(await run(journal, { which: 'refused' })).toEqual({ why: 'done' })
  vi.useRealTimers()
  expect(arrivals).toEqual(['player', 'guild', 'mail', 'player'])
})

test('a refused row whose retry meets an expired token can be sent later', async () => {
  const answers = [
    HttpResponse.json({ apply: { ret: -1, msg: 'busy' } }),
    HttpResponse.json({ name: 'Unauthorized', message: 'invalid', code: 0, status: 401 }, { status: 401 }),
  ]
  const arrivals = watch(() => answers.shift())
  const journal = await started([table('player')])
  await run(journal)
  expect(await openBatches(journal)).toEqual([])
  expect(await run(journal, { which: 'refused' })).toMatchObject({ why: 'refused' })
  expect(await openBatches(journal)).toEqual(['b'])
  session.signIn({ token: accounts[0].token })
  expect(await run(journal)).toEqual({ why: 'done' })
  expect(arrivals).toHaveLength(3)
  expect(await states(journal)).toEqual(['pending'])
})

test('a table whose rows were all sent is finished, even when the last of them are unknown', async () => {
  watch(() => HttpResponse.error())
  const journal = await started(three)
  expect(await run(journal)).toEqual({ why: 'done' })
  expect(await openBatches(journal)).toEqual([])
})

/** What a file made of this record now brings into another browser. */
async function fileOf(journal: Journal, ...keys: string[]): Promise<ExportFile> {
  const [events, batches] = [await journal.exportEvents(keys), carriedBatches(await journal.allBatches(), keys)]
  const text = exportText('test', new Date().toISOString(), events, [], batches)
  const file = inOneGo(readExportFile(new TextEncoder().encode(text), 'test', Date.now()))
  if (file.kind !== 'carried') throw new Error(file.kind)
  return file
}

const importing = (journal: Journal, { events, batches }: ExportFile) =>
  journal.importEvents(events, undefined, batches?.carried)

test('a file brings the rows that are not sent yet: once, sent by nobody, and no row whose application it lacks', async () => {
  let isListed = false
  const refusal = () => HttpResponse.json({ source_ip: 'ip:10.29.89.51 not in whitelist' }, { status: 403 })
  const arrivals = watch((name) => (name === 'mail' && !isListed ? refusal() : undefined))
  const journal = await started([...three, table('inventory')])
  await run(journal)
  const [mail, guild, player] = (await journal.list(10)).applications.map(({ key }) => key)
  const file = await fileOf(journal, player ?? '', mail ?? '')
  const other = await openJournal('other')
  expect(await importing(other, file)).toMatchObject({ newTables: 1 })
  expect(await importing(other, file)).toMatchObject({ newTables: 0, changes: [] })
  expect(await openBatches(other)).toEqual(['b'])
  expect(await states(other)).toEqual(['pending', 'nothing', 'refused', 'nothing'])
  expect(arrivals).toEqual(['player', 'guild', 'mail'])
  expect(await run(other)).toMatchObject({ why: 'refused', item: { row: 2 } })
  isListed = true
  expect(await run(other)).toEqual({ why: 'done' })
  expect(await states(other)).toEqual(['pending', 'nothing', 'pending', 'pending'])

  await importing(other, await fileOf(journal, guild ?? ''))
  expect(await run(other)).toEqual({ why: 'done' })
  expect(await states(other)).toEqual(['pending', 'pending', 'pending', 'pending'])
})

test('a table of which nothing was sent goes along with any file, and one of other applications does not', async () => {
  watch()
  const journal = await started([table('player')])
  await startBatch(journal, { id: 'c', rows: planned([table('guild')]), seen: [] })
  await run(journal)
  await submitApplication(journal, table('mail'))
  const [mail] = (await journal.list(1)).applications
  const { batches } = await fileOf(journal, mail?.key ?? '')
  expect(batches?.carried.map(({ id }) => id)).toEqual(['c'])
})

test('what rows of a file may repeat is asked about where they are sent', async () => {
  const journal = await openJournal('test')
  await submitApplication(journal, table('guild'))
  const [shown] = (await journal.list(1)).applications
  const [key] = [shown?.key ?? '']
  await startBatch(journal, { id: 'b', rows: planned([table('guild')]), seen: [key] })
  const other = await openJournal('other')
  await importing(other, await fileOf(journal, key))
  expect(await run(other)).toMatchObject({ why: 'not attempted', notAttempted: { why: 'duplicate' } })
})
