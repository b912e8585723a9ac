import type { ClipboardEvent } from 'react'
import { readServerIds, isSeparator } from '~/apply/values/server-ids'

/** From this many lines on a browser takes longer to lay out the lines than to do anything else with them. */
const manyLines = 1000

/** The line breaks that keep a pasted list of ids from gluing to what stands around it: before it and after it. */
export function gapsAround(text: string, start: number, end: number, pasted: string): [string, string] {
  const before = !isSeparator(text[start - 1]) && !isSeparator(pasted[0])
  const after = !isSeparator(text[end]) && !isSeparator(pasted.at(-1))
  if ((!before && !after) || readServerIds(pasted).ids.length === 0) return ['', '']
  return [before ? '\n' : '', after ? '\n' : '']
}

/**
 * Many lines as one that wraps: ten thousand lines in a text box take Chromium three times as long as the same
 * words with spaces between them, at each change.
 */
export function joinManyLines(pasted: string): string {
  const lines = pasted.trim().split(/[\r\n]+/)
  return lines.length < manyLines ? pasted : lines.join(' ')
}

/** Makes room for a paste that would glue to what was typed, and takes over one of very many lines; the rest is the browser's. */
export function pasteServerIds(event: ClipboardEvent<HTMLTextAreaElement>): void {
  const box = event.currentTarget
  const pasted = event.clipboardData.getData('text/plain')
  const joined = joinManyLines(pasted)
  const [before, after] = gapsAround(box.value, box.selectionStart, box.selectionEnd, joined)
  if (before + after !== '') {
    // The line breaks alone: as a command, a browser inserts a list line by line, each a change of its own.
    insertText(box, before + after)
    const caret = box.selectionStart - after.length
    box.setSelectionRange(caret, caret)
  }
  if (joined === pasted) return
  event.preventDefault()
  insertText(box, joined)
}

/** Types a text into the box, so that the browser can undo it where it offers that. */
function insertText(box: HTMLTextAreaElement, text: string): void {
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else leaves the browser's own undo in place
  if (typeof document.execCommand === 'function' && document.execCommand('insertText', false, text)) return
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end')
  box.dispatchEvent(new Event('input', { bubbles: true }))
}
