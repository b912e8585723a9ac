import { omsTime } from '~/mocks/applications'
import type { Oms, OmsState, StoredApplication } from '~/mocks/db'

/** `servers` as OMS would hold them; with a transaction it is approved. */
type Rest = Partial<
  Pick<StoredApplication, 'execute_status' | 'trans_id' | 'life' | 'elsewhere' | 'update_time' | 'apply_type'>
> & {
  servers?: string[] | 'all'
}
/** One line of the seed, `at` on a day of November 2026. */
type Line = [id: number, who: string, at: string, set: number, app: number, zone: string, table: string, rest?: Rest]

/**
 * What other people have applied for. Some of it is decided already, with transactions that went well, stopped on the
 * way and failed; 545, 548, 551 and 554 are decided elsewhere while one looks at them. 542 is a recovery, and there never was a 535.
 */
const others: Line[] = [
  [530, 'tcaplus', '16 08:02:11', 126, 2, '0', '', { trans_id: 250 }],
  [531, 'ops_night', '16 23:30:00', 126, 2, '0', 'player', { trans_id: 251 }],
  [532, 'li.wei', '17 09:41:37', 126, 2, '', '', { servers: 'all', execute_status: -1 }],
  [533, 'sara', '17 10:15:20', 127, 2, '0', '', { trans_id: 252, life: 'backup_suspends' }],
  [534, 'chen.jie', '17 16:48:09', 126, 3, '0', 'friend'],
  [536, 'li.wei', '18 09:03:55', 126, 2, '1', 'event_reward', { execute_status: -1 }],
  [537, 'sara', '18 11:27:43', 127, 2, '', '', { servers: ['127.2.2.2'], trans_id: 253, life: 'backup_fails' }],
  [538, 'ops_night', '18 23:30:00', 126, 2, '0', 'inventory'],
  [539, 'chen.jie', '19 08:55:18', 126, 3, '0', 'chat', { execute_status: 4 }],
  [540, 'tcaplus', '19 09:12:30', 126, 2, '', '', { servers: ['126.2.2.4', '126.2.2.5'], trans_id: 254 }],
  [541, 'li.wei', '19 10:40:02', 126, 2, '0', 'mail'],
  [542, 'sara', '19 13:52:16', 127, 2, '0', 'ledger', { apply_type: 11 }],
  [543, 'sara', '19 14:06:51', 127, 2, '0', 'ledger'],
  [544, 'sara', '19 14:07:28', 127, 2, '0', 'invoice'],
  [545, 'ops_night', '19 23:30:00', 126, 2, '0', 'guild', { elsewhere: { after: 40, trans_id: 255 } }],
  [546, 'chen.jie', '20 08:20:14', 126, 3, '', '', { servers: ['126.3.2.2'] }],
  [547, 'li.wei', '20 08:31:46', 126, 2, '1', ''],
  [548, 'li.wei', '20 08:33:05', 126, 2, '', '', { servers: 'all', elsewhere: { after: 80 } }],
  [549, 'demo', '20 08:50:00', 126, 2, '', '', { servers: ['126.2.2.2', '126.2.2.3', '126.2.2.4', '126.2.2.5'] }],
  [550, 'tcaplus', '20 08:58:21', 126, 2, '0', 'player'],
  [551, 'chen.jie', '20 09:01:33', 126, 3, '0', '', { elsewhere: { after: 120, trans_id: 256 } }],
  [552, 'sara', '20 09:04:10', 127, 2, '', '', { servers: ['127.2.2.2'] }],
  [553, 'ops_night', '20 09:06:59', 126, 2, '1', 'event_score'],
  [554, 'li.wei', '20 09:08:40', 126, 2, '0', 'mail', { elsewhere: { after: 180 } }],
  [555, 'chen.jie', '20 09:10:02', 126, 3, '0', 'friend'],
  [556, 'tcaplus', '20 09:12:44', 126, 2, '0', 'guild', { trans_id: 259, update_time: '2026-11-20 09:31:02' }],
  [557, 'tcaplus', '22 18:05:10', 126, 2, '1', 'event_score'],
]

/** What OMS holds before anyone has used it. The next application gets the documented id 558. */
export function seed(): OmsState {
  const now = Date.now()
  return { nextId: 558, nextTransaction: 260, seededAt: now, applications: others.map((one) => stored(one, now)) }
}

function stored([id, who, at, set_id, app_id, zone_id, table_name, line = {}]: Line, now: number): StoredApplication {
  const { servers, ...rest } = line
  const time = `2026-11-${at}`
  const isApproved = rest.trans_id !== undefined
  const status = isApproved ? 1 : (rest.execute_status ?? 0)
  return {
    id,
    set_id,
    app_id,
    zone_id,
    table_name,
    svr_info: servers === undefined ? '' : JSON.stringify(servers === 'all' ? 0 : servers),
    username: who,
    execute_status: status,
    execute_user: Math.abs(status) === 1 ? 'reviewer' : '',
    trans_id: 0,
    create_time: time,
    // The transaction of 540 is running when somebody looks for the first time.
    update_time: id === 540 ? omsTime(now - 2000) : time,
    memo: status === -1 ? 'Not before the release is out' : '',
    ...rest,
  }
}

/** Makes this all that OMS holds. */
export async function replaceWith(oms: Oms, { applications, ...counters }: OmsState): Promise<void> {
  await oms.clear()
  await Promise.all(applications.map(oms.put))
  oms.counters = counters
}
