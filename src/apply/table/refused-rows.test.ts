import { expect, test } from 'vitest'
import { draftOf, row, servers, tables } from '~/test/table-rows'
import { t } from '~/test/texts'
import { onlyRows } from '~/apply/table/many-append'
import { readRows, type ManyRow } from '~/apply/table/many-rows'
import type { TableColumn } from '~/oms/table-columns'

const errorsOf = (one: ManyRow | undefined) =>
  one?.kind === 'wrong' ? one.errors.map(({ column, message }) => [column, message]) : one?.kind

test('the columns may stand in any order; one that is not understood stops its rows until a person says what it is', () => {
  const text =
    'Tbl\tTable name\tapp_id\tset_id\tComment\n\tplayer\t2\t126\t\nx\tguild\t2\t126\tfirst, of all\n\tmail\t2\t126\tz'
  const { rows, unclear } = readRows(t, text)
  expect(rows.map(errorsOf)).toEqual([
    'valid',
    ['"Tbl" is not known and holds x', '"Comment" is not known and holds first'].map((said) => [
      undefined,
      expect.stringContaining(said),
    ]),
    expect.arrayContaining([[undefined, expect.stringContaining('"Comment" is not known and holds z')]]),
  ])
  const free = ['zoneId', 'serverIds', 'autoApprove']
  expect(unclear).toEqual([
    { key: 'Tbl', name: 'Tbl', values: ['x'], free },
    { key: 'Comment', name: 'Comment', values: ['first, of all', 'z'], free },
  ])
  const chosen = readRows(
    t,
    text,
    new Map([
      ['Comment', 'leave out'],
      ['Tbl', 'zoneId'],
    ] as const),
  )
  expect(chosen.rows.map(draftOf).slice(0, 2)).toMatchObject([tables('', 'player'), { cells: { zoneId: 'x' } }])
  expect(chosen.unclear).toMatchObject([{ choice: 'zoneId' }, { choice: 'leave out' }])
})

test.each([
  ['Tbl', '126,2,0,tb_player', 'tableName', tables('0', 'tb_player')],
  ['tb_name', '126,2,0,tb_player', 'tableName', tables('0', 'tb_player')],
  ['slaves', '126,2,0,126.2.2.2', 'serverIds', servers(['126.2.2.2'], '0')],
  ['', '126,2,0,tb_player', 'tableName', tables('0', 'tb_player')],
  ['__proto__', '126,2,0,tb_player', 'tableName', tables('0', 'tb_player')],
] as const)('a column "%s" never lets its rows ask for the whole zone', (name, line, column, draft) => {
  const text = `set_id,app_id,zone_id,${name}\n${line}`
  expect(readRows(t, text).rows).toMatchObject([{ kind: 'wrong' }])
  const [unclear] = readRows(t, text).unclear
  const key = unclear?.key ?? 'none'
  expect(readRows(t, text, new Map([[key, column]])).rows.map(draftOf)).toEqual([draft])
  expect(readRows(t, text, new Map([[key, 'leave out']])).rows.map(draftOf)).toEqual([tables('0', '')])
})

test.each([
  ['set_id is missing', 'app_id,table_name', 'not set_id.'],
  ['both are missing', 'table_name,zone_id', 'not set_id, app_id.'],
  ['a column is there twice', 'set_id,app_id,zone_id,Zone ID', 'Two columns are named zone_id'],
  ['a quotation mark is open', 'set_id,app_id,"zone_id,table_name', 'row of names is not closed'],
])('below a header where %s no row can be read', (_name, names, error) => {
  const said = expect.stringContaining(error)
  const { rows, errors } = readRows(t, `${names}\n126,2,0,a`)
  expect([rows.map(errorsOf), errors]).toEqual([[[[undefined, said]]], [said]])
})

test.each(['0', '"0"', ' 0 ', "'0'", '"0,"', '0 0'])('svr_ids %s cannot mean all servers', (cell) => {
  const all = 'A table cannot apply for all servers; use the form for one application'
  expect(errorsOf(row(`126,2,,,${cell},`))).toEqual([['serverIds', all]])
  expect(errorsOf(row(`126,2,0,player,${cell},`))).toEqual([['serverIds', all]])
})

test.each<[string, string, string]>([
  ['0 among ids', '0 126.2.2.2', 'Not a server id (four numbers with dots, such as 126.2.2.2): 0'],
  ['three parts', '126.2.2 126.2.2.2', '126.2.2'],
  ['a word', 'all', 'all'],
  ['separators alone', '、', 'Enter at least one server id'],
  ['full-width zero', '０', '０'],
])('svr_ids with %s is an error of the cell', (_name, cell, message) => {
  expect(errorsOf(row(`126,2,0,player,${cell},`))).toEqual([['serverIds', expect.stringContaining(message)]])
})

