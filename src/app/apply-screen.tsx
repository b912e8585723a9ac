import { Anchor } from '@mantine/core'
import { memo } from 'react'
import { Link } from 'wouter'
import classes from '~/app/apply-screen.module.css'
import { ApplyPanel } from '~/apply/apply-panel'
import type { Destination } from '~/apply/values/destination'
import { useT } from '~/i18n/i18n'
import { newestCount } from '~/record/react/queries'
import { HistoryPanel } from '~/review/list/history-panel'

type Props = { destination: Destination | undefined; mode: 'one' | 'many'; batch?: string | undefined }

/** The start page: the form, and beside it the latest applications; below it where a table needs the room. */
export function ApplyScreen({ destination, mode, batch }: Props) {
  return (
    <div className={mode === 'one' ? classes.columns : classes.rows}>
      <ApplyPanel destination={destination} mode={mode} batch={batch} />
      <Latest />
    </div>
  )
}

/** Not drawn again for what concerns the form alone. */
const Latest = memo(function Latest() {
  const t = useT()
  return (
    <HistoryPanel
      intro={t('review.latest', { count: newestCount })}
      link={
        <Anchor component={Link} href="/applications" size="sm">
          {t('review.all')}
        </Anchor>
      }
    />
  )
})
