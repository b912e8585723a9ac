import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lives, type Life, type Order } from '~/mocks/lives'
import { accounts } from '~/mocks/world'
import { newAttemptId } from '~/record/attempt-id'
import type { Application } from '~/record/application'
import { withEvent } from '~/record/with-event'
import { backupState } from '~/record/backup'
import { applyBody } from '~/oms/application-draft'
import { judgeApply } from '~/oms/apply'
import { send } from '~/oms/client'
import { endpoints } from '~/oms/endpoints'
import { executionBody, judgeExecution } from '~/oms/execution'
import { lookUpTransaction } from '~/oms/questions/transaction'
import { applied, at, draftFor, ended } from '~/test/events'

const { token } = accounts[0]
const place = { setId: '126', id: '260' }

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(at) }))
afterEach(() => void vi.useRealTimers())

const post = (endpoint: 'apply' | Order, body: string) =>
  send(endpoints[endpoint], { body, token, requestId: newAttemptId() })

/** An application for the table of that name, approved at once. */
async function approved(table: Life): Promise<Application> {
  const draft = { ...draftFor(table), autoApprove: true }
  const outcome = judgeApply(await post('apply', applyBody(draft)), true)
  return withEvent(withEvent(undefined, applied('a', { draft }), 0), ended('a', outcome), 1)
}

/** So many seconds after its approval a desk looks at a transaction; at two of them it gives an order before. */
const looks = [0, 4, 28, 30, 44, 60, 90]

/** What it sees of the transaction, and what comes of its orders. */
async function lived(table: Life, orders: readonly Order[]) {
  let known = await approved(table)
  const [states, outcomes, left]: [string[], string[], Order[]] = [[], [], [...orders]]
  let last = ''
  for (const second of looks) {
    vi.setSystemTime(Date.parse(at) + second * 1000)
    const order = second === 30 || second === 60 ? left.shift() : undefined
    if (order !== undefined) {
      const outcome = judgeExecution(await post(order, executionBody(order, place)), order, place.id)
      outcomes.push(outcome.kind === 'refused' ? outcome.messages.join() : outcome.kind)
    }
    const lookup = await lookUpTransaction(place, { token })
    last = lookup.kind
    if (lookup.kind === 'found') {
      const about = { application: 'a', attempt: 'a', at: new Date().toISOString() }
      known = withEvent(known, { kind: 'transaction seen', ...about, transaction: lookup.transaction }, 2 + second)
      last = lookup.transaction.statusText
    }
    const state = backupState(known) ?? 'not approved'
    if (states.at(-1) !== state) states.push(state)
  }
  return { states: states.join(', '), last, outcomes }
}

const refused = (text: string) => `trans_id: 当前事务状态不允许执行,当前事务状态:${text}`

const cases: Record<Life, [orders: Order[], states: string, last: string, outcomes: string[]]> = {
  backup_completes: [['start'], 'not started, running, completed', '已成功完成', [refused('已成功完成')]],
  backup_never_ends: [['start'], 'not started, running', '正在执行', [refused('正在执行')]],
  backup_never_starts: [['start'], 'not started, running, completed', '已成功完成', ['started']],
  backup_start_refused: [['start'], 'not started', '等待执行', [refused('等待执行')]],
  backup_start_ignored: [['start'], 'not started', '等待执行', ['started']],
  backup_start_lost: [['start'], 'not started, running, completed', '已成功完成', ['unknown']],
  backup_suspends: [['resume'], 'not started, running, suspended, running, completed', '已成功完成', ['started']],
  backup_suspends_twice: [
    ['resume', 'resume'],
    'not started, running, suspended, running, suspended, running, completed',
    '已成功完成',
    ['started', 'started'],
  ],
  backup_suspends_silently: [[], 'not started, running, suspended', '', []],
  backup_resume_ignored: [['resume'], 'not started, running, suspended', '已暂停', ['started']],
  backup_resume_lost: [['resume'], 'not started, running, suspended, running, completed', '已成功完成', ['unknown']],
  backup_fails_after_resume: [['resume'], 'not started, running, suspended, running, failed', '执行失败', ['started']],
  backup_fails: [['resume'], 'not started, running, failed', '执行失败', [refused('执行失败')]],
  backup_vanishes: [['start'], 'not started, running', 'refused', ['trans_id: 事务不存在,集群ID:126,事务ID:260']],
  backup_nowhere: [['start'], 'unknown', 'refused', ['trans_id: 事务不存在,集群ID:126,事务ID:260']],
  backup_odd_status: [[], 'not started, running', '正在校验', []],
  backup_number_only: [[], 'not started, running', '', []],
  backup_no_status: [[], 'unknown', 'unknown', []],
  backup_bare: [[], 'not started, running, completed', '', []],
}

test.each(Object.keys(lives) as Life[])('a backup of the table %s lives as its name says', async (life) => {
  const [orders, states, last, outcomes] = cases[life]
  expect(await lived(life, orders)).toEqual({ states, last, outcomes })
})

test('a backup that starts by itself can be started before', async () => {
  await approved('backup_completes')
  expect(judgeExecution(await post('start', executionBody('start', place)), 'start', place.id)).toEqual({
    kind: 'started',
  })
  expect(await lookUpTransaction(place, { token })).toMatchObject({
    transaction: { statusText: '正在执行', createTime: '2026-11-23 10:00:00', updateTime: '2026-11-23 10:00:01' },
  })
})
