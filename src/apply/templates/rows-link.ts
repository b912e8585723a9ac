import { readRows } from '~/apply/table/many-rows'
import { rowsLinkLimit, templateOfRows, textOfRows } from '~/apply/templates/template'
import type { Texts } from '~/i18n/i18n'
import { visibleText } from '~/ui/text/visible-text'

/** Why a link fills in no table. */
export type LinkRefusal = 'auto-approve' | 'all servers' | 'too long' | 'unreadable'

/** The text of the table that a link brings: every row of it, or none. */
export function readRowsLink(t: Texts, text: string): { text: string } | { refused: LinkRefusal } {
  if (text.length > rowsLinkLimit) return { refused: 'too long' }
  const { rows } = readRows(t, text)
  if (rows.some((row) => row.kind === 'valid' && row.draft.autoApprove)) return { refused: 'auto-approve' }
  if (rows.some(({ cells }) => /^0+$/.test(visibleText(cells.serverIds)))) return { refused: 'all servers' }
  const isReadable = rows.every(({ kind }) => kind === 'valid' || kind === 'same')
  const made = templateOfRows(rows.flatMap((row) => (row.kind === 'valid' ? [row.draft] : [])))
  return isReadable && 'template' in made ? { text: textOfRows(made.template.rows) } : { refused: 'unreadable' }
}
