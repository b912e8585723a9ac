import { expect, test, vi } from 'vitest'
import { draftOf, header, row, servers, tables } from '~/test/table-rows'
import { t } from '~/test/texts'
import { readRows, tableLimit } from '~/apply/table/many-rows'
import { en } from '~/i18n/en'
import { zhCn } from '~/i18n/zh-cn'

const nothing = { rows: [], names: '', errors: [], unclear: [], leftOut: [] }

test.each(['', ' \n\u00a0\n', ',,,\n,,', '\ufeff'])('%j is an empty table', (text) => {
  expect(readRows(t, text)).toEqual(nothing)
})

test('a header alone is a table without rows', () => {
  expect(readRows(t, header)).toEqual({ ...nothing, names: header.replaceAll(',', '\t') })
})

test.each([
  ['names of the wire', 'set_id,app_id,zone_id,table_name,svr_ids,auto_approve'],
  ['names of the screen', 'Set ID,App ID,Zone ID,Table name,Server IDs,Auto-approve'],
  ['other spellings', 'SET-ID,AppId,zone id,TABLE_NAME,SVR IDS,auto approve'],
  ['short names', 'set,app,zone,table,servers,auto_approve'],
])('a header of %s is known', (_name, names) => {
  const { rows, ...table } = readRows(t, `${names}\n126,2,0,player,,1`)
  expect({ ...table, rows: [] }).toEqual({ ...nothing, names: names.replaceAll(',', '\t') })
  expect(draftOf(rows[0])).toEqual(tables('0', 'player', true))
})

test('a column can be chosen for what no name says', () => {
  const { rows, errors } = readRows(t, 'cluster,app_id,zone_id\n126,2,0', new Map([['cluster', 'setId']]))
  expect([rows.map(draftOf), errors]).toEqual([[tables('0', '')], []])
})

test('of two columns of one name that is not known each is asked about', () => {
  const text = 'set_id,app_id,zone_id,remark,remark\n126,2,0,nightly,player'
  const { unclear } = readRows(t, text)
  expect(unclear.map(({ values }) => values)).toEqual([['nightly'], ['player']])
  const leftOut = new Map([[unclear[0]?.key ?? '', 'leave out' as const]])
  expect(readRows(t, text, leftOut).rows).toMatchObject([{ kind: 'wrong' }])
})

test('without a header the columns are in the documented order', () => {
  const { rows, ...table } = readRows(t, '126;2;0;player\n126;2;;;"126.2.2.2;126.2.2.3";0')
  expect({ ...table, rows: [] }).toEqual(nothing)
  expect(rows.map(draftOf)).toEqual([tables('0', 'player'), servers(['126.2.2.2', '126.2.2.3'])])
})

test('a row of values is no header, whatever its table is called', () => {
  expect(readRows(t, '126,2,0,table_name').names).toBe('')
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

test.each(['svr_ids,set_id,app_id\n"126.2.2.2\n126.2.2.3",126,2', 'table_name,set_id,app_id\n"a\nb",126,2'])(
  'the rest of a cell that was quoted over several lines is no row of its own: %j',
  (text) => {
    expect(readRows(t, text).rows.map(({ kind }) => kind)).toEqual(['wrong', 'wrong'])
  },
)

test('zone and table go along with server ids, and repeated ids are counted and sent once', () => {
  const one = row('126,2,0,player,126.2.2.2 126.2.2.3 126.2.2.2,')
  expect(draftOf(one)).toEqual(servers(['126.2.2.2', '126.2.2.3'], '0', 'player'))
  expect(one).toHaveProperty('duplicates', 1)
})

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

test('markup and lone surrogates in a table name stay to the letter', () => {
  for (const name of ['<img src=x onerror=alert(1)>', 'a\ud800b', '玩家', '__proto__', 'x'.repeat(10_000)])
    expect(draftOf(row(`126,2,0,${name},,`))).toEqual(tables('0', name))
})

test('10,000 server ids fit into one cell', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `126.2.2.${index}`)
  expect(draftOf(row(`126,2,,,"${ids.join('\n')}",`))).toEqual(servers(ids))
})

test('an apostrophe is a part of its cell, but in an exported result, where it marks text', () => {
  const names = (text: string) => readRows(t, text).rows.map(({ cells }) => cells.tableName)
  expect(names("set_id,app_id,table_name\n126,2,'-x\n126,2,'007")).toEqual(["'-x", "'007"])
  expect(names("set_id,app_id,table_name,outcome\n126,2,'-x,Refused")).toEqual(['-x'])
})

test.each([
  ['stars', 'Set ID *,* App ID,Zone ID＊,Table name*'],
  ['remarks in brackets', 'Set ID (cluster),App ID（必填）,Zone ID [0-99],Table name 【名称】'],
  ['numbering', '1. Set ID,(2) App ID,③Zone ID,d) Table name'],
  ['Chinese numbering', '一、集群ID,二、应用ID,三、大区,四、表名'],
  ['full-width letters', 'ＳＥＴ＿ＩＤ,ＡＰＰ　ＩＤ,Ｚｏｎｅ,ＴＡＢＬＥ'],
  ['invisible marks', '\u202aset_id\u202c,app\u200b_id,zone\u00ad_id,\u2068table_name\u2069'],
  ['two languages', 'Set ID/集群ID,应用ID App ID,Zone (游戏区),"Table name\n表名"'],
  ['brackets alone', "[set_id],`app_id`,'zone_id',<table_name>"],
  ['words', 'Set ID: required,App ID (required),Zone ID - optional,必填 表名'],
])('names dressed with %s are understood', (_name, names) => {
  expect(readRows(t, `${names}\n126,2,0,player`).rows.map(draftOf)).toEqual([tables('0', 'player')])
})

