import classes from '~/ui/table/spacer-row.module.css'

/** Stands in a virtualised table for the rows that are out of view; `height` in pixels. */
export function SpacerRow({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden className={classes.spacer}>
      <td aria-hidden colSpan={columns} style={{ height }} />
    </tr>
  )
}
