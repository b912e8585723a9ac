import { Anchor, Stack, Text, Title } from '@mantine/core'
import { Link } from 'wouter'
import { useT } from '~/i18n/i18n'

export function NotFound() {
  const t = useT()
  return (
    <Stack align="center" p="xl" gap="xs">
      <Title order={1} size="h3">
        {t('app.notFound')}
      </Title>
      <Text c="dimmed">{t('app.notFoundHint')}</Text>
      <Anchor component={Link} href="/apply">
        {t('app.toApply')}
      </Anchor>
    </Stack>
  )
}
