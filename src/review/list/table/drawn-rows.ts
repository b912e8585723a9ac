import { useDeferredValue, useMemo } from 'react'
import type { ListEntry } from '~/record/list-entry'
import type { Rows } from '~/review/list/table/rows-in-view'

/** Up to so many rows are all in the document, where the browser's own search finds them. */
const allDrawn = 100

/** Rows are drawn ahead in pieces of so many, so that scrolling has something to draw in few of its frames. */
const piece = 8

const none = { entries: [], first: 0, last: -1 }

/**
 * Which rows are drawn: at once only those in view, the others around them as soon as there is time. Nobody waits for what he
 * does not see, neither for the answer to a key nor while scrolling.
 */
export function useDrawnRows(entries: readonly ListEntry[], inView: Rows, isComplete: boolean): Rows {
  const count = entries.length
  const { first, last } = isComplete && count <= allDrawn ? { first: 0, last: count - 1 } : around(inView, count)
  const wanted = useMemo(() => ({ entries, first, last }), [entries, first, last])
  const drawn = useDeferredValue(wanted, none)
  const isNear = drawn.entries === entries && drawn.first <= inView.last + 1 && drawn.last >= inView.first - 1
  if (!isNear) return inView
  return { first: Math.min(drawn.first, inView.first), last: Math.max(drawn.last, inView.last) }
}

/** The piece that they begin in, one before it, and as many after it as they can reach into, and one: new ones come as old ones go. */
function around({ first, last }: Rows, count: number): Rows {
  const start = Math.floor(first / piece - 1) * piece
  const pieces = Math.ceil((last - first + 1) / piece) + 3
  return { first: Math.max(0, start), last: Math.min(count, start + pieces * piece) - 1 }
}
