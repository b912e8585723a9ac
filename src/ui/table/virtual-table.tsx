import { Box } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, type ComponentType, type ReactNode } from 'react'
import { SpacerRow } from '~/ui/table/spacer-row'
import { useIsPrinting } from '~/ui/use-is-printing'
import classes from '~/ui/table/virtual-table.module.css'

type Props<Row> = {
  /** The table's accessible name. */
  label: string
  columns: string[]
  rows: readonly Row[]
  /** The cells of a row, each a `<td>`. */
  children: (row: Row) => ReactNode
  /** What is drawn once for the rows in view. */
  InView?: ComponentType<{ rows: readonly Row[] }>
  className?: string | undefined
}

/** Up to so many rows are all in the document. */
const virtualAbove = 30

/** What a row measures before it is measured, in pixels. */
const usualHeight = 44

/**
 * A table of any length: only the rows in view are in the document, between two empty ones that stand for the
 * rest; on paper all of them. It says how many rows there are, and which one each is.
 */
export function VirtualTable<Row>({ label, columns, rows, children, InView, className = '' }: Props<Row>) {
  const frame = useRef<HTMLDivElement>(null)
  const isPrinting = useIsPrinting()
  const isVirtual = rows.length > virtualAbove && !isPrinting
  // oxlint-disable-next-line react/incompatible-library -- a rule for React Compiler, which does not compile this project
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => usualHeight,
    overscan: 8,
    enabled: isVirtual,
  })
  const items = virtualizer.getVirtualItems()
  const above = items[0]?.start ?? 0
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)
  const shown = isVirtual ? items.map(({ index }) => index) : [...rows.keys()]
  return (
    <Box className={`${classes.frame} ${className}`} ref={frame} tabIndex={0} role="group" aria-label={label}>
      <table className={classes.table} aria-label={label} aria-rowcount={rows.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <SpacerRow height={above} columns={columns.length} />
          {shown.map((index) => {
            const row = rows[index]
            return row === undefined ? null : (
              <tr key={index} data-index={index} ref={virtualizer.measureElement} aria-rowindex={index + 2}>
                {children(row)}
              </tr>
            )
          })}
          <SpacerRow height={below} columns={columns.length} />
        </tbody>
      </table>
      {InView !== undefined && <InView rows={shown.flatMap((index) => rows[index] ?? [])} />}
    </Box>
  )
}
