import { Alert, Anchor, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useT } from '~/i18n/i18n'
import type { IdDoubt as Doubt } from '~/actions/resolve'
import { addressKey } from '~/record/application'
import type { RequestedTarget } from '~/record/requested-target'
import { LookupTable } from '~/review/one/lookup-table'
import { leaveFocus } from '~/ui/leave-focus'
import { originText } from '~/wording/origin-text'

type Props = {
  doubt: Doubt
  requested: RequestedTarget
  /** The press that records the id all the same. */
  children: ReactNode
}

/** Why it is not certain that an application has the id that a person has found, before that is recorded. */
export function IdDoubt({ doubt: { id, lookedUp, holder }, requested, children }: Props) {
  const t = useT()
  return (
    <Stack gap="sm" ref={leaveFocus}>
      <LookupTable found={lookedUp} requested={requested} />
      <Alert color="orange" title={t('resolve.doubt', { id })}>
        <Stack gap="xs" align="flex-start">
          {lookedUp.length === 0 && <Text size="sm">{t('live.signIn')}</Text>}
          {holder !== undefined && (
            <Text size="sm">
              {t('resolve.held', { id })}{' '}
              <Anchor component={Link} href={`/applications/${addressKey(holder)}`} size="sm">
                {t.list([t(`review.status.${holder.status}`), originText(t, holder)])}
              </Anchor>
            </Text>
          )}
          <Text size="sm">{t('resolve.doubtText')}</Text>
          {children}
        </Stack>
      </Alert>
    </Stack>
  )
}
