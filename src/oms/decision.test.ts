import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approveBody, judgeApprove, judgeReject, rejectBody } from '~/oms/decision'
import { answer, listFailure, odd } from '~/test/answers'

test('rejectBody is the documented request, to the letter', () => {
  expect(rejectBody('100', 'test')).toBe('{"apply_id":"100","memo":"test"}')
})

test('approveBody is the documented request, and exact beyond 2^53', () => {
  expect(approveBody('564')).toBe('{"uid":564}')
  expect(approveBody('9007199254740993')).toBe('{"uid":"9007199254740993"}')
  expect(approveBody('1.5')).toBe('{"uid":"1.5"}')
})

test.each(['connection', 'deadline', 'redirect', 'too large'] as const)('a lost answer (%s) is unknown', (reason) => {
  for (const judge of [judgeReject, judgeApprove]) {
    expect(judge({ kind: 'lost', reason })).toEqual({ kind: 'unknown', why: reason })
  }
})

describe('judgeReject', () => {
  test('takes the bare true of a 200 as rejected', () => {
    expect(judgeReject(answer(200, 'true'))).toEqual({ kind: 'rejected' })
  })

  test.each([200, 400, 422])('takes the documented failure with HTTP %d as refused', (status) => {
    expect(judgeReject(answer(status, `{"apply_id":["can't find apply_list(apply_id=100)"]}`))).toEqual({
      kind: 'refused',
      reason: 'request',
      messages: ["apply_id: can't find apply_list(apply_id=100)"],
    })
  })

  test.each([...odd.filter((text) => text !== 'true'), '{"apply":{"ret":0,"id":1}}'])(
    'leaves HTTP 200 with %s unknown',
    (text) => {
      expect(judgeReject(answer(200, text))).toMatchObject({ kind: 'unknown', status: 200 })
    },
  )

  test.each([200, 400, 500])('takes the whitelist with HTTP %d as refused', (status) => {
    const text = '{"apply_id":["ip(10.29.89.68) not in whitelist"]}'
    expect(judgeReject(answer(status, text))).toMatchObject({ kind: 'refused', reason: 'whitelist' })
  })

  test.each([201, 204, 302, 500])('leaves true with HTTP %d unknown', (status) => {
    expect(judgeReject(answer(status, 'true'))).toMatchObject({ kind: 'unknown', status })
  })
})

describe('judgeApprove', () => {
  test.each([
    ['{"set_id":126,"trans_id":408,"username":"tcaplus"}', '408', 'tcaplus'],
    ['{"set_id":"126","trans_id":"408","username":"tcaplus"}', '408', 'tcaplus'],
    ['{"trans_id":"9007199254740993"}', '9007199254740993', ''],
    ['{"trans_id":408,"username":7}', '408', ''],
  ])('takes %s as approved', (text, transaction, applicant) => {
    expect(judgeApprove(answer(200, text))).toEqual({ kind: 'approved', transaction, applicant })
  })

  test.each([
    [200, '{"uid":["can\'t find apply_list(apply_id=558)"]}', "uid: can't find apply_list(apply_id=558)"],
    [400, '{"uid":["no"]}', 'uid: no'],
    [422, listFailure, 'Add transaction for ProcBackupSvrDataReq failed: Get TcaplusServer by:10.123.15.2 failed.'],
  ])('takes HTTP %d with %s as refused', (status, text, message) => {
    expect(judgeApprove(answer(status, text))).toEqual({ kind: 'refused', reason: 'request', messages: [message] })
  })

  test.each([
    ...odd,
    listFailure,
    ...['0', '-1', '1.5', 'null', '""', '"x"', '[408]', 'true'].map((id) => `{"set_id":126,"trans_id":${id}}`),
  ])('leaves HTTP 200 with %s unknown', (text) => {
    expect(judgeApprove(answer(200, text))).toMatchObject({ kind: 'unknown', status: 200 })
  })

  test.each([201, 204, 302, 409, 500, 503])('leaves the documented answer with HTTP %d unknown', (status) => {
    const text = '{"set_id":126,"trans_id":408,"username":"tcaplus"}'
    expect(judgeApprove(answer(status, text))).toMatchObject({ kind: 'unknown', status })
  })

  test('never calls anything approved that has no transaction, whatever comes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.json(), (status, text) => {
        expect(judgeApprove(answer(status, text)).kind).not.toBe('approved')
      }),
    )
  })
})
