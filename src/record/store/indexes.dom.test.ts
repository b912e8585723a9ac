import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { withStatus } from '~/record/application'
import { needsAttention } from '~/record/attention'
import { countsAsDuplicate, overlaps } from '~/record/duplicates'
import type { JournalEvent } from '~/record/events'
import { limits as limitsSchema } from '~/record/limits'
import { toListEntry } from '~/record/list-entry'
import { openJournal } from '~/record/store/store'
import { sharing } from '~/team/team-record'
import { toStored } from '~/record/stored-application'
import type { ApplicationDraft } from '~/oms/application-draft'
import type { RejectOutcome } from '~/oms/outcome'
import { accepted, applied, detailOf, ended, transactionOf } from '~/test/events'

const limits = limitsSchema.parse({})
const start = Date.parse('2026-11-24T09:00:00Z')
const iso = (second: number) => new Date(start + second * 1_000).toISOString()

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: start }))
afterEach(() => void vi.useRealTimers())

const place = fc.record({ zoneId: fc.constantFrom('', '0', '1'), tableName: fc.constantFrom('', 'player', 'guild') })
const target = fc.oneof(
  place.map((of) => ({ scope: 'tables' as const, ...of })),
  place.map((of) => ({ scope: 'servers' as const, ...of, serverIds: ['126.2.2.2'] })),
  fc.constant({ scope: 'all' as const }),
)
const draft: fc.Arbitrary<ApplicationDraft> = fc.record({
  setId: fc.constantFrom('126', '127'),
  appId: fc.constantFrom('2', '3'),
  target,
  autoApprove: fc.boolean(),
})

// Around the ends of leases, of ten minutes and of a day.
const second = fc.oneof(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -120_000, max: 90 }))
const refusal = fc
  .constantFrom('request' as const, 'token' as const)
  .map((reason) => ({ kind: 'refused' as const, reason, messages: [] }))
const unknown = fc.constant({ kind: 'unknown' as const, why: 'orphan' as const })

type Make = (key: string, id: string) => JournalEvent[]
const decision: fc.Arbitrary<Make> = fc
  .record({
    family: fc.constantFrom('reject', 'approve'),
    at: second,
    attempt: fc.constantFrom('one', 'two'),
    end: fc.oneof(fc.constantFrom('done', 'none', 'yes', 'no'), refusal, unknown),
  })
  .map(({ family, at: begun, attempt: name, end }) => (key) => {
    const attempt = `${key}-${family}-${name}`
    const about = { application: key, attempt, at: iso(begun) }
    const isReject = family === 'reject'
    const sent = { ...about, expires: iso(begun + 60), body: '{}' }
    const intent: JournalEvent = isReject
      ? { kind: 'reject intent', ...sent, memo: attempt }
      : { kind: 'approve intent', ...sent }
    if (end === 'none') return [intent]
    if (end === 'yes' || end === 'no') {
      return [intent, { kind: isReject ? 'reject resolved' : 'approve resolved', ...about, done: end === 'yes' }]
    }
    const outcome: RejectOutcome = end === 'done' ? { kind: 'rejected' } : end
    if (isReject) return [intent, { kind: 'reject outcome', ...about, outcome }]
    const approved = { kind: 'approved', transaction: '260', applicant: '' } as const
    return [intent, { kind: 'approve outcome', ...about, outcome: outcome.kind === 'rejected' ? approved : outcome }]
  })
const news: fc.Arbitrary<Make> = fc
  .record({
    at: second,
    transaction: fc.constantFrom('0', '260'),
    createTime: fc.constantFrom('', '2026-11-20 09:00:00', '0000-00-00 00:00:00'),
    servers: fc.constantFrom('', '0', '126.2.2.2', '?'),
    otherKind: fc.constantFrom(undefined, undefined, '11'),
  })
  .map(({ at: when, ...rest }) => (key, id) => [
    { kind: 'seen', application: key, attempt: key, at: iso(when), detail: detailOf({ id, ...rest }) },
  ])
