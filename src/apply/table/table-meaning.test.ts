import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { t } from '~/test/texts'
import { appendRows, onlyRows } from '~/apply/table/many-append'
import { readRows, type ManyTable } from '~/apply/table/many-rows'
import { decodeTable } from '~/apply/table/read-table-file'
import { applyBody } from '~/oms/application-draft'
import { dressedTable, type DressedTable } from '~/test/dressed-table'

/** More with TABLE_CASES=10000, as `npm run test:deep` has it. */
const numRuns = Number(process.env.TABLE_CASES ?? 300)

const asked = ({ rows }: ManyTable) => rows.flatMap((row) => (row.kind === 'valid' ? [applyBody(row.draft)] : []))

function textOf({ bytes }: DressedTable): string {
  const file = decodeTable(bytes)
  return file.kind === 'text' ? file.text : ''
}

test('a table means what its author meant, or is refused', { timeout: 20 * numRuns + 30_000 }, () => {
  const sent = { plain: 0, all: 0 }
  fc.assert(
    fc.property(fc.gen(), (generate) => {
      const table = dressedTable(generate)
      const text = textOf(table)
      const read = readRows(t, text)
      const beyond = asked(read).filter((body) => !table.meant.has(body))
      expect({ text, beyond }).toEqual({ text, beyond: [] })
      // Only where there is a doubt may a row be refused.
      const needed = table.isPlain ? [...table.meant] : []
      expect({ text, missed: needed.filter((body) => !asked(read).includes(body)) }).toEqual({ text, missed: [] })
      sent.all += asked(read).length
      if (table.isPlain) sent.plain += 1

      const answered = asked(readRows(t, text, table.answers)).filter((body) => !table.meant.has(body))
      expect({ text, answered }).toEqual({ text, answered: [] })

      const wrong = read.rows.flatMap((row) => (row.kind === 'wrong' ? [[row.line, row.merged] as const] : []))
      const rest = onlyRows(text, new Map(wrong))
      expect({ text, rest, asked: asked(readRows(t, rest)) }).toEqual({ text, rest, asked: [] })
    }),
    { numRuns, endOnFailure: true },
  )
  // A reader that refuses everything would pass, too.
  expect(sent.plain).toBeGreaterThan(numRuns / 10)
  expect(sent.all).toBeGreaterThan(numRuns / 2)
})

test('two tables in one box mean what they mean alone, or are refused', { timeout: 20 * numRuns + 30_000 }, () => {
  fc.assert(
    fc.property(fc.gen(), (generate) => {
      const [one, other] = [dressedTable(generate), dressedTable(generate)]
      const text = appendRows(textOf(one), textOf(other))
      const beyond = asked(readRows(t, text)).filter((body) => !one.meant.has(body) && !other.meant.has(body))
      expect({ text, beyond }).toEqual({ text, beyond: [] })
    }),
    { numRuns: Math.ceil(numRuns / 3), endOnFailure: true },
  )
})
