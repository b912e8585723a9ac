import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import type { OmsAnswer } from '../gate/forward.ts'
import { freePort } from '../../e2e/support/listen.ts'
import { createNotifier, notifyKinds, type NotifySettings } from './notify.ts'
import { clip, newsOf, type NotifyLanguage } from './notify-text.ts'
import { applyBody, closeAll, closeLater, listen, startDesk, startOms } from '../test-desk.ts'

afterEach(closeAll)

const secret = 'canary-693a91f6'
const accepted = '{"apply":{"ret":0,"msg":"success to apply backup svr table","id":558}}'
const approved =
  '{"apply":{"ret":0,"msg":"success to apply backup svr table","id":559},"check":{"ret":0,"msg":"","trans_id":260}}'

const answered = (call: string, body: string, answer: string, rest: { by?: string; status?: number } = {}) => ({
  call,
  body: Buffer.from(body),
  answer: { status: rest.status ?? 200, body: Buffer.from(answer) } satisfies OmsAnswer,
  by: rest.by,
})

const told = (language: NotifyLanguage, ...[call, body, answer, rest]: Parameters<typeof answered>) => {
  const news = newsOf(answered(call, body, answer, rest), language)
  // The message links to it.
  if (news !== undefined) expect(news.line).toContain(`#${news.id} `)
  return news && `${news.topic}: ${news.line}`
}

const servers = '{"set_id":"126","app_id":"2","zone_id":"0","svr_ids":["126.2.2.2","126.2.2.3"],"auto_approve":"1"}'
const single = '{"set_id":"126","app_id":"2","svr_ids":["126.2.2.2"],"auto_approve":"1"}'
const all = '{"set_id":"126","app_id":"2","zone_id":"","table_name":"","svr_ids":0,"auto_approve":"0"}'
const table = '{"set_id":"126","app_id":"2","table_name":"player","auto_approve":"0"}'

test.each([
  [
    'apply',
    table,
    accepted,
    { by: 'eve' },
    'waiting: #558 is waiting for review: set 126, app 2, table player, by eve',
  ],
  ['apply', all, accepted, {}, 'waiting: #558 is waiting for review: set 126, app 2, all servers'],
  ['apply', servers, approved, {}, 'decided: #559 was approved automatically: set 126, app 2, zone 0, 2 servers'],
  [
    'apply',
    applyBody,
    '{"apply":{"ret":"0","id":"90071992547409931"},"check":{"ret":7,"msg":"no"}}',
    {},
    'waiting: #90071992547409931 is waiting for review (auto-approval failed): set 126, app 2, zone 0',
  ],
  [
    'apply',
    table,
    '{"apply":{"ret":0,"id":558},"check":{"ret":7,"msg":"no","trans_id":260}}',
    {},
    'waiting: #558 is waiting for review (auto-approval failed): set 126, app 2, table player',
  ],
  [
    'apply',
    table,
    '{"apply":{"ret":0,"id":558},"check":{"trans_id":260}}',
    {},
    'waiting: #558 is waiting for review: set 126, app 2, table player',
  ],
  [
    'apply',
    table,
    '{"apply":{"ret":0,"id":558},"check":{"ret":0,"msg":""}}',
    {},
    'waiting: #558 is waiting for review: set 126, app 2, table player',
  ],
  [
    'apply',
    single,
    approved,
    { by: 'eve' },
    'decided: #559 was approved automatically: set 126, app 2, 1 server, by eve',
  ],
  [
    'apply',
    '{"set_id":"126 @all","app_id":"<2","zone_id":"0\\n@all","table_name":" player ","svr_ids":"all"}',
    accepted,
    {},
    'waiting: #558 is waiting for review: table player',
  ],
  ['apply', '[]', accepted, {}, 'waiting: #558 is waiting for review'],
  ['apply', '{"set_id":"1","set_id":"2"}', accepted, { by: 'eve' }, 'waiting: #558 is waiting for review: by eve'],
  ['apply', '{"app_id":"2","svr_ids":{"toString":0}}', accepted, {}, 'waiting: #558 is waiting for review: app 2'],
  ['reject', '{"apply_id":"100","memo":"test"}', 'true', { by: 'rev' }, 'decided: #100 was rejected by rev: test'],
  ['reject', '{"apply_id":"100"}', 'true', {}, 'decided: #100 was rejected'],
  ['check', '{"uid":564}', '{"trans_id":408}', { by: 'rev' }, 'decided: #564 was approved by rev'],
  ['check', '{"uid":564}', '{"set_id":126,"trans_id":408,"username":"tcaplus"}', {}, 'decided: #564 was approved'],
  ['apply', table, '{"apply":{"ret":1,"msg":"no","id":558}}', {}, undefined],
  ['apply', table, '{"apply":{"ret":0,"msg":""}}', {}, undefined],
  ['start', '{"set_id":126,"trans_id":404}', 'true', {}, undefined],
  ['resume', '{"set_id":126,"trans_id":404}', '{"trans_id":404}', {}, undefined],
  ['apply', table, accepted, { status: 500 }, undefined],
  ['reject', '{"apply_id":"100","memo":"test"}', '{"apply_id":["can\'t find"]}', {}, undefined],
  ['check', '{"uid":564}', '{"uid":["can\'t find"]}', {}, undefined],
  ['zones', '{"app_id":2}', '[]', {}, undefined],
])('%s %s answered %s %j: %s', (call, body, answer, rest, line) => {
  expect(told('en', call, body, answer, rest)).toBe(line)
})