test.each(['007', '1e3', '0x1F', '-0', '+5', '1.0', '126.0', '1,000', '１２６', '12 6', '12,6', 'x', "'007", '=126'])(
  '%j is an error of its cell, whichever column',
  (typed) => {
    const digits = expect.stringContaining('Digits only')
    expect(errorsOf(row(`"${typed}","${typed}","${typed}",,,`))).toEqual([
      ['setId', digits],
      ['appId', digits],
      ['zoneId', digits],
    ])
  },
)

test.each(['2', '01', '１', 'on', '1.0', '-1'])('auto_approve %j is an error of the cell', (cell) => {
  expect(errorsOf(row(`126,2,0,player,,${cell}`))).toEqual([['autoApprove', expect.stringContaining('1 or yes')]])
})

test.each<[string, string, [TableColumn | undefined, string][]]>([
  ['neither zone, table nor servers', '126,2', [['zoneId', 'Enter a zone, a table or server ids']]],
  ['no set', ',2,0,player', [['setId', 'Required']]],
  ['no app', '126,,0,player', [['appId', 'Required']]],
  ['server ids without quotes', '126,2,0,p,126.2.2.2,1,126.2.2.4', [[undefined, 'no column for 126.2.2.4']]],
  ['a line break in the table name', '126,2,0,"a\nb",,', [['tableName', 'line break']]],
  ['an open quotation mark', '126,2,0,"player,,', [[undefined, 'quotation mark is not closed']]],
])('a row with %s is wrong', (_name, line, errors) => {
  expect(errorsOf(row(line))).toEqual(errors.map(([column, message]) => [column, expect.stringContaining(message)]))
})

test('a cell below no name is an error, an empty one is not', () => {
  const { rows, unclear } = readRows(t, 'set_id,,app_id,table_name,\n126,,2,a,,\n126,x,2,b,,\n126,,2,c,,y')
  expect(rows.map(errorsOf)).toEqual([
    'valid',
    [[undefined, expect.stringContaining('Column "2" is not known and holds x')]],
    expect.arrayContaining([[undefined, expect.stringContaining('no column for y')]]),
  ])
  expect(unclear).toMatchObject([{ key: '#2', name: '' }])
})

test('a row shows everything there is to mend at once', () => {
  expect(readRows(t, 'x,,,,0,maybe,more').rows.map(errorsOf)).toEqual([
    [undefined, 'setId', 'appId', 'serverIds', 'autoApprove'].map((column) => [column, expect.any(String)]),
  ])
})

test('a row that asks for the same as an earlier one names it, and is not sent again', () => {
  const { rows } = readRows(t, '126,2,0,a\n126,2,1,a\n x\n126, 2 ,"0",a,,no\n126,2,0,a,,1\n126,2,0,a')
  expect(rows.map((one) => (one.kind === 'same' ? one.as : one.kind))).toEqual([
    'valid',
    'valid',
    'wrong',
    1,
    'valid',
    1,
  ])
})

test('a quotation mark in an ignored column takes no row away', () => {
  const text = `set_id,app_id,zone_id,size\n126,2,0,"big\n126,2,1,x\n0126,2,2,x\n126,2,3,12"\n126,2,4,x`
  const { rows } = readRows(t, text, new Map([['size', 'leave out']]))
  expect(rows.map(({ kind, cells }) => [kind, cells.zoneId])).toEqual([
    ['wrong', '0'],
    ['valid', '1'],
    ['wrong', '2'],
    ['valid', '3'],
    ['valid', '4'],
  ])
})

test.each(['126,2', '007,2', '+126,-2', "'0126,'2", '1e3,２', '126.0,2'])(
  'a quotation mark does not swallow a row that begins with %s',
  (numbers) => {
    expect(readRows(t, `set_id,app_id,size\n126,2,"big\n${numbers},12"`).rows).toHaveLength(2)
  },
)

test.each([
  'Zone ID (old)',
  'Zone ID (not this one)',
  'Zone ID（旧）',
  'Zone ID (app id)',
  'Zone ID 2',
  'zones',
  'dst_zone_id',
  '3区',
  'Zone ID (count)',
  'Zone ID（已备份）',
])('a column "%s" is not taken for the zone', (known) => {
  expect(readRows(t, `set_id,app_id,table_name,"${known}"\n126,2,player,7`).unclear).toMatchObject([{ name: known }])
})

