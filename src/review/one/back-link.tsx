import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import { useT } from '~/i18n/i18n'

export function BackLink() {
  const t = useT()
  return (
    <Anchor component={Link} href="/applications" size="sm" className="not-printed">
      {t('one.back')}
    </Anchor>
  )
}
