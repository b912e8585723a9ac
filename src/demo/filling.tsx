import { Center, Progress, Stack, Text, Title } from '@mantine/core'
import '@mantine/core/styles/Progress.css'
import { useT } from '~/i18n/i18n'

/** The page while the demo is being filled. */
export function Filling({ written, total }: { written: number; total: number }) {
  const t = useT()
  const text = t('demo.written', { written, total })
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack w={420} maw="100%" gap="sm">
        <Title order={1} size="h4">
          {t('demo.filling')}
        </Title>
        <Progress.Root
          // It goes on several times a second: a bar that glides never rests.
          transitionDuration={0}
          size="lg"
          role="progressbar"
          aria-label={t('demo.filling')}
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={written}
          aria-valuetext={text}
        >
          <Progress.Section withAria={false} value={total === 0 ? 0 : (written / total) * 100} />
        </Progress.Root>
        <Text>{text}</Text>
        <Text size="sm" c="dimmed">
          {t('demo.interruption')}
        </Text>
      </Stack>
    </Center>
  )
}
