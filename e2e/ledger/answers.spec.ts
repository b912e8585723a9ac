import { readJournal } from './journal'
import { expectAgreement } from './ledger'
import { committed, commitThenDrop, expect, expectStatus, form, hang, press, row, rows, success, test } from './desk'
import { answered, head, type Fault } from './fault-oms'

test.describe.configure({ mode: 'parallel' })

const html = '<!DOCTYPE html><html><body><h1>Please log in</h1></body></html>'
const yii401 =
  '{"name":"Unauthorized","message":"You are requesting with an invalid credential.","code":0,"status":401,"type":"yii\\\\web UnauthorizedHttpException"}'
const listFailure = '["Add transaction for ProcBackupSvrDataReq failed: Get TcaplusServer by:10.123.15.2 failed."]'

type Case = { title: string; fault: Fault; status: string; says?: string | RegExp; commits?: number }

/** Answers to "apply" that are none of the documented successes: HTTP and bodies. */
const bodies: Case[] = [
  {
    title: 'a redirection to a login page is not followed, and the outcome is unknown',
    fault: answered(302, '', 'text/html', ['Location: /login']),
    status: 'Outcome unknown',
    says: 'redirection',
  },
  {
    title: 'a redirection after the deed is unknown too',
    fault: ({ commit, answer }) => {
      commit()
      answer(302, html, 'text/html', ['Location: /login'])
    },
    status: 'Outcome unknown',
    commits: 1,
  },
  {
    title: 'the documented 401 is a refusal in the words of OMS',
    fault: answered(401, yii401),
    status: 'Refused',
    says: 'You are requesting with an invalid credential.',
  },
  { title: 'a 401 with any other body is a refusal', fault: answered(401, html, 'text/html'), status: 'Refused' },
  {
    title: 'the whitelist failure names the address that OMS saw',
    fault: answered(403, '{"source_ip":"ip:10.29.89.51 not in whitelist"}'),
    status: 'Refused',
    says: 'ip:10.29.89.51 not in whitelist',
  },
  {
    title: 'a map of fields to messages is a refusal',
    fault: answered(422, '{"apply_id":["can\'t find apply_list(apply_id=100)"]}'),
    status: 'Refused',
    says: "apply_id: can't find apply_list(apply_id=100)",
  },
  {
    title: 'a bare list of messages is a refusal',
    fault: answered(400, listFailure),
    status: 'Refused',
    says: 'Get TcaplusServer by:10.123.15.2 failed.',
  },
  {
    title: 'messages in nested lists are a refusal',
    fault: answered(400, '[["no such zone",["no such table"]]]'),
    status: 'Refused',
    says: 'no such table',
  },
  {
    title: 'a documented failure with a status of the server is unknown',
    fault: answered(500, listFailure),
    status: 'Outcome unknown',
    says: 'status 500',
  },
  {
    title: 'a documented failure with 409, the word of a guard, is unknown',
    fault: answered(409, listFailure),
    status: 'Outcome unknown',
  },
  { title: 'an unknown shape is unknown', fault: answered(400, '{"wrong":{"why":1}}'), status: 'Outcome unknown' },
  {
    title: 'a documented failure with 200 is unknown, for a success has another shape',
    fault: answered(200, listFailure),
    status: 'Outcome unknown',
  },
  ...[413, 414, 415, 429, 431].map((status) => ({
    title: `a ${status} in HTML by something before OMS is unknown`,
    fault: answered(status, html, 'text/html'),
    status: 'Outcome unknown',
    says: `status ${status}`,
  })),
  {
    title: 'a 503 in HTML is unknown',
    fault: answered(503, html, 'text/html'),
    status: 'Outcome unknown',
    says: 'status 503',
  },
  {
    title: 'a 503 after the deed is unknown',
    fault: committed(() => html, 503, 'text/html'),
    status: 'Outcome unknown',
    commits: 1,
  },
  ...['', 'null', '[]', 'true', '{}', '558', '"success"'].map((content) => ({
    title: `a 200 with ${content === '' ? 'no body' : content} is unknown`,
    fault: answered(200, content),
    status: 'Outcome unknown',
  })),
  { title: 'a 204 is unknown', fault: answered(204, ''), status: 'Outcome unknown' },
  {
    title: 'a success with 201 is not the documented one, and unknown',
    fault: committed(success, 201),
    status: 'Outcome unknown',
    commits: 1,
  },
  {
    title: 'a PHP warning before the JSON makes it unknown, not a failure',
    fault: committed((id) => `<br />\n<b>Warning</b>: Undefined index in apply.php on line 7<br />\n${success(id)}`),
    status: 'Outcome unknown',
    commits: 1,
  },
  {
    title: 'HTML with 200 is unknown, and none of it becomes part of the page',
    fault: answered(200, '<h1>Boo</h1><img src="/no-such-image">', 'text/html'),
    status: 'Outcome unknown',
  },
  {
    title: 'a success that is not UTF-8 is unknown',
    fault: committed((id) => Buffer.from(`{"apply":{"ret":0,"msg":"\u00fcber","id":${id}}}`, 'latin1')),
    status: 'Outcome unknown',
    commits: 1,
  },
  {
    title: 'a refusal that is not UTF-8 is unknown',
    fault: answered(400, Buffer.from('["\u00fcber"]', 'latin1')),
    status: 'Outcome unknown',
  },
  {
    title: 'ten thousand levels of lists are unknown and harm nothing',
    fault: answered(400, '['.repeat(10_000) + ']'.repeat(10_000)),
    status: 'Outcome unknown',
  },
  {
    title: 'ten thousand levels of objects after the deed are unknown and harm nothing',
    fault: committed((id) => `{"a":${'{"a":'.repeat(10_000)}${id}${'}'.repeat(10_000)}}`),
    status: 'Outcome unknown',
    commits: 1,
  },
  {
    title: 'an answer inside __proto__ is no answer',
    fault: answered(200, `{"__proto__":${success('558')}}`),
    status: 'Outcome unknown',
  },
  {
    title: 'a result inside the __proto__ of apply is no result',
    fault: answered(200, '{"apply":{"__proto__":{"ret":0,"msg":"","id":558}}}'),
    status: 'Outcome unknown',
  },
  {
    title: 'two ids under one key are unknown',
    fault: committed((id) => `{"apply":{"ret":0,"msg":"","id":${id},"id":999}}`),
    status: 'Outcome unknown',
    commits: 1,
  },
  {
    title: 'two results under one key are unknown',
    fault: committed((id) => `{"apply":{"ret":1,"msg":"no"},"apply":{"ret":0,"msg":"","id":${id}}}`),
    status: 'Outcome unknown',
    commits: 1,
  },
  {
    title: 'fifty megabytes are not read to their end, and unknown',
    fault: async ({ commit, socket }) => {
      commit()
      const size = 50 * 1024 * 1024
      socket.write(head(200, ['Content-Type: application/json', `Content-Length: ${size}`]))
      const spaces = Buffer.alloc(1024 * 1024, ' ')
      for (let sent = 0; sent < size && !socket.destroyed; sent += spaces.length) {
        if (!socket.write(spaces)) await drained(socket)
      }
      socket.end()
    },
    status: 'Outcome unknown',
    says: 'too large',
    commits: 1,
  },
]

