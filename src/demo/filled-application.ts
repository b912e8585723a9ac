import { withBackup } from '~/demo/filled-backup'
import { draftFor } from '~/demo/filled-draft'
import { pick, randomFrom, type Random } from '~/demo/random'
import { storyFrom, type Story } from '~/demo/stories'
import type { JournalEvent } from '~/record/events'
import type { StoredEvent } from '~/record/transfer/import-plan'
import { applyDetailOf, approval, created, rejection } from '~/mocks/applications'
import type { StoredApplication } from '~/mocks/db'
import { seed } from '~/mocks/seed'
import { applyBody, type ApplicationDraft } from '~/oms/application-draft'
import { approveBody, rejectBody } from '~/oms/decision'
import type { ApplyOutcome } from '~/oms/outcome'
import { wireDetail } from '~/oms/questions/look-up'
import { placeOf } from '~/record/requested-target'

/** What the journal has of an application, and what OMS has of it. */
export type Filled = { recorded: StoredEvent[]; stored: StoredApplication | undefined }

/** Which one of how many it is, from 0, the oldest first; `now` in ms since 1970. */
export type FillPosition = { index: number; count: number; now: number }

/** Every one takes so many places of the journal, or fewer. */
const placesEach = 8
const minuteMs = 60_000
const leastApartMs = 5 * minuteMs
const spanMs = 30 * 24 * 60 * minuteMs
const leaseMs = minuteMs

const people = ['demo', 'li.wei', 'sara', 'chen.jie', 'ops_night', 'tcaplus']
const reviewers = ['reviewer', 'demo']
const memos = [
  'Asked for twice',
  'Not before the release is out',
  'Wrong zone, ask for zone 1',
  'Wait for the maintenance window',
  'Too many servers at once',
]

const { nextId: firstId, nextTransaction: firstTransaction } = seed()

/** The ids that OMS gives next, after so many applications. */
export function countersAfter(count: number) {
  return { nextId: firstId + count, nextTransaction: firstTransaction + count }
}

/** One of the applications that fill the demo, over thirty days or more; the same for the same place, but that its times follow `now`. */
export function filledApplication(place: FillPosition): Filled {
  const { index, now } = place
  const random = randomFrom(index)
  const facts = factsOf(place, storyFrom(random), random)
  const decided = storedOf(facts)
  const about = aboutOf(index)
  const { stored, events } =
    decided.execute_status === 1
      ? withBackup(decided, { random, now, by: facts.reviewer, leaseMs, about })
      : { stored: decided, events: [] }
  const recorded = [...eventsOf(facts, stored), ...events].map((event, nth) => {
    return { seq: 1 + index * placesEach + nth, event }
  })
  return { recorded, stored: facts.isInOms ? stored : undefined }
}

type Facts = ReturnType<typeof factsOf>

function factsOf({ index, count, now }: FillPosition, story: Story, random: Random) {
  const apartMs = Math.max(leastApartMs, spanMs / count)
  const sentAt = now - Math.floor((count - 1 - index) * apartMs) - leastApartMs + Math.floor(random() * 200) * 1000
  return {
    index,
    story,
    draft: draftFor(story, random),
    by: story.startsWith('tracked') ? pick(random, people.slice(1)) : pick(random, people),
    sentAt,
    decidedAt: sentAt + Math.floor(Math.min(now - sentAt, 480 * minuteMs) * (0.1 + 0.8 * random())),
    reviewer: pick(random, reviewers),
    memo: pick(random, memos),
    // A lost answer tells nothing: OMS may have the application.
    isInOms: story === 'unknown' ? random() < 0.5 : story !== 'refused' && story !== 'not sent',
  }
}

