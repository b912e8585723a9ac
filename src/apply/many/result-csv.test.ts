import { expect, test } from 'vitest'
import { resultCsv } from '~/apply/many/result-csv'

const head = { setId: '126', appId: '2', autoApprove: true }
const lines = (results: Parameters<typeof resultCsv>[0]) => resultCsv(results).split('\r\n')

test('a result is a file with what each row asked for and its outcome', () => {
  expect(
    lines([
      {
        line: 1,
        requested: { ...head, target: { scope: 'tables', zoneId: '0', tableName: 'player' } },
        outcome: 'Pending',
        id: '558',
        message: '',
      },
      {
        line: 2,
        requested: {
          ...head,
          autoApprove: false,
          target: { scope: 'servers', zoneId: '', tableName: '', serverIds: ['126.2.2.2', '126.2.2.3'] },
        },
        outcome: 'Refused',
        message: 'no such server,\r\n sorry',
      },
      {
        line: 3,
        requested: {
          setId: '007',
          appId: '',
          autoApprove: false,
          target: { scope: 'tables', zoneId: '', tableName: '=1+1' },
        },
        outcome: 'Not sent',
        message: '＠x',
      },
      {
        line: 4,
        requested: { ...head, target: { scope: 'all' } },
        outcome: 'Pending',
        id: '9007199254740993',
        message: '',
      },
    ]),
  ).toEqual([
    '\ufeffrow,set_id,app_id,zone_id,table_name,svr_ids,auto_approve,outcome,id,message',
    '1,126,2,0,player,,1,Pending,558,',
    '2,126,2,,,126.2.2.2 126.2.2.3,0,Refused,,"no such server, sorry"',
    "3,'007,,,'=1+1,,0,Not sent,,'＠x",
    "4,126,2,,,0,1,Pending,'9007199254740993,",
  ])
})

test('without results there is a header', () => {
  expect(lines([])).toHaveLength(1)
})