test('a row of names is read wherever it stands, and what stands above it is named as left out', () => {
  const text =
    'sep=;\nBackup list, week 48;;;\n\nOwner;Ann;;\nDate;2026-11-27\napp_id;set_id;zone_id;table_name\n2;126;0;player'
  const { rows, leftOut } = readRows(t, text)
  expect(rows.map(draftOf)).toEqual([tables('0', 'player')])
  expect(leftOut.toSorted()).toEqual(['Backup list, week 48', 'Date 2026-11-27', 'Owner Ann'])
})

test('each row of names counts for the rows below it: repeated on each page, or of another sheet', () => {
  const names = 'set_id,app_id,zone_id,table_name'
  const text = `${names}\n126,2,0,a\n${names}\n126,2,0,b\n\nSheet 2\nTable name,Zone ID,App ID,Set ID\nc,0,2,126`
  const { rows, leftOut } = readRows(t, text)
  expect(rows.map(draftOf)).toEqual([tables('0', 'a'), tables('0', 'b'), tables('0', 'c')])
  expect(leftOut).toEqual(['Sheet 2'])
})

test('names that nobody knows are chosen one by one', () => {
  const text = 'приложение,сет,зона\n2,126,1'
  expect(readRows(t, text).unclear.map(({ key }) => key)).toEqual(['приложение', 'сет', 'зона'])
  const choices = new Map([
    ['приложение', 'appId'],
    ['сет', 'setId'],
    ['зона', 'zoneId'],
  ] as const)
  expect(readRows(t, text, choices).rows.map(draftOf)).toEqual([tables('1', '')])
})

test.each(['#', 'No.', '序号', 'Row', 'index'])('a column "%s" that counts the rows is no question', (counter) => {
  expect(readRows(t, `${counter},app_id,set_id,zone_id\n1,2,126,0\n2,2,126,1`).rows.map(draftOf)).toEqual([
    tables('0', ''),
    tables('1', ''),
  ])
  expect(readRows(t, `${counter},app_id,set_id,table_name\n7,2,126,a\n7,2,126,b`).unclear).toMatchObject([
    { key: counter },
  ])
})

test('invisible characters are no part of what a cell says', () => {
  expect(draftOf(row('\u202a126\u202c,\ufeff2,0,tb_pla\u200byer,,'))).toEqual(tables('0', 'tb_player'))
  expect(draftOf(row('126,2,,,126.2.\u200b2.2,'))).toEqual(servers(['126.2.2.2']))
})

test('servers that seem to belong to another set or app are sent with a warning', () => {
  expect(row('126,2,,,126.2.2.2 127.2.2.2,')).toMatchObject({ kind: 'valid', elsewhere: ['127.2.2.2'] })
  expect(row('126,2,,,126.2.2.2,')).not.toHaveProperty('elsewhere')
})

test('a row of an exported result that created nothing is offered again, in the words of either language', () => {
  const words = [en, zhCn].flatMap(({ review, batch }) => [
    review.status.refused,
    review.status['not sent'],
    batch.notYet,
  ])
  for (const outcome of words) {
    const text = `row,set_id,app_id,zone_id,outcome,id,message\n1,126,2,0,${outcome},,no`
    expect(readRows(t, text).rows.map(draftOf)).toEqual([tables('0', '')])
  }
})

test.each<[string, (index: number) => string]>([
  ['rows', (index) => `126,2,${index},player`],
  ['words in two columns', (index) => `player ${index},guild`],
  ['words in one column', (index) => `player ${index}`],
  ['names and rows by turns', (index) => (index % 2 === 0 ? `set_id,app_id,zone_id,c${index}` : '126,2,0,a')],
  ['names without rows', (index) => `set_id,app_id,zone_id,c${index}`],
  ['unknown names and rows by turns', (index) => (index % 2 === 0 ? `player ${index},guild` : '126,2,0,a')],
  ['titles and rows by turns', (index) => (index % 2 === 0 ? `Zone ${index}` : '126,2,0,a')],
  ['open quotation marks', (index) => `126,2,${index},"player`],
])('a text that is twice as long is not looked at much longer: %s', (_name, line) => {
  const looks = vi.spyOn(String.prototype, 'normalize')
  const looksAt = (count: number) => {
    looks.mockClear()
    readRows(t, Array.from({ length: count }, (_, index) => line(index)).join('\n'))
    return looks.mock.calls.length
  }
  expect(looksAt(400)).toBeLessThan(2.5 * looksAt(200))
})

test('a text that is too long for a table is not read', () => {
  const text = `${header}\n${'126,2,0,a\n'.repeat(tableLimit / 10)}`
  expect(readRows(t, text)).toEqual({ ...nothing, errors: [expect.stringContaining('longer than 4 MB')] })
})

test('a sheet that uses all of the columns of Excel is read', () => {
  const names = Array.from({ length: 16_384 }, (_, index) => `c${index}`)
  expect(readRows(t, `${names.join(',')}\n${names.map(() => '1').join(',')}`).unclear).toHaveLength(names.length)
})

test('a title may be padded with any amount of space', () => {
  const below = (end: string) =>
    readRows(t, `Zone${' '.repeat(100_000)}${end}\nset_id,app_id,table_name\n126,2,player`).rows.at(-1)?.kind
  expect([below('list'), below('3')]).toEqual(['valid', 'wrong'])
})
