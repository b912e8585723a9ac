import { useMemo } from 'react'
import { Link } from 'wouter'
import classes from '~/app/shell.module.css'
import { useT } from '~/i18n/i18n'
import { needsAttention } from '~/record/overdue'
import { useLimits } from '~/record/react/use-limits'
import { useListSnapshot } from '~/record/react/use-list'
import { useMinute } from '~/ui/use-minute'

/** How many applications need attention, and the way to them; nothing where none does. */
export function AttentionCount() {
  const t = useT()
  const list = useListSnapshot()
  const [limits] = useLimits()
  const now = useMinute()
  const entries = typeof list !== 'string' && list.isComplete ? list.entries : undefined
  const count = useMemo(
    () => entries?.filter((one) => needsAttention(one, limits, now)).length ?? 0,
    [entries, limits, now],
  )
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
