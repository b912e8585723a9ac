import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyBody, type ApplicationDraft } from '~/oms/application-draft'
import { judgeApply as judgeAnyApply } from '~/oms/apply'
import type { Evidence } from '~/oms/evidence'
import { answer, listFailure, odd } from '~/test/answers'

describe('applyBody', () => {
  test('is the documented request, to the letter', () => {
    const draft: ApplicationDraft = {
      setId: '126',
      appId: '2',
      target: { scope: 'servers', zoneId: '0', tableName: '', serverIds: ['126.2.2.2', '126.2.2.3'] },
      autoApprove: false,
    }
    expect(applyBody(draft)).toBe(
      '{"set_id":"126","app_id":"2","zone_id":"0","svr_ids":["126.2.2.2","126.2.2.3"],"auto_approve":"0"}',
    )
  })

  test('of all servers has the number 0 and an empty zone and table', () => {
    expect(applyBody({ setId: '126', appId: '2', target: { scope: 'all' }, autoApprove: true })).toBe(
      '{"set_id":"126","app_id":"2","zone_id":"","table_name":"","svr_ids":0,"auto_approve":"1"}',
    )
  })

  test.each([
    ['0', '', '{"set_id":"1","app_id":"2","zone_id":"0","auto_approve":"0"}'],
    ['', 'player', '{"set_id":"1","app_id":"2","table_name":"player","auto_approve":"0"}'],
    ['7', 'player', '{"set_id":"1","app_id":"2","zone_id":"7","table_name":"player","auto_approve":"0"}'],
  ])('of zone "%s" and table "%s" leaves out what was not given', (zoneId, tableName, body) => {
    const draft: ApplicationDraft = {
      setId: '1',
      appId: '2',
      target: { scope: 'tables', zoneId, tableName },
      autoApprove: false,
    }
    expect(applyBody(draft)).toBe(body)
  })

  test('keeps ids beyond 2^53 to the digit', () => {
    const setId = '9007199254740993'
    const target = { scope: 'tables', zoneId: '0', tableName: '' } as const
    expect(applyBody({ setId, appId: '2', target, autoApprove: false })).toContain('"set_id":"9007199254740993"')
  })
})

const judgeApply = (evidence: Evidence, autoApprove = true) => judgeAnyApply(evidence, autoApprove)

test.each(['connection', 'deadline', 'redirect', 'too large'] as const)('a lost answer (%s) is unknown', (reason) => {
  expect(judgeApply({ kind: 'lost', reason })).toEqual({ kind: 'unknown', why: reason })
})

