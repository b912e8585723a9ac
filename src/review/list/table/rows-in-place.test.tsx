import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { withStatus } from '~/record/application'
import { withEvent } from '~/record/with-event'
import { toListEntry } from '~/record/list-entry'
import { readView } from '~/review/list/view/list-view'
import { useRowsInPlace } from '~/review/list/table/rows-in-place'
import { applied } from '~/test/events'

const entry = (key: string) => toListEntry(withStatus(withEvent(undefined, applied(key), 1), 0), (text) => text)

test('under the pointer the rows stand still as they are once all are read, not as they were while they came', () => {
  const view = readView(new URLSearchParams())
  const [part, whole, more] = [['a'], ['a', 'b'], ['a', 'b', 'c']].map((keys) => keys.map(entry))
  const shown = (rows = part ?? [], isHeld = false) => ({ rows, isHeld })
  const { result, rerender } = renderHook(({ rows, isHeld }) => useRowsInPlace(rows, rows, view, isHeld), {
    initialProps: shown(),
  })
  const keys = () => result.current.rows.map(({ key }) => key)
  rerender(shown(whole, true))
  expect([keys(), result.current.hasChanged]).toEqual([['a', 'b'], false])
  rerender(shown(more, true))
  expect([keys(), result.current.hasChanged]).toEqual([['a', 'b'], true])
})
