import { expect, test } from 'vitest'
import { executionBody, judgeExecution } from '~/oms/execution'
import { answer } from '~/test/answers'

test('the bodies are those of the documents, with ids of any length', () => {
  expect(executionBody('start', { setId: '126', id: '404' })).toBe('{"trans_id":404,"set_id":126}')
  expect(executionBody('resume', { setId: '126', id: '45' })).toBe('{"set_id":126,"trans_id":45}')
  expect(executionBody('resume', { setId: '0126', id: '9007199254740993' })).toBe(
    '{"set_id":"0126","trans_id":"9007199254740993"}',
  )
})

test.each([
  ['the documented start', 'start', 200, '{"set_id":126,"trans_id":404}', { kind: 'started' }],
  ['an id as text', 'start', 200, '{"set_id":"126","trans_id":"404"}', { kind: 'started' }],
  ['the documented redo, which names another one', 'resume', 200, '{"set_id":126,"trans_id":40}', { kind: 'started' }],
  ['a start of another one', 'start', 200, '{"set_id":126,"trans_id":405}', { kind: 'unknown', why: 'answer' }],
  ['no transaction', 'resume', 200, '{"set_id":126}', { kind: 'unknown', why: 'answer' }],
  ['transaction 0', 'resume', 200, '{"set_id":126,"trans_id":0}', { kind: 'unknown', why: 'answer' }],
  [
    'the documented start with HTTP 500',
    'start',
    500,
    '{"set_id":126,"trans_id":404}',
    { kind: 'unknown', status: 500 },
  ],
  ['true', 'start', 200, 'true', { kind: 'unknown', why: 'answer' }],
  [
    'a state that does not allow it',
    'start',
    422,
    '{"trans_id":["当前事务状态不允许执行,当前事务状态:已成功完成"]}',
    { kind: 'refused', messages: ['trans_id: 当前事务状态不允许执行,当前事务状态:已成功完成'] },
  ],
  [
    'an unknown transaction at 200',
    'resume',
    200,
    '{"trans_id":["事务不存在,集群ID:125,事务ID:404"]}',
    { kind: 'refused', messages: ['trans_id: 事务不存在,集群ID:125,事务ID:404'] },
  ],
] as const)('%s', (_name, action, status, text, outcome) => {
  expect(judgeExecution(answer(status, text), action, '404')).toMatchObject(outcome)
})

test('what was lost is unknown', () => {
  expect(judgeExecution({ kind: 'lost', reason: 'connection' }, 'start', '404')).toMatchObject({ kind: 'unknown' })
})
