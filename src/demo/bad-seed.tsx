import { Alert, Button, Center, Stack, Title } from '@mantine/core'
import { seedAtMost } from '~/demo/seed-count'
import { useT } from '~/i18n/i18n'

/** The page when the address asks for what can't be filled in, with the way to the demo as it stands. */
export function BadSeed({ withoutSeed }: { withoutSeed: string }) {
  const t = useT()
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack maw={520} gap="sm" align="flex-start">
        <Title order={1} size="h4">
          {t('demo.badSeed')}
        </Title>
        <Alert color="red">{t('demo.badSeedText', { most: seedAtMost })}</Alert>
        <Button component="a" href={withoutSeed} variant="default">
          {t('demo.openAsItIs')}
        </Button>
      </Stack>
    </Center>
  )
}