describe('judgeApply', () => {
  test.each([
    ['a failed approval', '{"ret":-1,"msg":"not allowed"}', { kind: 'failed', message: 'not allowed' }],
    ['a failed approval with ret as a string', '{"ret":"5","msg":"no"}', { kind: 'failed', message: 'no' }],
    ['an approval', '{"ret":0,"msg":"","trans_id":260}', { kind: 'approved', transaction: '260' }],
    ['an approval without a transaction', '{"ret":0,"msg":""}', { kind: 'unclear' }],
    ['an approval with transaction 0', '{"ret":0,"trans_id":0}', { kind: 'unclear' }],
    ['a failed approval with reasons in lists', '{"ret":1,"msg":["a",["b"]]}', { kind: 'failed', message: 'a; b' }],
    ['a failed approval without a reason', '{"ret":-7,"msg":""}', { kind: 'failed', message: 'ret: -7' }],
    ['an approval of no known shape', '[1]', { kind: 'unclear' }],
    ['an approval that is empty', '[]', { kind: 'unclear' }],
    ['an approval that is null', 'null', { kind: 'none' }],
    ['an approval that is a word', '"yes"', { kind: 'unclear' }],
  ])('tells %s apart from the application itself', (_name, check, approval) => {
    expect(judgeApply(answer(200, `{"apply":{"ret":0,"msg":"","id":560},"check":${check}}`))).toEqual({
      kind: 'accepted',
      id: '560',
      approval,
    })
  })

  test.each(['null', '[]', '{}', '""', 'false', '0', '"0"'])(
    'takes the approval %s that nobody asked for as none',
    (check) => {
      const text = `{"apply":{"ret":0,"msg":"","id":560},"check":${check}}`
      expect(judgeApply(answer(200, text), false)).toMatchObject({ kind: 'accepted', approval: { kind: 'none' } })
    },
  )

  test.each(['{"ret":0,"msg":""}', '[1]', '"yes"', '1'])('does not take the approval %s as none', (check) => {
    const text = `{"apply":{"ret":0,"msg":"","id":560},"check":${check}}`
    expect(judgeApply(answer(200, text), false)).toMatchObject({ approval: { kind: 'unclear' } })
  })

  test.each([
    ['the documented answer', '{"apply":{"ret":0,"msg":"success to apply backup svr table","id":558}}', '558'],
    ['ret as a string', '{"apply":{"ret":"0","msg":"","id":558}}', '558'],
    ['id as a string', '{"apply":{"ret":0,"msg":"","id":"558"}}', '558'],
    ['an id beyond 2^53, exact', '{"apply":{"ret":0,"id":"9007199254740993"}}', '9007199254740993'],
    ['no msg', '{"apply":{"ret":0,"id":1}}', '1'],
  ])('accepts %s', (_name, text, id) => {
    expect(judgeApply(answer(200, text))).toEqual({ kind: 'accepted', id, approval: { kind: 'none' } })
  })

  test('accepts the documented answer to an automatic approval, and tells its transaction', () => {
    const text =
      '{"apply":{"ret":0,"msg":"success to apply backup svr table","id":559},"check":{"ret":0,"msg":"","trans_id":260}}'
    const approval = { kind: 'approved', transaction: '260' }
    expect(judgeApply(answer(200, text))).toEqual({ kind: 'accepted', id: '559', approval })
  })

  test.each([
    ['no message', '{"apply":{"ret":2}}', ['ret: 2']],
    ['a code and no message', '{"apply":{"ret":"-2","msg":null,"code":"17"}}', ['ret: -2', 'code: 17']],
    ['a number for a message', '{"apply":{"ret":1,"msg":17}}', ['ret: 1', '17']],
    [
      'a list of messages',
      '{"apply":{"ret":1,"msg":["no table in zone 9","second"]}}',
      ['no table in zone 9', 'second'],
    ],
    ['lists in lists', '{"apply":{"ret":1,"msg":[["a"],[["b"]]]}}', ['a', 'b']],
    ['a map of messages', '{"apply":{"ret":1,"msg":{"zone_id":["a"],"3":"b"}}}', ['b', 'zone_id: a']],
    ['a message of another name', '{"apply":{"ret":1,"msg":"","reason":"a"}}', ['reason: a']],
    ['a message elsewhere', '{"apply":{"ret":1},"error":{"text":"a"}}', ['text: a']],
    ['ret 1', '{"apply":{"ret":1,"msg":"no table in this zone"}}'],
    ['a negative ret', '{"apply":{"ret":-1,"msg":"no table in this zone"}}'],
    ['ret "2"', '{"apply":{"ret":"2","msg":"no table in this zone"}}'],
    ['ret "-12"', '{"apply":{"ret":"-12","msg":"no table in this zone"}}'],
    [
      'a message that begins with a number',
      '{"apply":{"ret":1,"msg":"2 tables are missing"}}',
      ['2 tables are missing'],
    ],
    ['a ret other than 0 beside an id', '{"apply":{"ret":3,"msg":"no table in this zone","id":558}}'],
  ])('takes HTTP 200 with %s as refused', (_name, text, messages = ['no table in this zone']) => {
    expect(judgeApply(answer(200, text))).toEqual({ kind: 'refused', reason: 'request', messages })
  })

  test.each([
    [200, '{"apply":{"ret":1,"msg":"ip(10.29.89.68) not in whitelist to apply(cmd:10009)"}}'],
    [200, '{"apply":{"ret":1,"msg":["ip:10.29.89.68 not in whitelist"]}}'],
    [200, '{"apply":{"ret":1,"msg":["failed","ip:10.29.89.68 not in whitelist"]}}'],
    [200, '{"app_id":["ip(10.29.89.68) not in whitelist to query zones info(cmd:10010) of set_id:126 app_id:2"]}'],
  ])('takes HTTP %d with %s as refused by the whitelist', (status, text) => {
    expect(judgeApply(answer(status, text))).toMatchObject({ kind: 'refused', reason: 'whitelist' })
  })

  test.each([
    ['ret 0 without an id', '{"apply":{"ret":0,"msg":"success"}}'],
    ...['0', '-558', '558.5', 'null', '"abc"', '"558 x"', '""', '[558]', 'true'].map((id): [string, string] => [
      `id ${id}`,
      `{"apply":{"ret":0,"msg":"","id":${id}}}`,
    ]),
    ['no ret', '{"apply":{"id":558}}'],
    ['ret null', '{"apply":{"ret":null,"id":558}}'],
    ...['true', '""', '"x0"', '"0 x"'].map((ret): [string, string] => [
      `ret ${ret}`,
      `{"apply":{"ret":${ret},"id":558}}`,
    ]),
    ['an unknown shape', '{"applied":true}'],
    ['a documented failure', listFailure],
    ['an answer inside __proto__', '{"__proto__":{"apply":{"ret":0,"msg":"","id":558}}}'],
    ['a result inside the __proto__ of apply', '{"apply":{"__proto__":{"ret":0,"msg":"","id":558}}}'],
    ['ten thousand levels of objects', `${'{"a":'.repeat(10_000)}558${'}'.repeat(10_000)}`],
    ...odd.map((text): [string, string] => [text === '' ? 'nothing' : text, text]),
    ['a PHP warning before the JSON', 'Warning: x in y\n{"apply":{"ret":0,"id":558}}'],
    ['half a body', '{"apply":{"ret":0,'],
    ['a refusal after a notice', 'Notice: x\n{"apply":{"ret":1,"msg":"no"}}'],
    ['a failure and no list', '{"set_id":{"why":"no"}}'],
    ['an echo that holds source_ip', '{"source_ip":"10.1.1.1","apply_id":558}'],
    ["yii's list", '[{"field":"set_id","message":"no"}]'],
  ])('leaves HTTP 200 with %s unknown', (_name, text) => {
    expect(judgeApply(answer(200, text))).toMatchObject({ kind: 'unknown', status: 200 })
  })

  test.each([201, 204, 301, 302, 304, 500, 503])('leaves HTTP %d unknown even with a good body', (status) => {
    expect(judgeApply(answer(status, '{"apply":{"ret":0,"msg":"","id":558}}')).kind).toBe('unknown')
  })

  test('never calls anything accepted that has no ret 0 and id, whatever comes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.json(), (status, text) => {
        expect(judgeApply(answer(status, text)).kind).not.toBe('accepted')
      }),
    )
  })
})
