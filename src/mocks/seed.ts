import type { Oms, OmsState, StoredApplication } from '~/mocks/db'

/** One line of the seed; `servers` as OMS would hold them, `at` on a day of November 2026. */
type Seeded = { id: number; who: string; place: [set: number, app: number]; at: string } & Partial<
  Pick<StoredApplication, 'zone_id' | 'table_name' | 'update_time' | 'elsewhere' | 'transaction_end'>
> & { servers?: string[] | 'all'; decided?: -1 | 0 | 4 | { trans_id: number } }

/**
 * What other people have applied for. Some of it is decided already, with transactions that went well, stopped on the
 * way and failed; 545, 548, 551 and 554 are decided elsewhere while one looks at them. There never was a 535 or a 542.
 */
const others: Seeded[] = [
  { id: 530, who: 'tcaplus', place: [126, 2], zone_id: '0', at: '16 08:02:11', decided: { trans_id: 250 } },
  {
    id: 531,
    who: 'ops_night',
    place: [126, 2],
    zone_id: '0',
    table_name: 'player',
    at: '16 23:30:00',
    decided: { trans_id: 251 },
  },
  { id: 532, who: 'li.wei', place: [126, 2], servers: 'all', at: '17 09:41:37', decided: -1 },
  {
    id: 533,
    who: 'sara',
    place: [127, 2],
    zone_id: '0',
    at: '17 10:15:20',
    decided: { trans_id: 252 },
    transaction_end: 5,
  },
  { id: 534, who: 'chen.jie', place: [126, 3], zone_id: '0', table_name: 'friend', at: '17 16:48:09' },
  { id: 536, who: 'li.wei', place: [126, 2], zone_id: '1', table_name: 'event_reward', at: '18 09:03:55', decided: -1 },
  {
    id: 537,
    who: 'sara',
    place: [127, 2],
    servers: ['127.2.2.2'],
    at: '18 11:27:43',
    decided: { trans_id: 253 },
    transaction_end: 10,
  },
  { id: 538, who: 'ops_night', place: [126, 2], zone_id: '0', table_name: 'inventory', at: '18 23:30:00' },
  { id: 539, who: 'chen.jie', place: [126, 3], zone_id: '0', table_name: 'chat', at: '19 08:55:18', decided: 4 },
  {
    id: 540,
    who: 'tcaplus',
    place: [126, 2],
    servers: ['126.2.2.4', '126.2.2.5'],
    at: '19 09:12:30',
    decided: { trans_id: 254 },
  },
  { id: 541, who: 'li.wei', place: [126, 2], zone_id: '0', table_name: 'mail', at: '19 10:40:02' },
  { id: 543, who: 'sara', place: [127, 2], zone_id: '0', table_name: 'ledger', at: '19 14:06:51' },
  { id: 544, who: 'sara', place: [127, 2], zone_id: '0', table_name: 'invoice', at: '19 14:07:28' },
  {
    id: 545,
    who: 'ops_night',
    place: [126, 2],
    zone_id: '0',
    table_name: 'guild',
    at: '19 23:30:00',
    elsewhere: { after: 40, trans_id: 255 },
  },
  { id: 546, who: 'chen.jie', place: [126, 3], servers: ['126.3.2.2'], at: '20 08:20:14' },
  { id: 547, who: 'li.wei', place: [126, 2], zone_id: '1', at: '20 08:31:46' },
  { id: 548, who: 'li.wei', place: [126, 2], servers: 'all', at: '20 08:33:05', elsewhere: { after: 80 } },
  {
    id: 549,
    who: 'demo',
    place: [126, 2],
    servers: ['126.2.2.2', '126.2.2.3', '126.2.2.4', '126.2.2.5'],
    at: '20 08:50:00',
  },
  { id: 550, who: 'tcaplus', place: [126, 2], zone_id: '0', table_name: 'player', at: '20 08:58:21' },
  {
    id: 551,
    who: 'chen.jie',
    place: [126, 3],
    zone_id: '0',
    at: '20 09:01:33',
    elsewhere: { after: 120, trans_id: 256 },
  },
  { id: 552, who: 'sara', place: [127, 2], servers: ['127.2.2.2'], at: '20 09:04:10' },
  { id: 553, who: 'ops_night', place: [126, 2], zone_id: '1', table_name: 'event_score', at: '20 09:06:59' },
  {
    id: 554,
    who: 'li.wei',
    place: [126, 2],
    zone_id: '0',
    table_name: 'mail',
    at: '20 09:08:40',
    elsewhere: { after: 180 },
  },
  { id: 555, who: 'chen.jie', place: [126, 3], zone_id: '0', table_name: 'friend', at: '20 09:10:02' },
  {
    id: 556,
    who: 'tcaplus',
    place: [126, 2],
    zone_id: '0',
    table_name: 'guild',
    at: '20 09:12:44',
    decided: { trans_id: 259 },
    update_time: '2026-11-20 09:31:02',
  },
  { id: 557, who: 'tcaplus', place: [126, 2], zone_id: '1', table_name: 'event_score', at: '22 18:05:10' },
]

/** What OMS holds before anyone has used it. The next application gets the documented id 558. */
export function seed(now = Date.now()): OmsState {
  return { nextId: 558, nextTransaction: 260, seededAt: now, applications: others.map((one) => stored(one, now)) }
}

function stored(
  { id, who, place: [set_id, app_id], at, servers, decided = 0, ...rest }: Seeded,
  now: number,
): StoredApplication {
  const time = `2026-11-${at}`
  const isApproved = typeof decided === 'object'
  return {
    id,
    set_id,
    app_id,
    zone_id: '',
    table_name: '',
    svr_info: servers === undefined ? '' : JSON.stringify(servers === 'all' ? 0 : servers),
    username: who,
    execute_status: isApproved ? 1 : decided,
    execute_user: decided === 0 || decided === 4 ? '' : 'reviewer',
    trans_id: 0,
    create_time: time,
    update_time: time,
    memo: decided === -1 ? 'Not before the release is out' : '',
    // The transaction of 540 is running when somebody looks for the first time.
    ...(isApproved && { trans_id: decided.trans_id, approved_at: id === 540 ? now : 0 }),
    ...rest,
  }
}

/** Makes this all that OMS holds. */
export async function replaceWith(oms: Oms, { applications, ...counters }: OmsState): Promise<void> {
  await oms.clear()
  await Promise.all(applications.map(oms.put))
  oms.counters = counters
}

/**
 * The state that a demo of an earlier version has left in this browser: it gets what it lacks, and keeps its own
 * applications and the ids that it has given, which this browser's journal knows.
 */
export function migrated(state: OmsState | Omit<OmsState, 'seededAt'>): OmsState {
  if ('seededAt' in state) return state
  const { applications, seededAt } = seed()
  const known = new Set(state.applications.map(({ id }) => id))
  const missing = applications.filter(({ id }) => !known.has(id))
  return { ...state, seededAt, applications: [...missing, ...state.applications] }
}
