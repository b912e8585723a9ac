import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { t } from '~/test/texts'
import { readRows, type ManyRow } from '~/apply/many/many-rows'
import { applyBody } from '~/oms/apply-body'
import { columnOrder, type TableColumn } from '~/oms/table-columns'

const header = 'set_id,app_id,zone_id,table_name,svr_ids,auto_approve'
const row = (line: string) => readRows(t, `${header}\n${line}`).rows[0]
const draftOf = (one: ManyRow | undefined) => (one?.kind === 'valid' ? one.draft : one)
const errorsOf = (one: ManyRow | undefined) =>
  one?.kind === 'wrong' ? one.errors.map(({ column, message }) => [column, message]) : one?.kind
const tables = (zoneId: string, tableName: string, autoApprove = false) => ({
  setId: '126',
  appId: '2',
  autoApprove,
  target: { scope: 'tables', zoneId, tableName },
})
const servers = (serverIds: string[], zoneId = '', tableName = '') => ({
  setId: '126',
  appId: '2',
  autoApprove: false,
  target: { scope: 'servers', zoneId, tableName, serverIds },
})

test.each(['', ' \n\u00a0\n', ',,,\n,,', '\ufeff'])('%j is an empty table', (text) => {
  expect(readRows(t, text)).toEqual({ rows: [], header: false, ignored: [] })
})

test('a header alone is a table without rows', () => {
  expect(readRows(t, header)).toEqual({ rows: [], header: true, ignored: [] })
})

test.each([
  ['names of the wire', 'set_id,app_id,zone_id,table_name,svr_ids,auto_approve'],
  ['names of the screen', 'Set ID,App ID,Zone ID,Table name,Server IDs,Auto-approve'],
  ['other spellings', 'SET-ID,AppId,zone id,TABLE_NAME,SVR IDS,auto approve'],
  ['short names', 'set,app,zone,table,servers,auto_approve'],
])('a header of %s is known', (_name, names) => {
  const { rows, ...table } = readRows(t, `${names}\n126,2,0,player,,1`)
  expect(table).toEqual({ header: true, ignored: [] })
  expect(draftOf(rows[0])).toEqual(tables('0', 'player', true))
})

test('the columns may stand in any order, and unknown ones are named and ignored', () => {
  const { rows, ...table } = readRows(
    t,
    'Owner\tTable name\tapp_id\tset_id\tComment\nann\tplayer\t2\t126\tfirst, of all',
  )
  expect(table).toEqual({ header: true, ignored: ['Owner', 'Comment'] })
  expect(draftOf(rows[0])).toEqual(tables('', 'player'))
})

test('server ids in an unknown column do no harm beside the known one', () => {
  const { rows, error } = readRows(t, 'set_id,app_id,svr_ids,master\n126,2,126.2.2.2,126.2.2.9')
  expect(error).toBeUndefined()
  expect(rows.map(draftOf)).toEqual([servers(['126.2.2.2'])])
})

test('without a header the columns are in the documented order', () => {
  const { rows, ...table } = readRows(t, '126;2;0;player\n126;2;;;"126.2.2.2;126.2.2.3";0')
  expect(table).toEqual({ header: false, ignored: [] })
  expect(rows.map(draftOf)).toEqual([tables('0', 'player'), servers(['126.2.2.2', '126.2.2.3'])])
})

test('a row of values is no header, whatever its table is called', () => {
  expect(readRows(t, '126,2,0,table_name').header).toBe(false)
})

test.each([
  ['set_id is missing', 'app_id,table_name', 'not set_id.'],
  ['both are missing', 'table_name,zone_id', 'not set_id, app_id.'],
  ['a column is there twice', 'set_id,app_id,zone_id,Zone ID', 'Two columns are named zone_id'],
  ['a quotation mark is open', 'set_id,app_id,"zone_id,table_name', 'first row is not closed'],
  ['server ids stand in an unknown column', 'set_id,app_id,table_name,slaves', '"slaves" holds server ids'],
])('a header where %s is an error of the whole table', (_name, names, error) => {
  expect(readRows(t, `${names}\n126,2,0,126.2.2.2 126.2.2.3`)).toMatchObject({
    rows: [],
    header: true,
    error: expect.stringContaining(error),
  })
})

test('rows are counted as a person counts them, without header and blank lines', () => {
  const { rows } = readRows(t, `\n${header}\n\n126,2,0,a\n,,,\n126,2,0,b\n`)
  expect(rows.map(({ line, cells }) => [line, cells.tableName])).toEqual([
    [1, 'a'],
    [2, 'b'],
  ])
})

test('cells are kept as typed, without the white space around them', () => {
  expect(row(' 126 ,\u00a02\u200b, 007,"a b ",,')?.cells).toEqual({
    setId: '126',
    appId: '2',
    zoneId: '007',
    tableName: 'a b',
    serverIds: '',
    autoApprove: '',
  })
})

