import { Alert, Button, Center, Stack, Title } from '@mantine/core'
import { useT } from '~/i18n/i18n'

/** The page when there is nothing else to show: what happened and a way on. */
export function StartFailure({ title, text }: { title: string; text: string }) {
  const t = useT()
  return (
    <Center component="main" mih="100vh" p="md">
      <Alert
        color="red"
        title={
          <Title order={1} fz="inherit">
            {title}
          </Title>
        }
        maw={520}
      >
        <Stack align="flex-start" gap="sm">
          {text}
          <Button variant="default" onClick={() => window.location.reload()}>
            {t('app.reload')}
          </Button>
        </Stack>
      </Alert>
    </Center>
  )
}