const backup: fc.Arbitrary<Make> = fc
  .record({ at: second, status: fc.constantFrom('', '0', '1', '2', '3', '4', '5') })
  .map(({ at: when, status }) => (key) => [
    { kind: 'transaction seen', application: key, attempt: key, at: iso(when), transaction: transactionOf({ status }) },
  ])
const beginning: fc.Arbitrary<Make> = fc.oneof(
  fc
    .record({
      draft,
      at: second,
      end: fc.oneof(fc.constantFrom('accepted', 'accepted', 'none', 'absent'), refusal, unknown),
    })
    .map(({ draft: asked, at: sent, end }): Make => (key, id) => {
      const intent = applied(key, { draft: asked, at: iso(sent), expires: iso(sent + 60) })
      if (end === 'none') return [intent]
      if (end === 'absent') return [intent, { kind: 'apply resolved', application: key, attempt: key, at: iso(sent) }]
      const outcome = end === 'accepted' ? accepted(id) : end
      return [intent, ended(key, outcome, iso(sent))]
    }),
  news.map(
    (make): Make =>
      (key, id) =>
        make(key, id).map((one) => ({ ...one, kind: 'tracked' }) as JournalEvent),
  ),
)
const history = fc
  .array(fc.record({ begin: beginning, later: fc.array(fc.oneof(decision, news, backup), { maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((all) =>
    all.flatMap(({ begin, later }, index) => {
      // Two and two have one id, of two or three digits.
      const [key, id] = [`k${index}`, String(98 + Math.floor(index / 2) * 2)]
      return [begin, ...later].flatMap((make) => make(key, id))
    }),
  )
const shuffled = history.chain((events) =>
  fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
)

let journals = 0

test('what an index answers is what the whole applications answer, in whichever order their events came', async () => {
  await fc.assert(
    fc.asyncProperty(
      shuffled,
      draft,
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (events, asked, cut, isTeam) => {
        journals += 1
        const journal = await openJournal(`indexes ${journals}`)
        const parts = [events.slice(0, cut), events.slice(cut), events]
        for (const part of parts) {
          if (!isTeam) await journal.importEvents(part)
          else {
            const recorded = part.map((event) => ({ seq: events.indexOf(event) + 1, event }))
            await sharing(journal).mergeRecorded(
              { memory: 'm', last: 100, upTo: recorded.at(-1)?.seq, events: recorded },
              0,
            )
          }
        }
        const { applications, unreadable } = await journal.list(Infinity)
        expect(unreadable).toBe(0)
        const stored = await (await journal.database()).getAll('applications')
        for (const { order, ...one } of stored) expect(order).toEqual(toStored(one).order)
        const all = (now: number) => applications.map((one) => withStatus(one, now))
        for (const now of [start - 30_000, start, start + 31_000, start + 61_000, start + 90_000_000]) {
          vi.setSystemTime(now)
          const listed = all(now).filter((one) =>
            needsAttention(
              toListEntry(one, (text) => text),
              limits,
              now,
            ),
          )
          expect((await journal.countAttention(limits, now)).count).toBe(listed.length)
          const [duplicates] = await journal.findDuplicates([asked], now)
          const wanted = all(now).filter((one) => countsAsDuplicate(one, now) && overlaps(asked, one.requested))
          expect(duplicates?.map(({ key }) => key)).toEqual(wanted.map(({ key }) => key))
          const pending = all(now).filter(({ status }) => status === 'pending')
          expect(await journal.countPending()).toBe(pending.length)
          expect(pending.filter(({ otherKind }) => otherKind !== undefined)).toEqual([])
        }
        const ids = applications.flatMap(({ id }) => (id === undefined ? [] : [Number(id)]))
        expect(await journal.newestId()).toBe(ids.length === 0 ? undefined : String(Math.max(...ids)))
        const memos = applications.flatMap(({ rejection }) => rejection?.memo ?? [])
        expect((await journal.memos(Infinity)).toSorted()).toEqual(memos.toSorted())
        vi.setSystemTime(start)
      },
    ),
    { numRuns: 60 },
  )
})