test.each([
  ['spaces', '126.2.2.2 126.2.2.3'],
  ['commas in quotes', '"126.2.2.2,126.2.2.3"'],
  ['lines in quotes', '"126.2.2.2\r\n126.2.2.3\r\n"'],
  ['lines and commas in quotes', '"126.2.2.2,\n126.2.2.3,126.2.2.3"'],
  ['tabs', '126.2.2.2\t126.2.2.3'],
  ['semicolons', '126.2.2.2;126.2.2.3'],
  ['full-width punctuation', '126.2.2.2，126.2.2.3；'],
  ['enumeration commas', '126.2.2.2、126.2.2.3'],
])('server ids in one cell may be separated by %s', (_name, cell) => {
  expect(draftOf(row(`126,2,,,${cell},0`))).toEqual(servers(['126.2.2.2', '126.2.2.3']))
})

test('zone and table go along with server ids, and repeated ids are counted and sent once', () => {
  const one = row('126,2,0,player,126.2.2.2 126.2.2.3 126.2.2.2,')
  expect(draftOf(one)).toEqual(servers(['126.2.2.2', '126.2.2.3'], '0', 'player'))
  expect(one).toHaveProperty('duplicates', 1)
})

test.each(['0', '"0"', ' 0 ', "'0'", '"0,"', '0 0'])('svr_ids %s can not mean all servers', (cell) => {
  const all = 'All servers cannot be applied for in a table; use the form for one application'
  expect(errorsOf(row(`126,2,,,${cell},`))).toEqual([['serverIds', all]])
  expect(errorsOf(row(`126,2,0,player,${cell},`))).toEqual([['serverIds', all]])
})

test.each<[string, string, string]>([
  ['0 among ids', '0 126.2.2.2', 'Not a server id (four numbers with dots, such as 126.2.2.2): 0'],
  ['three parts', '126.2.2 126.2.2.2', '126.2.2'],
  ['a word', 'all', 'all'],
  ['separators alone', '、', 'At least one server id'],
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

test.each([
  ['', false],
  ['0', false],
  ['no', false],
  ['FALSE', false],
  ['1', true],
  ['Yes', true],
  ['TRUE', true],
])('auto_approve %j is %s', (cell, expected) => {
  expect(draftOf(row(`126,2,0,player,,${cell}`))).toEqual(tables('0', 'player', expected))
})

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
  const { rows, ignored } = readRows(t, 'set_id,,app_id,table_name,,\n126,,2,a,,\n126,x,2,b,,\n126,,2,c,y')
  expect(rows.map(errorsOf)).toEqual([
    'valid',
    [[undefined, expect.stringContaining('no column for x')]],
    [[undefined, expect.stringContaining('no column for y')]],
  ])
  expect(ignored).toEqual([])
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

test('markup, right-to-left marks and lone surrogates in a table name stay to the letter', () => {
  for (const name of ['<img src=x onerror=alert(1)>', 'a\u202eb', 'a\ud800b', '玩家', '__proto__', 'x'.repeat(10_000)])
    expect(draftOf(row(`126,2,0,${name},,`))).toEqual(tables('0', name))
})

test('10,000 server ids fit into one cell', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `126.2.2.${index}`)
  expect(draftOf(row(`126,2,,,"${ids.join('\n')}",`))).toEqual(servers(ids))
})

test('a header called __proto__ or constructor is only an unknown name', () => {
  expect(readRows(t, 'set_id,app_id,__proto__,constructor\n126,2,a,b').ignored).toEqual(['__proto__', 'constructor'])
})

