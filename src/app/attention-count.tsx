import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import classes from '~/app/shell.module.css'
import { useT } from '~/i18n/i18n'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'
import { useLimits } from '~/record/react/use-limits'
import { useMinute } from '~/ui/use-minute'

export function AttentionCount() {
  const t = useT()
  const [limits] = useLimits()
  const { data: { count } = { count: 0 } } = useQuery(journalQueries.attention(useJournal(), limits, useMinute()))
  if (count === 0) return null
  return (
    <Link href="/applications?show=attention" className={classes.attention} title={t('list.attention', { count })}>
      <span>
        <span className={classes.attentionSign} aria-hidden>{`! ${t.number(count)}`}</span>
        <span className={classes.attentionWords}>{t('list.attention', { count })}</span>
      </span>
    </Link>
  )
}
