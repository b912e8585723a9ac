import classes from '~/app/apply-screen.module.css'
import { ApplyPanel } from '~/apply/apply-panel'
import type { Destination } from '~/apply/values/destination'
import { HistoryPanel } from '~/review/list/history-panel'

type Props = { destination: Destination | undefined; mode: 'one' | 'many'; batch?: string | undefined }

/** The start page: the form, and beside it the latest applications; below it where a table needs the room. */
export function ApplyScreen({ destination, mode, batch }: Props) {
  return (
    <div className={mode === 'one' ? classes.columns : classes.rows}>
      <ApplyPanel destination={destination} mode={mode} batch={batch} />
      <HistoryPanel />
    </div>
  )
}
