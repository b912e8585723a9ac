import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import { ApplyPanel } from '~/apply/apply-panel'
import classes from '~/app/apply-screen.module.css'
import { deskName, type Desk } from '~/app/desk'
import { t } from '~/i18n/i18n'
import { HistoryPanel } from '~/review/history-panel'

const latest = 20

type Props = { desk: Desk | undefined; mode: 'one' | 'many'; batch?: string | undefined }

/** The start page: the form, and beside it the latest applications; below it where a table needs the room. */
export function ApplyScreen({ desk, mode, batch }: Props) {
  const destination = desk && { name: deskName(desk), applyAddress: desk.applyAddress }
  return (
    <div className={mode === 'one' ? classes.columns : classes.rows}>
      <ApplyPanel destination={destination} mode={mode} batch={batch} />
      <HistoryPanel
        limit={latest}
        intro={t('review.latest', { count: latest })}
        link={
          <Anchor component={Link} href="/applications" size="sm">
            {t('review.all')}
          </Anchor>
        }
      />
    </div>
  )
}
