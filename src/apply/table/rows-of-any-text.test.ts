import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { t } from '~/test/texts'
import { readRows, type ManyRow } from '~/apply/table/many-rows'
import { applyBody } from '~/oms/application-draft'
import { columnOrder } from '~/oms/table-columns'

const header = 'set_id,app_id,zone_id,table_name,svr_ids,auto_approve'

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
        expect(table.rows.filter((one) => one.kind !== 'valid' && !('merged' in one))).toEqual([])
      },
    ),
  )
})

test('stray quotation marks anywhere in the rows never take a row away or change what another asks for', () => {
  const zones = fc.uniqueArray(fc.nat().map(String), { minLength: 1 })
  fc.assert(
    fc.property(zones, fc.array(fc.nat(), { maxLength: 5 }), (ids, places) => {
      const lines = ids.map((id) => `126,2,${id},player,126.2.2.2,1,note`)
      const malformed = new Map<number, string>()
      for (const place of places) {
        const index = place % lines.length
        const line = lines[index] ?? ''
        const at = place % (line.length + 1)
        malformed.set(index, `${line.slice(0, at)}"${line.slice(at)}`)
      }
      const named = `${header},note`
      const choices = new Map([['note', 'leave out']] as const)
      const { rows } = readRows(
        t,
        [named, ...lines.map((line, index) => malformed.get(index) ?? line)].join('\n'),
        choices,
      )
      const withoutMalformed = (all: ManyRow[]) => all.filter((_, index) => !malformed.has(index))
      expect(rows).toHaveLength(lines.length)
      expect(withoutMalformed(rows)).toEqual(withoutMalformed(readRows(t, [named, ...lines].join('\n'), choices).rows))
    }),
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
