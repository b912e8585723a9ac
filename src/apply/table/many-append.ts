import { mayBeShifted, readTable, type TextTable } from '~/apply/table/many-table'
import type { TextRow } from '~/apply/table/many-text'
import { tableColumns } from '~/oms/table-columns'
import { textRow } from '~/ui/text/text-row'

const header = textRow(Object.values(tableColumns))

/**
 * Two tables as the text of one, each below its own row of names. Where they have the same delimiter and their names
 * already, both stay as they were typed; a table whose names can't be read always does.
 */
export function appendRows(text: string, added: string): string {
  const tables = [readTable(text), readTable(added)] as const
  if (tables[0].sections.length + tables[0].leftOut.length === 0) return added
  if (tables[1].sections.every(({ rows }) => rows.length === 0)) return text
  const isAlike = tables[0].delimiter === tables[1].delimiter && tables[1].separator === ''
  const isPlain = isAlike && tables.every(({ sections }) => sections.every(({ names, above }) => names ?? above))
  if (isPlain || tables.some(isUnreadable)) return `${text.replace(/\n+$/, '')}\n${added}`
  return tables.map(rewritten).join('\n')
}

/**
 * The text of a table with only the rows of these lines, as they were typed. A place that is given is empty there
 * and wrong only because of a row above, which may go; a question mark keeps it wrong.
 */
export function onlyRows(text: string, lines: ReadonlyMap<number, number | undefined>): string {
  const { separator, delimiter, sections } = readTable(text)
  let line = 0
  const kept = sections.flatMap(({ names, heads, rows }) => [
    ...(names === undefined ? [] : [names.raw]),
    ...rows.flatMap(({ cells, raw }) => {
      line += 1
      const place = lines.get(line)
      if (place === undefined) return lines.has(line) ? [raw] : []
      return [
        textRow(
          heads.map((_head, index) => (index === place ? '?' : (cells[index] ?? ''))),
          delimiter,
        ),
      ]
    }),
  ])
  return [...(separator === '' ? [] : [separator.replace(/\n$/, '')]), ...kept].join('\n')
}

function isUnreadable({ sections }: TextTable): boolean {
  return sections.some(({ names }) => names?.malformedQuote === true)
}

function rewritten({ leftOut, sections }: TextTable): string {
  const named = sections.flatMap((section) => {
    const { names, above, rows } = section
    if (names !== undefined || above)
      return [names, ...rows].flatMap((row) => (row === undefined ? [] : rewrittenRow(row)))
    const isClear = !mayBeShifted(section)
    return [header, ...rows.map((row) => (isClear ? rewrittenRow(row) : textRow([row.raw])))]
  })
  return [...leftOut.map(rewrittenRow), ...named].join('\n')
}

/** As one cell a row with a malformed quote stays wrong: its pieces might be taken for values. */
function rewrittenRow({ cells, raw, malformedQuote }: TextRow): string {
  return textRow(malformedQuote ? [raw] : cells)
}
