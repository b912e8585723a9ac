import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { showInIcon } from '~/app/count-icon'
import classes from '~/app/shell.module.css'
import { useT } from '~/i18n/i18n'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'

/** How many applications are pending, beside the link to them and in the title and the icon of the page. */
export function PendingCount() {
  const t = useT()
  const { data: count = 0 } = useQuery(journalQueries.pending(useJournal()))
  const title = count === 0 ? t('app.name') : `${t('list.pending', { count })} - ${t('app.name')}`
  useEffect(() => {
    document.title = title
    showInIcon(count)
  }, [title, count])
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
