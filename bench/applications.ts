import type { JournalEvent } from '~/journal/events'
import type { StoredApplication } from '~/mocks/db'
import type { ApplicationDraft } from '~/oms/application-draft'
import { applyBody, approveBody, rejectBody } from '~/oms/backup'

const families = [
  'achievement',
  'arena',
  'auction',
  'friend',
  'guild',
  'inventory',
  'mail',
  'player',
  'quest',
  'ranking',
] as const
const people = ['chen.jie', 'demo', 'li.wei', 'ops_night', 'sara', 'tcaplus'] as const
const memos = ['not before the release is out', 'wrong window', 'twice by mistake', 'the zone is being merged'] as const

/** The newest one, in ms since 1970; each is five minutes older than the one after it. */
const newestAt = Date.parse('2025-06-30T12:00:00Z')
const apartMs = 5 * 60_000

/** Of twenty, one is pending, two are rejected, one is refused, and nearly all of the others are approved. */
type Fate = 'pending' | 'rejected' | 'refused' | 'unknown' | 'approved at once' | 'approved'

/** The same one for the same age; age 0 is the newest. */
function made(age: number) {
  const at = new Date(newestAt - age * apartMs).toISOString()
  const by = pick(people, age * 7)
  const tableName = `${pick(families, age * 3 + (age >> 4))}_${age % 37}`
  const zoneId = String(age % 4)
  const place = { zoneId, tableName }
  const serverIds = Array.from({ length: 1 + (age % 4) }, (_, index) => `126.2.${age % 60}.${index + 2}`)
  const draft: ApplicationDraft = {
    setId: String(126 + (age % 3)),
    appId: String(2 + (age % 2)),
    target: age % 5 === 4 ? { scope: 'servers', ...place, serverIds } : { scope: 'tables', ...place },
    autoApprove: fateOf(age) === 'approved at once',
  }
  return {
    key: `${String(age).padStart(8, '0')}-0000-4000-8000-000000000000`,
    id: String(1_000_000 - age),
    transaction: String(700_000 - age),
    memo: pick(memos, age),
    draft,
    place,
    serverIds: draft.target.scope === 'servers' ? serverIds : [],
    at,
    by,
  }
}

function fateOf(age: number): Fate {
  if (age % 100 === 7) return 'unknown'
  switch (age % 20) {
    case 1:
      return 'pending'
    case 3:
    case 9:
      return 'rejected'
    case 5:
      return 'refused'
    default:
      return age % 2 === 0 ? 'approved at once' : 'approved'
  }
}

const refusalText = 'there is no table in this zone'

/** Everything that the journal holds of one of them. */
export function eventsOf(age: number): JournalEvent[] {
  const { key, id, transaction, memo, draft, at, by } = made(age)
  const about = { application: key, attempt: key, at }
  const decision = { application: key, attempt: `d${key.slice(1)}`, at, by: 'reviewer', expires: at }
  const decided = { application: key, attempt: decision.attempt, at }
  const asked: JournalEvent = { kind: 'apply intent', ...about, by, body: applyBody(draft), expires: at, draft }
  const accepted: JournalEvent = {
    kind: 'apply outcome',
    ...about,
    outcome: { kind: 'accepted', id, approval: { kind: 'none' } },
  }
  switch (fateOf(age)) {
    case 'pending':
      return [asked, accepted, { kind: 'seen', ...about, detail: detailOf(age) }]
    case 'rejected':
      return [
        asked,
        accepted,
        { kind: 'reject intent', ...decision, body: rejectBody(id, memo), memo },
        { kind: 'reject outcome', ...decided, outcome: { kind: 'rejected' } },
      ]
    case 'refused':
      return [
        asked,
        { kind: 'apply outcome', ...about, outcome: { kind: 'refused', reason: 'request', messages: [refusalText] } },
      ]
    case 'unknown':
      return [asked, { kind: 'apply outcome', ...about, outcome: { kind: 'unknown', why: 'connection' } }]
    case 'approved at once':
      return [
        asked,
        {
          kind: 'apply outcome',
          ...about,
          outcome: { kind: 'accepted', id, approval: { kind: 'approved', transaction } },
        },
      ]
    case 'approved':
      return [
        asked,
        accepted,
        { kind: 'approve intent', ...decision, body: approveBody(id) },
        { kind: 'approve outcome', ...decided, outcome: { kind: 'approved', transaction, applicant: by } },
      ]
  }
}

/** What a search finds it by, in lower case. */
export function searchTextOf(age: number): string {
  const { key, id, transaction, memo, draft, place, serverIds, by } = made(age)
  const fate = fateOf(age)
  const hasId = fate !== 'refused' && fate !== 'unknown'
  return [
    ...(hasId ? [`#${id}`] : []),
    key,
    draft.setId,
    draft.appId,
    place.zoneId,
    place.tableName,
    ...serverIds,
    by,
    ...(fate === 'refused' ? [refusalText] : []),
    ...(fate === 'rejected' ? [memo, 'reviewer'] : []),
    ...(fate === 'approved' ? ['reviewer'] : []),
    ...(fate.startsWith('approved') ? [transaction] : []),
  ].join('\n')
}

/** Those of the newest `count` that are pending, as OMS has them: asked about them, it says nothing new. */
export function pendingInOms(count: number): StoredApplication[] {
  return Array.from({ length: count }, (_, age) => age)
    .filter((age) => fateOf(age) === 'pending')
    .map((age) => {
      const { draft } = made(age)
      const { id, setId, zoneId, tableName, username, createTime, updateTime, servers } = detailOf(age)
      return {
        id: Number(id),
        set_id: Number(setId),
        app_id: Number(draft.appId),
        zone_id: zoneId,
        table_name: tableName,
        svr_info: servers,
        username,
        execute_status: 0,
        execute_user: '',
        trans_id: 0,
        create_time: createTime,
        update_time: updateTime,
        memo: '',
      }
    })
}

function detailOf(age: number) {
  const { id, draft, place, serverIds, at, by } = made(age)
  const time = at.slice(0, 19).replace('T', ' ')
  return {
    id,
    setId: draft.setId,
    ...place,
    username: by,
    status: '0',
    decidedBy: '',
    transaction: '0',
    createTime: time,
    updateTime: time,
    servers: serverIds.length === 0 ? '' : JSON.stringify(serverIds),
  }
}

function pick<Value>(values: readonly [Value, ...Value[]], index: number): Value {
  return values[index % values.length] ?? values[0]
}