test.each<[string, Buffer, string | undefined]>([
  ['with two byte order marks', Buffer.from(`\ufeff\ufeff${accepted}`), '558'],
  // 成功
  ['in GBK', Buffer.from(accepted.replace('success', '\xb3\xc9\xb9\xa6'), 'latin1'), undefined],
  ['that is a page', Buffer.from('<h1>Please log in</h1>'), undefined],
])('what the page calls unknown is no news: an answer %s', (_how, body, id) => {
  const answer = { status: 200, charset: 'gbk', body } satisfies OmsAnswer
  expect(newsOf({ ...answered('apply', table, ''), answer }, 'en')?.id).toBe(id)
})

test.each([
  ['en', 'suspended', '已暂停', 'The backup of #558 is suspended (transaction 260, 已暂停)'],
  ['en', 'failed', '', 'The backup of #558 has failed (transaction 260)'],
  ['zh-CN', 'failed', '<@all>', '#558 的备份失败（事务 260，＜＠all＞）'],
] as const)('%s: a backup that is %s, "%s", is told of in a line', (language, state, words, line) => {
  expect(newsOf({ id: '558', state, transaction: '260', words }, language)).toEqual({
    topic: 'backup',
    id: '558',
    line,
  })
})

test.each([
  ['apply', servers, accepted, { by: 'eve' }, 'waiting: #558 待审核：Set 126，App 2，Zone 0，2 个服务器，申请人 eve'],
  ['apply', all, accepted, {}, 'waiting: #558 待审核：Set 126，App 2，全部服务器'],
  [
    'apply',
    table,
    '{"apply":{"ret":0,"id":558},"check":{"ret":7,"msg":"no"}}',
    {},
    'waiting: #558 待审核（自动审核失败）：Set 126，App 2，表 player',
  ],
  ['apply', single, approved, { by: 'eve' }, 'decided: #559 已自动审核通过：Set 126，App 2，1 个服务器，申请人 eve'],
  ['apply', table, approved, {}, 'decided: #559 已自动审核通过：Set 126，App 2，表 player'],
  ['check', '{"uid":564}', '{"trans_id":408}', { by: 'rev' }, 'decided: #564 已审核通过，审核人 rev'],
  ['check', '{"uid":564}', '{"trans_id":408}', {}, 'decided: #564 已审核通过'],
  ['reject', '{"apply_id":"100","memo":"不需要"}', 'true', {}, 'decided: #100 已驳回：不需要'],
  ['reject', '{"apply_id":"100"}', 'true', { by: 'rev' }, 'decided: #100 已驳回，审核人 rev'],
])('in Chinese: %s %s answered %s %j: %s', (call, body, answer, rest, line) => {
  expect(told('zh-CN', call, body, answer, rest)).toBe(line)
})

test.each([
  ['12345', '12345'],
  ['123456', '1234…'],
  ['123\u{1f600}6', '123\ufffd…'],
])('%s is clipped to 5 characters, none of them half: %s', (line, clipped) => {
  expect(clip(line, 5)).toBe(clipped)
})

