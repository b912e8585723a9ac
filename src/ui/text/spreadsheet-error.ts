const anywhere = /#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)/i
const wholeCell = /^(?:#{2,}|#[^\s#]+[!?]|#(?:NV|N\/D|GETTING_DATA)|Err:\d+)$/i

/** Whether a cell holds what a spreadsheet writes where a formula fails, in any language, or a column is too narrow. */
export function isSpreadsheetError(cell: string): boolean {
  return anywhere.test(cell) || wholeCell.test(cell)
}