/** Answers of the documented shape, and its neighbours. */
const results: Case[] = [
  { title: 'the documented success is pending', fault: committed(success), status: 'Pending', says: '#558' },
  {
    title: 'a ret of "0" as a string is success',
    fault: committed((id) => `{"apply":{"ret":"0","msg":"","id":${id}}}`),
    status: 'Pending',
    says: '#558',
  },
  {
    title: 'a ret of "1" as a string is a refusal',
    fault: answered(200, '{"apply":{"ret":"1","msg":"no table in this zone"}}'),
    status: 'Refused',
    says: 'no table in this zone',
  },
  {
    title: 'a ret other than 0 is a refusal even with an id beside it',
    fault: answered(200, '{"apply":{"ret":1017,"msg":"set 126 is read-only","id":0}}'),
    status: 'Refused',
    says: 'set 126 is read-only',
  },
  {
    title: 'a negative ret is a refusal',
    fault: answered(200, '{"apply":{"ret":-1,"msg":"system busy"}}'),
    status: 'Refused',
    says: 'system busy',
  },
  {
    title: 'a refusal without a message says that there is none',
    fault: answered(200, '{"apply":{"ret":2}}'),
    status: 'Refused',
    says: 'OMS gave no reason.',
  },
  {
    title: 'a ret of true is unknown',
    fault: committed((id) => `{"apply":{"ret":true,"id":${id}}}`),
    status: 'Outcome unknown',
    commits: 1,
  },
  {
    title: 'no ret is unknown',
    fault: committed((id) => `{"apply":{"msg":"success","id":${id}}}`),
    status: 'Outcome unknown',
    commits: 1,
  },
  {
    title: 'success without an id is unknown',
    fault: committed(() => '{"apply":{"ret":0,"msg":"success to apply backup svr table"}}'),
    status: 'Outcome unknown',
    commits: 1,
  },
  ...['0', '-558', '558.5', 'null', '"abc"', '""', '[558]', 'true'].map((id) => ({
    title: `success with ${id} for an id is unknown`,
    fault: committed(() => `{"apply":{"ret":0,"msg":"","id":${id}}}`),
    status: 'Outcome unknown',
    commits: 1,
  })),
  {
    title: 'an id as a string is accepted',
    fault: committed((id) => `{"apply":{"ret":0,"msg":"","id":"${id}"}}`),
    status: 'Pending',
    says: '#558',
  },
  {
    title: 'an id above 2^53 stays exact to the last digit',
    fault: ({ commit, answer }) => answer(200, success(commit('9007199254740993'))),
    status: 'Pending',
    says: '#9007199254740993',
  },
  {
    title: 'an application whose automatic approval succeeded is approved',
    fault: committed((id) => `{"apply":{"ret":0,"msg":"","id":${id}},"check":{"ret":0,"msg":"","trans_id":260}}`),
    status: 'Approved',
    says: 'transaction 260',
  },
  {
    title: 'an application whose automatic approval failed exists all the same',
    fault: committed((id) => `{"apply":{"ret":0,"msg":"","id":${id}},"check":{"ret":31,"msg":"not allowed here"}}`),
    status: 'Pending',
    says: 'not allowed here',
  },
  {
    title: 'an approval in an undocumented shape leaves the application pending',
    fault: committed((id) => `{"apply":{"ret":0,"msg":"","id":${id}},"check":"yes"}`),
    status: 'Pending',
    says: 'did not say clearly',
  },
]

