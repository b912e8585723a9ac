import { useQuery } from '@tanstack/react-query'
import classes from '~/app/shell.module.css'
import { useT } from '~/i18n/i18n'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'

export function PendingCount() {
  const t = useT()
  const { data: count = 0 } = useQuery(journalQueries.pending(useJournal()))
  if (count === 0) return null
  return (
    <>
      <span className={classes.count} aria-hidden>
        {t.number(count)}
      </span>
      <span className="visually-hidden">{t('list.pending', { count })}</span>
    </>
  )
}
