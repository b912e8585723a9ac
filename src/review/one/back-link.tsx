import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import { useT } from '~/i18n/i18n'
import { leftList } from '~/review/list/table/kept-scroll'

/** Back to the list, with its filter and at its place. */
export function BackLink() {
  const t = useT()
  return (
    <Anchor component={Link} {...leftList} size="sm" className="not-printed">
      {t('review.all')}
    </Anchor>
  )
}
