import { expect, test, vi } from 'vitest'
import { tableLimit } from '~/apply/table/many-rows'
import { decodeTable, readTableFile } from '~/apply/table/read-table-file'

const table = 'set_id,表名\r\n126,玩家\r\n'
const utf16 = (text: string, bigEndian: boolean) =>
  Uint8Array.from(
    text.split('').flatMap((one) => {
      const code = one.charCodeAt(0)
      return bigEndian ? [code >> 8, code & 255] : [code & 255, code >> 8]
    }),
  )
/** "表名" and "玩家" as Excel on a Chinese Windows writes them. */
const gbk = Uint8Array.from([
  ...Buffer.from('set_id,'),
  0xb1,
  0xed,
  0xc3,
  0xfb,
  ...Buffer.from('\r\n126,'),
  0xcd,
  0xe6,
  0xbc,
  0xd2,
  ...Buffer.from('\r\n'),
])

test.each([
  ['UTF-8', 'UTF-8', Buffer.from(table)],
  ['UTF-8 with a byte order mark', 'UTF-8', Buffer.from(`\ufeff${table}`)],
  ['"Unicode Text" of Excel', 'UTF-16', utf16(`\ufeff${table}`, false)],
  ['UTF-16, big end first', 'UTF-16', utf16(`\ufeff${table}`, true)],
  ['UTF-16 without a mark', 'UTF-16', utf16(table, false)],
  ['UTF-16 without a mark, big end first', 'UTF-16', utf16(table, true)],
  ['GBK', 'GBK (GB18030)', gbk],
])('reads %s', (_name, encoding, bytes) => {
  expect(decodeTable(bytes)).toEqual({ kind: 'text', text: table, encoding })
})

test.each([
  ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 0x14, 0, 6, 0, 8, 0, 0, 0, 0x21, 0])],
  ['Latin letters of one byte each', Buffer.from('set_id,app_id\n126,Müller', 'latin1')],
  ['Shift JIS', Uint8Array.from([...Buffer.from('set_id,'), 0x83, 0x65, 0x81, 0x5b, 0x83, 0x75, 0x83, 0x8b])],
  ['half of a GBK character', gbk.slice(0, 8)],
  ['zero bytes', Buffer.from('set_id\0,app_id\0\0')],
])('refuses %s', (_name, bytes) => {
  expect(decodeTable(bytes)).toEqual({ kind: 'unreadable' })
})

test.each(['', '\ufeff', ' \r\n ', 'set_id,app_id,zone_id\r\n'])('a file that holds %j has no rows', (text) => {
  expect(decodeTable(Buffer.from(text))).toEqual({ kind: 'empty' })
})

test('a file that is gone is unreadable', async () => {
  const gone = Object.assign(new Blob(['x']), { arrayBuffer: () => Promise.reject(new Error('gone')) })
  expect(await readTableFile(gone)).toEqual({ kind: 'unreadable' })
})

test('a file that is too large for a table is not read', async () => {
  const dump = new Blob([new Uint8Array(tableLimit + 1)])
  const read = vi.spyOn(dump, 'arrayBuffer')
  expect(await readTableFile(dump)).toEqual({ kind: 'too large' })
  expect(read).not.toHaveBeenCalled()
})