for (const [area, cases] of [
  ['HTTP and body', bodies],
  ['apply', results],
] as const) {
  for (const { title, fault, status, says, commits } of cases) {
    test(`${area}: ${title}`, async ({ desk, oms }) => {
      const created = status === 'Pending' || status === 'Approved'
      oms.obey(fault)
      await press(desk, 'guild')
      await expectStatus(desk, 'guild', status)
      const said = form(desk).getByRole(created ? 'status' : 'alert')
      await expect(said).toContainText(created ? 'created' : status === 'Refused' ? 'OMS refused' : status)
      if (says !== undefined) await expect(said).toContainText(says)
      expect(oms.ledger.arrivals).toHaveLength(1)
      expect(oms.ledger.commits).toHaveLength(commits ?? (created ? 1 : 0))
      await expectAgreement(desk, oms)
    })
  }
}

type RejectCase = { title: string; fault: Fault; row: string; says?: string; done?: number }

const rejections: RejectCase[] = [
  {
    title: 'the bare true means rejected',
    fault: ({ commit, answer }) => {
      commit()
      answer(200, 'true')
    },
    row: 'Rejected',
    done: 1,
  },
  ...['false', '', 'null', '[]', '1', '"true"', '{}', success('558')].map((content) => ({
    title: `a 200 with ${content === '' ? 'no body' : content} is unknown`,
    fault: answered(200, content),
    row: 'whether OMS carried it out is unknown',
  })),
  {
    title: 'true with 201 is unknown',
    fault: ({ commit, answer }) => {
      commit()
      answer(201, 'true')
    },
    row: 'whether OMS carried it out is unknown',
    done: 1,
  },
  {
    title: 'the field map with 200 is a refusal',
    fault: answered(200, '{"apply_id":["can\'t find apply_list(apply_id=558)"]}'),
    row: "Rejection refused: apply_id: can't find apply_list(apply_id=558)",
    says: "can't find apply_list(apply_id=558)",
  },
  {
    title: 'the field map with 400 is a refusal',
    fault: answered(400, '{"memo":["memo is too long"]}'),
    row: 'Rejection refused: memo: memo is too long',
  },
  {
    title: 'a line that dies after the deed is unknown',
    fault: commitThenDrop,
    row: 'whether OMS carried it out is unknown',
    done: 1,
  },
  { title: 'while OMS says nothing the row says "Rejecting"', fault: hang, row: 'Rejecting' },
]

for (const { title, fault, row: shown, says, done = 0 } of rejections) {
  test(`reject: ${title}`, async ({ desk, oms }) => {
    await press(desk, 'guild')
    await expectStatus(desk, 'guild', 'Pending')
    oms.obey(fault)
    await row(desk, '#558').getByRole('button', { name: 'Reject #558' }).click()
    const dialog = desk.getByRole('dialog', { name: 'Reject #558' })
    await dialog.getByRole('textbox', { name: 'Memo' }).fill('not this week')
    await dialog.getByRole('button', { name: 'Reject', exact: true }).click()
    if (says !== undefined) await expect(dialog.getByRole('alert')).toContainText(says)
    await expect(rows(desk)).toContainText([shown])
    await oms.arrived(2)
    expect(oms.ledger.arrivals.map(({ body }) => body).slice(1)).toEqual(['{"apply_id":"558","memo":"not this week"}'])
    expect(oms.ledger.rejections).toHaveLength(done)
    await expectAgreement(desk, oms)
  })
}

test('the intent lies on disk before OMS sees anything of the request', async ({ desk, oms }) => {
  oms.obey(hang)
  await press(desk, 'guild')
  await oms.arrived(1)
  const events = await readJournal(desk, oms.environment)
  expect(events.map((event) => event.kind)).toEqual(['apply intent'])
  await expectStatus(desk, 'guild', 'Sending')
  await expectAgreement(desk, oms)
})

function drained(socket: Parameters<Fault>[0]['socket']) {
  return new Promise<void>((resolve) => {
    socket.once('drain', resolve)
    socket.once('close', () => resolve())
  })
}
