import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import { t } from '~/i18n/i18n'

export function BackLink() {
  return (
    <Anchor component={Link} href="/applications" size="sm">
      {t('one.back')}
    </Anchor>
  )
}