function storedOf({ index, story, draft, by, sentAt, decidedAt, reviewer, memo }: Facts): StoredApplication {
  const { setId, appId, target } = draft
  const { zoneId, tableName } = placeOf(target)
  const asked = {
    id: firstId + index,
    set_id: Number(setId),
    app_id: Number(appId),
    zone_id: zoneId,
    table_name: tableName,
    svr_info: serversOf(target),
    username: by,
  }
  const pending = created(asked, sentAt)
  const trans_id = firstTransaction + index
  switch (story) {
    case 'approved by itself':
      return { ...pending, ...approval(by, sentAt), trans_id }
    case 'approved here':
    case 'approved elsewhere':
    case 'tracked approved':
      return { ...pending, ...approval(reviewer, decidedAt), trans_id }
    case 'rejected':
      return { ...pending, ...rejection(reviewer, memo, decidedAt) }
    default:
      return pending
  }
}

function serversOf(target: ApplicationDraft['target']): string {
  if (target.scope === 'all') return '0'
  return target.scope === 'servers' ? JSON.stringify(target.serverIds) : ''
}

function eventsOf(facts: Facts, stored: StoredApplication): JournalEvent[] {
  const { index, story, draft, by, sentAt, decidedAt, reviewer, memo } = facts
  const [id, transaction] = [String(stored.id), String(stored.trans_id)]
  const about = aboutOf(index)
  const apply = (outcome: ApplyOutcome): JournalEvent[] => [
    {
      kind: 'apply intent',
      ...about(0, sentAt),
      by,
      body: applyBody(draft),
      expires: iso(sentAt + leaseMs),
      draft,
    },
    { kind: 'apply outcome', ...about(0, sentAt + 1000), outcome },
  ]
  const pending = apply({ kind: 'accepted', id, approval: { kind: 'none' } })
  const decision = { ...about(1, decidedAt), by: reviewer, expires: iso(decidedAt + leaseMs) }
  const decided = about(1, decidedAt + 1000)
  const reject: JournalEvent = { kind: 'reject intent', ...decision, body: rejectBody(id, memo), memo }
  switch (story) {
    case 'pending':
      return pending
    case 'auto-approval failed': {
      const message = `set(set_id=${draft.setId}) does not allow automatic approval`
      return apply({ kind: 'accepted', id, approval: { kind: 'failed', message } })
    }
    case 'approved by itself':
      return apply({ kind: 'accepted', id, approval: { kind: 'approved', transaction } })
    case 'approved here':
      return [
        ...pending,
        { kind: 'approve intent', ...decision, body: approveBody(id) },
        { kind: 'approve outcome', ...decided, outcome: { kind: 'approved', transaction, applicant: by } },
      ]
    case 'approved elsewhere':
      return [...pending, { kind: 'seen', ...decided, detail: detailOf(stored) }]
    case 'rejected':
      return [...pending, reject, { kind: 'reject outcome', ...decided, outcome: { kind: 'rejected' } }]
    case 'rejection refused': {
      const messages = ['ip:10.29.89.51 not in whitelist']
      const outcome = { kind: 'refused', reason: 'whitelist', messages } as const
      return [...pending, reject, { kind: 'reject outcome', ...decided, outcome }]
    }
    case 'rejection unknown':
      return [
        ...pending,
        reject,
        { kind: 'reject outcome', ...decided, outcome: { kind: 'unknown', why: 'connection' } },
      ]
    case 'refused': {
      const tableName = draft.target.scope === 'all' ? '' : draft.target.tableName
      return apply({ kind: 'refused', reason: 'request', messages: [`can't find table(table_name=${tableName})`] })
    }
    case 'not sent':
      return apply({ kind: 'not sent', why: 'refused' })
    case 'unknown':
      return apply({ kind: 'unknown', why: 'connection' })
    case 'tracked pending':
    case 'tracked approved':
      return [{ kind: 'tracked', ...about(0, decidedAt + 1000), by: reviewer, detail: detailOf(stored) }]
  }
}

function detailOf(stored: StoredApplication) {
  return wireDetail.parse(applyDetailOf(stored))
}

function aboutOf(index: number) {
  const application = attemptId(index, 0)
  return (press: number, at: number) => ({ application, attempt: attemptId(index, press), at: iso(at) })
}

function attemptId(index: number, press: number): string {
  const hex = (value: number, length: number) => value.toString(16).padStart(length, '0')
  return `${hex(index, 8)}-${hex(press, 4)}-4000-8000-000000000000`
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