test.each([
  'set_id,app_id,No.,table_name\n126,2,3,player',
  ',,Zone,\nset_id,app_id,编号,table_name\n126,2,1,player\n126,2,2,guild',
  'cluster,service,#,table_name\n126,2,3,player',
])('a number that does not stand before all other columns may be what narrows a row: %j', (text) => {
  const { rows, unclear } = readRows(t, text)
  expect(rows.map(({ kind }) => kind)).toEqual(rows.map(() => 'wrong'))
  expect(unclear.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^(?:No\.|编号|#)$/))
})

test('rows above the names of the columns are refused, for nothing says what they mean', () => {
  const { rows, errors } = readRows(t, '2,126,0,player\napp_id,set_id,zone_id,table_name\n2,126,0,guild')
  expect(rows.map(draftOf)).toMatchObject([{ kind: 'wrong' }, tables('0', 'guild')])
  expect(errors).toEqual([expect.stringContaining('above the column names')])
})

test.each([
  ['at the top', 'приложение,сет,зона,таблица\n2,126,0,player', 1],
  ['at the top, with an empty first name', ',приложение,сет,зона\n1,2,126,0', 1],
  ['below another sheet', 'set_id,app_id,zone_id\n126,2,0\nприложение,сет,зона\n2,126,1', 2],
  ['below rows without names', '126,2,0,a\nприложение,сет,зона,таблица\n2,126,0,player', 2],
  ['a single name', 'set_id\n2,126,0,player', 1],
  ['names in one cell', '"app_id,set_id,zone_id,table_name"\n2,126,0,player', 1],
  ['names between other delimiters', 'App ID | Set ID | Zone ID\n2,126,0', 1],
  ['names between other delimiters in the middle', 'set_id,app_id,zone_id\n126,2,0\napp_id;set_id;zone_id\n2,126,1', 2],
  ['numbered rows below names without one for the number', 'zone_id,set_id,app_id,auto_approve\n1,0,126,1,', 1],
])('names that nobody knows never have their rows read by position: %s', (_name, text, count) => {
  const { rows } = readRows(t, text)
  expect(rows).toHaveLength(count)
  expect(rows.at(-1)).toMatchObject({ kind: 'wrong' })
})

test.each([
  ['a total', 'set_id,app_id,zone_id', '126,2,0\nTotal,4,0', 'adds up'],
  ['a total of an index column', 'No.,set_id,app_id,zone_id', '1,126,2,0\n合计：,126,2,7', 'adds up'],
  ['numbers of the columns', 'set_id,app_id,zone_id,table_name', '1,2,3,4', 'numbers the columns'],
  ['a merged set', 'set_id,app_id,zone_id', '126,2,0\n,2,1', 'Required'],
  ['a merged zone', 'set_id,app_id,zone_id,table_name', '126,2,0,a\n126,2,,b', 'merged cells'],
  ['a merged table', 'set_id,app_id,zone_id,table_name', '126,2,0,a\n126,2,1,', 'merged cells'],
  ['merged servers', 'set_id,app_id,zone_id,svr_ids', '126,2,0,126.2.2.2\n126,2,1,', 'merged cells'],
  ['a table called #REF!', 'set_id,app_id,zone_id,table_name', '126,2,0,#REF!', '#REF! is a spreadsheet error'],
  ['a failed formula around a name', 'set_id,app_id,table_name', '126,2,tb_#N/A', 'is a spreadsheet error'],
  ['a zone called #VALUE!', 'set_id,app_id,zone_id', '126,2,#VALUE!', '#VALUE! is a spreadsheet error'],
  ['a narrow column', 'set_id,app_id,table_name', '126,2,####', 'is a spreadsheet error'],
  ['a table called NULL', 'set_id,app_id,zone_id,table_name', '126,2,0,NULL', 'NULL is not a table name'],
  ['a table called *', 'set_id,app_id,zone_id,table_name', '126,2,0,*', '* is not a table name'],
  ['a table called [NULL]', 'set_id,app_id,zone_id,table_name', '126,2,0,[NULL]', '[NULL] is not a table name'],
  ['a table called （空）', 'set_id,app_id,zone_id,table_name', '126,2,0,（空）', '（空） is not a table name'],
  ['a table called %', 'set_id,app_id,zone_id,table_name', '126,2,0,%', '% is not a table name'],
  ['a table called …', 'set_id,app_id,zone_id,table_name', '126,2,0,…', '… is not a table name'],
  ['a total in Japanese', 'set_id,app_id,zone_id,table_name', '252,4,1,合計', 'adds up'],
  ['a total of a German pivot table', 'set_id,app_id,zone_id,table_name', '252,4,1,Gesamtergebnis', 'adds up'],
  ['a control character', 'set_id,app_id,table_name', '126,2,a\u0000b', 'U+0000'],
  ['a no-break space inside', 'set_id,app_id,table_name', '126,2,a\u00a0b', 'U+00A0'],
])('%s is refused with the reason', (_name, names, lines, reason) => {
  const last = readRows(t, `${names}\n${lines}`).rows.at(-1)
  expect(last?.kind === 'wrong' && last.errors.map(({ message }) => message).join()).toContain(reason)
})

test.each(['1,2,3,4', 'Total,200,,', ''])(
  'rows with a number before the first named cell are refused below %j, too',
  (line) => {
    const text = `app_id,set_id,zone_id,table_name\n${line}\n1,2,126,0,\n2,2,126,1,`
    const { rows } = readRows(t, text)
    expect(rows.map(({ kind }) => kind)).toEqual(rows.map(() => 'wrong'))
  },
)

test('where another table follows, a name below merged cells is a wrong row, and stays; a title is left out', () => {
  const names = 'set_id,app_id,zone_id,table_name'
  const text = `${names}\n126,2,0,player\n,,,guild\n,,,mail\nSheet 2,,,\nset_id,app_id,table_name\n127,2,x`
  const { rows, leftOut } = readRows(t, text)
  expect(rows.map(({ kind }) => kind)).toEqual(['valid', 'wrong', 'wrong', 'valid'])
  expect(leftOut).toEqual(['Sheet 2'])
})

test.each(['126 2 0 player', '126,2,0,player', '126|2|0|player'])(
  '"%s" first in a table with tabs is a wrong row, not a title',
  (line) => {
    const { rows, leftOut } = readRows(t, `${line}\n126\t2\t0\tguild\n126\t2\t1\tevent`)
    expect([rows.map(({ kind }) => kind), leftOut]).toEqual([['wrong', 'valid', 'valid'], []])
    const named = readRows(t, `${line}\nset_id\tapp_id\tzone_id\ttable_name\n126\t2\t0\tguild`)
    expect([named.rows.map(({ kind }) => kind), named.leftOut]).toEqual([['wrong', 'valid'], []])
  },
)

test('a row may leave out what others give where merged cells would not', () => {
  const names = 'set_id,app_id,zone_id,table_name,svr_ids'
  const kinds = (lines: string) => readRows(t, `${names}\n${lines}`).rows.map(({ kind }) => kind)
  expect(kinds('126,2,,b,\n126,2,0,a,')).toEqual(['valid', 'valid'])
  expect(kinds('126,2,0,a,\n126,2,,,126.2.2.2')).toEqual(['valid', 'valid'])
  expect(kinds('126,2,0,a,\n126,2,0,,')).toEqual(['valid', 'valid'])
})

test('without names of columns a number is no table, for the first column may only count the rows', () => {
  const { rows, errors } = readRows(t, '1,126,2,0\n2,127,2,')
  expect(rows.map(({ kind }) => kind)).toEqual(['wrong', 'wrong'])
  expect(errors).toEqual([expect.stringContaining('Write the column names above')])
})

test.each([
  ['Zone 3\nset_id,app_id,table_name\n126,2,player', 'Zone 3'],
  ['Backup list of zone #3,,\nset_id,app_id,table_name\n126,2,player', 'Backup list of zone #3'],
  ['游戏区：3\n集群,应用,表名\n126,2,player', '游戏区：3'],
  ['第3区\n集群,应用,表名\n126,2,player', '第3区'],
  ['第三区\n集群,应用,表名\n126,2,player', '第三区'],
  ['3号大区\n集群,应用,表名\n126,2,player', '3号大区'],
  ['区（3）\n集群,应用,表名\n126,2,player', '区（3）'],
  ['backup_zone_3\nset_id,app_id,table_name\n126,2,player', 'backup_zone_3'],
  ['Zone - 3\nset_id,app_id,table_name\n126,2,player', 'Zone - 3'],
  ['Zone ID,3\nset_id,app_id,table_name\n126,2,player', 'Zone ID 3'],
  ['Table: player\nset_id,app_id,zone_id\n126,2,0', 'Table: player'],
  ['Servers:,126.2.2.2,126.2.2.3\nset_id,app_id,zone_id\n126,2,0', 'Servers: 126.2.2.2 126.2.2.3'],
  ['set_id,app_id,table_name\n[zone 1]\n126,2,player', '[zone 1]'],
  ['set_id,app_id,zone_id\n127,3,0\nZone 1\nset_id,app_id,table_name\n126,2,player', 'Zone 1'],
  ['Zone 3\n126,2,,player', 'Zone 3'],
  ['Table name,player\nOwner,Ann\nset_id,app_id,zone_id\n126,2,0', 'Table name player'],
])('what a line outside the rows may say of them is not dropped: %j', (text, line) => {
  const last = readRows(t, text).rows.at(-1)
  expect(errorsOf(last)).toEqual([[undefined, expect.stringContaining(`"${line}" stands outside the rows`)]])
  const wrong = readRows(t, text).rows.flatMap((one) => (one.kind === 'wrong' ? [[one.line, undefined] as const] : []))
  const rest = readRows(t, onlyRows(text, new Map(wrong))).rows
  expect(rest.map(({ kind }) => kind)).toEqual(wrong.map(() => 'wrong'))
})

test.each([
  'set_id\tapp_id\ttable_name\tzone_id\n126\t2\tplayer\n\t0',
  'set_id\tapp_id\ttable_name\tsvr_ids\n126\t2\tplayer\nmail\t126.2.2.2',
  'set_id\tapp_id\ttable_name\tzone_id\n126\t2\tplayer\n\t0\nset_id\tapp_id\ttable_name\n126\t2\tmail',
  'set_id,app_id,zone_id,table_name\n126,2,1\nmain,player\nset_id,app_id,zone_id\n126,2,0',
])('a row whose rest may have gone to the next line does not ask for more than it says: %j', (text) => {
  const [early, rest] = readRows(t, text).rows
  expect(errorsOf(early)).toEqual([[undefined, expect.stringContaining('ends early')]])
  expect(rest?.kind).toBe('wrong')
})

test('a row may leave out its last cells where a row or nothing follows', () => {
  const { rows } = readRows(t, 'set_id,app_id,zone_id,table_name\n126,2,0\n126,2,1\n')
  expect(rows.map(draftOf)).toEqual([tables('0', ''), tables('1', '')])
})

test('each row is told the nearest line above it that may be about it', () => {
  const text = 'Zone 0\nset_id,app_id,table_name\n126,2,a\nZone 1\nset_id,app_id,table_name\n126,2,b'
  const { rows, errors } = readRows(t, text)
  expect([rows.map(({ kind }) => kind), errors]).toEqual([
    ['wrong', 'wrong', 'wrong', 'wrong'],
    [expect.stringContaining('Write it into each of them')],
  ])
  expect(errorsOf(rows[1])).toEqual([[undefined, expect.stringContaining('"Zone 0"')]])
  expect(errorsOf(rows[3])).toEqual([[undefined, expect.stringContaining('"Zone 1"')]])
})

test.each(['Zone 3', '3区的备份', 'Table: player', 'Timezone 8', 'Table 3', 'Sheet zones'])(
  'a line "%s" is no matter to rows that say it themselves, or where it says nothing',
  (line) => {
    const { rows, leftOut } = readRows(t, `${line}\nset_id,app_id,zone_id,table_name\n126,2,0,player`)
    expect([rows.map(draftOf), leftOut]).toEqual([[tables('0', 'player')], [line]])
  },
)

test.each(['126.2.2.2', '126.2.2.2,126.2.2.3', '"126.2.2.2 126.2.2.3"', '1e3', '-1'])(
  'without names of columns %s is no table',
  (cell) => {
    const { rows, errors } = readRows(t, `126,2,0,${cell}`)
    expect([rows.map(({ kind }) => kind), errors]).toEqual([
      ['wrong'],
      [expect.stringContaining('Write the column names above')],
    ])
  },
)

test.each([
  ['Pending', '558', 'Pending #558'],
  ['Refused', '558', 'Refused #558'],
  ['Outcome unknown', '', 'Outcome unknown'],
  ['待审核', '558', '待审核 #558'],
  ['something else', '', 'something else'],
])('a row of an exported result that says %s %s is not offered again', (outcome, id, said) => {
  const text = `row,set_id,app_id,zone_id,outcome,id,message\n1,126,2,0,${outcome},${id},`
  expect(readRows(t, text).rows).toMatchObject([{ kind: 'sent', outcome: said }])
})