test.each([
  '<@all> @all <!channel> <at user_id="all">all</at>',
  '[here](https://elsewhere.example) <https://elsewhere.example|here> *bold* `code` &lt;',
  'one\r\ntwo\u2028three\u0000\u202egnp',
  '长'.repeat(500),
])('%j is text and nothing else', (value) => {
  const body = JSON.stringify({ apply_id: '1', memo: value, set_id: value, table_name: value })
  for (const [call, answer] of [
    ['reject', 'true'],
    ['apply', accepted],
  ] as const) {
    const line = told('en', call, body, answer, { by: value }) ?? ''
    expect(line).toMatch(/^[^@<>&[\]*`~|\\/\p{C}\u2028]+$/u)
    expect(line.length).toBeLessThan(300)
  }
})

type Robot = {
  url: string
  bodies: unknown[]
  /** When each of them came, in ms. */
  times: number[]
  answers: (string | undefined)[]
  taken: (count: number) => Promise<void>
}

/** A robot that answers as it is told, in turn, and then "ok"; undefined: not at all. */
async function startRobot(...answers: (string | undefined)[]): Promise<Robot> {
  let onBody = () => {}
  const robot: Robot = {
    url: '',
    bodies: [],
    times: [],
    answers,
    taken: (count) =>
      new Promise((resolve) => {
        onBody = () => robot.bodies.length >= count && resolve()
        onBody()
      }),
  }
  const server = createServer((request, response) => {
    void (async () => {
      robot.bodies.push(JSON.parse(await text(request)))
      robot.times.push(performance.now())
      const isJson = request.headers['content-type'] === 'application/json'
      const answer = !isJson ? 'down' : answers.length > 0 ? answers.shift() : 'ok'
      if (answer !== undefined) response.writeHead(answer.startsWith('down') ? 503 : 200).end(answer)
      onBody()
    })()
  })
  robot.url = `http://127.0.0.1:${await listen(server)}/send?key=${secret}`
  closeLater(() => server.closeAllConnections())
  return robot
}

const settings = (url: string, rest: Partial<NotifySettings> = {}): NotifySettings => ({
  url,
  kind: 'slack',
  language: 'en',
  topics: ['waiting'],
  ...rest,
})
const fast = { paceMs: 0, retryMs: 0 }
const waiting = answered('apply', applyBody, accepted)
const line = '#558 is waiting for review: set 126, app 2, zone 0'

test.each([
  ['wecom', (content: string) => ({ msgtype: 'text', text: { content } })],
  ['dingtalk', (content: string) => ({ msgtype: 'text', text: { content }, at: { isAtAll: false } })],
  ['feishu', (content: string) => ({ msg_type: 'text', content: { text: content } })],
  ['slack', (content: string) => ({ text: content, mrkdwn: false })],
] as const)('%s is told in its own form', async (kind, bodyOf) => {
  const robot = await startRobot()
  const about = { environmentName: 'Prod <!here>', publicOrigin: 'https://desk.example' }
  const { tell } = createNotifier(settings(robot.url, { kind }), about, () => {}, fast)
  tell(answered('reject', '{"apply_id":"1","memo":"no"}', 'true'))
  tell(waiting)
  await robot.taken(1)
  const expected = `Backup Desk · Prod ＜!here＞\n${line} https://desk.example/applications/558`
  expect(robot.bodies).toEqual([bodyOf(expected)])
  expect(notifyKinds).toContain(kind)
})

test('what comes while a robot is slow goes into one message of at most 500 characters, which counts the rest', async () => {
  const robot = await startRobot(undefined, 'ok')
  const { tell } = createNotifier(settings(robot.url), {}, () => {}, { ...fast, answerMs: 200 })
  tell(waiting)
  await robot.taken(1)
  for (let count = 0; count < 1_000; count += 1) tell(waiting)
  await robot.taken(3)
  const { text: message } = robot.bodies[2] as { text: string }
  expect(message.length).toBeLessThanOrEqual(500)
  const lines = message.split('\n')
  expect(lines.filter((one) => one === line)).toHaveLength(lines.length - 2)
  expect(lines.at(-1)).toBe(`and ${1_000 - lines.length + 2} more`)
  expect(message.length + line.length).toBeGreaterThan(480)
  tell(waiting)
  await robot.taken(4)
  expect(robot.bodies[3]).toMatchObject({ text: `Backup Desk\n${line}` })
})

test('however full a message is, the number of the rest is whole', async () => {
  const robot = await startRobot()
  for (let length = 1; length <= 40; length += 1) {
    const about = { environmentName: 'x'.repeat(length) }
    const { tell } = createNotifier(settings(robot.url, { language: 'zh-CN' }), about, () => {}, fast)
    for (let count = 0; count < 1_000; count += 1) tell(waiting)
    await robot.taken(length)
  }
  for (const { text: message } of robot.bodies as { text: string }[]) {
    const lines = message.split('\n')
    expect(lines.at(-1)).toBe(`另有 ${1_000 - lines.length + 2} 条`)
  }
})

test('a robot has its pause after each message, and a longer one after each that it has not taken', async () => {
  const robot = await startRobot('down')
  const { tell } = createNotifier(settings(robot.url), {}, () => {}, { paceMs: 200, retryMs: 300 })
  tell(waiting)
  await robot.taken(2)
  tell(waiting)
  await robot.taken(3)
  const [first = 0, again = 0, next = 0] = robot.times
  expect(again - first).toBeGreaterThan(299)
  expect(next - again).toBeGreaterThan(199)
})

/** What the log says once a robot has not taken what it was told. */
const logOf = (url: string) =>
  new Promise<string>((resolve) => createNotifier(settings(url), {}, resolve, fast).tell(waiting))

test.each([
  ['down', 'status 503'],
  ['{"errcode":93000,"errmsg":"invalid webhook url"}', 'code 93000'],
  ['{"code":19024,"msg":"Key Words Not Found"}', 'code 19024'],
])('a robot that answers %s is asked three times; the log says so without its key', async (answer, why) => {
  const robot = await startRobot(answer, answer, answer)
  const logged = await logOf(robot.url)
  expect(JSON.parse(logged)).toMatchObject({ error: 'notify', why })
  expect(logged).not.toContain(secret)
  expect(robot.bodies).toHaveLength(3)
})

test('a robot that is not there, or redirects, is given up', async () => {
  const free = await freePort()
  const logged = await logOf(`http://127.0.0.1:${free}/send?key=${secret}`)
  expect(logged).toMatch(/"error":"notify","why":"ECONNREFUSED"/)
  expect(logged).not.toContain(secret)
  const robot = await startRobot()
  const away = createServer((_request, response) => response.writeHead(307, { Location: robot.url }).end())
  expect(await logOf(`http://127.0.0.1:${await listen(away)}/send?key=${secret}`)).not.toContain(secret)
  expect(robot.bodies).toEqual([])
})

test('what a robot has not taken three times is dropped, and what comes later is told', async () => {
  const robot = await startRobot('down', 'down', 'down')
  const logs: string[] = []
  const { tell } = createNotifier(settings(robot.url), {}, (one) => logs.push(one), fast)
  tell(waiting)
  await robot.taken(3)
  tell(waiting)
  await robot.taken(4)
  expect(logs).toHaveLength(1)
})

test('through the gate: what OMS accepted is told, once, and a robot that never answers delays nothing', async () => {
  const oms = await startOms((response) => response.end(accepted))
  const robot = await startRobot(undefined)
  const lines: string[] = []
  const { tell } = createNotifier(settings(robot.url), {}, (one) => lines.push(one), fast)
  const desk = await startDesk({ OMS_ADDRESS: oms.address }, undefined, tell)
  const attempt = { 'X-Request-Id': 'attempt-of-the-robot' }
  expect(await desk.apply(attempt)).toMatchObject({ status: 200, body: accepted })
  expect(await desk.apply(attempt)).toMatchObject({ status: 200, headers: { 'x-attempt': 'repeated' } })
  expect(await desk.send('GET /desk.json')).toMatchObject({ status: 200 })
  await robot.taken(1)
  expect(robot.bodies).toEqual([{ text: `Backup Desk\n${line}`, mrkdwn: false }])
  expect([...desk.lines, ...lines].join('\n')).not.toContain(secret)
  expect(oms.arrivals).toHaveLength(1)
})

test('a desk that ends first tells what waits, at once and in one go', async () => {
  const robot = await startRobot()
  const slow = { paceMs: 60_000, retryMs: 60_000 }
  const { tell, end } = createNotifier(settings(robot.url), {}, () => {}, slow)
  tell(waiting)
  await robot.taken(1)
  tell(answered('apply', applyBody, '{"apply":{"ret":0,"msg":"","id":559}}'))
  await end()
  expect(robot.bodies).toEqual([
    { text: `Backup Desk\n${line}`, mrkdwn: false },
    { text: `Backup Desk\n${line.replace('558', '559')}`, mrkdwn: false },
  ])
})

test('a desk that ends does not wait for a robot that is down, and the log says what was dropped', async () => {
  const robot = await startRobot('down', 'down', 'down')
  const logs: string[] = []
  const { tell, end } = createNotifier(settings(robot.url), {}, (one) => logs.push(one), { retryMs: 60_000 })
  tell(waiting)
  await robot.taken(1)
  await end()
  expect(logs).toHaveLength(1)
  expect(robot.bodies.length).toBeLessThan(3)
})
