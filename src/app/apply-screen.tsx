import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import { ApplyForm } from '~/apply/apply-form'
import classes from '~/app/apply-screen.module.css'
import { t } from '~/i18n/i18n'
import { HistoryPanel } from '~/review/history-panel'

const latest = 20

/** The start page: the form, and beside it the latest applications. */
export function ApplyScreen() {
  return (
    <div className={classes.columns}>
      <ApplyForm />
      <HistoryPanel
        order={2}
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