test('a quotation mark in an ignored column takes no row away', () => {
  const { rows } = readRows(
    t,
    `set_id,app_id,zone_id,size\n126,2,0,"big\n126,2,1,x\n0126,2,2,x\n126,2,3,12"\n126,2,4,x`,
  )
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

test('stray quotation marks anywhere in the rows never take a row away or change what another asks for', () => {
  const zones = fc.uniqueArray(fc.nat().map(String), { minLength: 1 })
  fc.assert(
    fc.property(zones, fc.array(fc.nat(), { maxLength: 5 }), (ids, places) => {
      const lines = ids.map((id) => `126,2,${id},player,126.2.2.2,1,note`)
      const spoilt = new Map<number, string>()
      for (const place of places) {
        const index = place % lines.length
        const line = lines[index] ?? ''
        const at = place % (line.length + 1)
        spoilt.set(index, `${line.slice(0, at)}"${line.slice(at)}`)
      }
      const named = `${header},note`
      const { rows } = readRows(t, [named, ...lines.map((line, index) => spoilt.get(index) ?? line)].join('\n'))
      const withoutSpoilt = (all: ManyRow[]) => all.filter((_, index) => !spoilt.has(index))
      expect(rows).toHaveLength(lines.length)
      expect(withoutSpoilt(rows)).toEqual(withoutSpoilt(readRows(t, [named, ...lines].join('\n')).rows))
    }),
  )
})

const digits = fc.bigInt({ min: 0n }).map(String)
const serverId = fc.tuple(digits, digits, digits, digits).map((parts) => parts.join('.'))
const name = fc.string({ unit: fc.constantFrom('a', '_', ',', ';', '"', '0', ' ', '玩') }).map((text) => text.trim())
const asked = fc
  .record({ setId: digits, appId: digits, zoneId: digits, tableName: name, serverIds: fc.array(serverId) })
  .map((one) => ({ ...one, serverIds: one.serverIds.join(' '), autoApprove: '1' }))

test('rows come back one for one, from any order of columns, delimiter and line end', () => {
  const order = fc.shuffledSubarray([...columnOrder], { minLength: columnOrder.length })
  fc.assert(
    fc.property(
      fc.uniqueArray(asked, { selector: ({ setId }) => setId }),
      order,
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n', '\r'),
      (rows, columns, delimiter, lineEnd) => {
        const line = (cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)
        const lines = [columns, ...rows.map((one) => columns.map((column) => one[column]))].map(line)
        const table = readRows(t, lines.join(lineEnd))
        expect(table.rows.map(({ cells }) => cells)).toEqual(rows)
        expect(table.rows.every(({ kind }) => kind === 'valid')).toBe(true)
      },
    ),
  )
})

test('any text is a table: every row is valid to the letter, the same as an earlier one, or wrong with a reason', () => {
  const unit = fc.constantFrom('0', '1', '7', '.', ',', ';', '\t', '\n', '\r', '"', "'", ' ', '-', 'e', '１', '，')
  const piece = fc.oneof(
    fc.constantFrom(header, '126,2,0,a', '126.2.2.2', 'svr_ids', 'set_id\tapp_id'),
    fc.string({ unit }),
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('\n')),
  )
  fc.assert(
    fc.property(text, (pasted) => {
      const { rows } = readRows(t, pasted)
      expect(rows.map(({ line }) => line)).toEqual(rows.map((_, index) => index + 1))
      const valid = rows.flatMap((one) => (one.kind === 'valid' ? [{ ...one.draft, cells: one.cells }] : []))
      const bodies = valid.map(applyBody)
      expect(new Set(bodies).size).toBe(bodies.length)
      expect(rows.filter((one) => one.kind === 'wrong' && one.errors.length === 0)).toEqual([])
      expect(rows.filter((one) => one.kind === 'same' && rows[one.as - 1]?.kind !== 'valid')).toEqual([])
      for (const { setId, appId, target, cells } of valid) {
        expect([setId, appId]).toEqual([cells.setId, cells.appId])
        for (const number of [setId, appId]) expect(number).toMatch(/^(0|[1-9][0-9]*)$/)
        expect(target.scope).toBe(cells.serverIds === '' ? 'tables' : 'servers')
        expect(pasted).toContain(setId)
      }
      expect(JSON.parse(JSON.stringify(rows))).toEqual(rows)
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['zones', 'zone_id'],
  ['zone no', 'zone_id'],
  ['区', 'zone_id'],
])(
  'a column "%s" that is not read, but may be meant for the missing %s, is an error of the whole table',
  (unread, column) => {
    const { rows, error } = readRows(t, `set_id,app_id,table_name,${unread}\n126,2,player,1`)
    expect(rows).toEqual([])
    expect(error).toBe(
      `Column "${unread}" is not read, but may be meant for ${column}. Rename the column, or remove it`,
    )
  },
)

test('a column that may be meant for the table does not let its rows ask for the whole zone', () => {
  expect(readRows(t, 'set_id,app_id,zone_id,tables\n126,2,0,player\n126,2,0,guild').error).toContain('Column "tables"')
  expect(readRows(t, 'set_id,app_id,zone_id,tables\n126,2,0,').rows).toMatchObject([{ kind: 'valid' }])
  expect(readRows(t, 'set_id,app_id,zone_id,table_name,tables\n126,2,0,guild,all').rows).toMatchObject([
    { kind: 'valid' },
  ])
})

test('an apostrophe is a part of its cell, but in an exported result, where it marks text', () => {
  const names = (text: string) => readRows(t, text).rows.map(({ cells }) => cells.tableName)
  expect(names("set_id,app_id,table_name\n126,2,'-x\n126,2,'007")).toEqual(["'-x", "'007"])
  expect(names("set_id,app_id,table_name,outcome\n126,2,'-x,Refused")).toEqual(['-x'])
})
