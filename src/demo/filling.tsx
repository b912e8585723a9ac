import { Center, Stack, Text, Title } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import { ProgressBar } from '~/ui/progress-bar'

export function Filling({ written, total }: { written: number; total: number }) {
  const t = useT()
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack w={420} maw="100%" gap="sm">
        <Title order={1} size="h4">
          {t('demo.filling')}
        </Title>
        <ProgressBar
          label={t('demo.filling')}
          done={written}
          count={total}
          text={t('demo.written', { written, total })}
        />
        <Text size="sm" c="dimmed">
          {t('demo.interruption')}
        </Text>
      </Stack>
    </Center>
  )
}
