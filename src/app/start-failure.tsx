import { Alert, Button, Center, Stack, Title } from '@mantine/core'
import { useT } from '~/i18n/i18n'

type Props = {
  title: string
  text: string
  /** It ends by itself. */
  isWaiting?: boolean
}

/** The page when there is nothing else to show: what happened and a way on. */
export function StartFailure({ title, text, isWaiting = false }: Props) {
  const t = useT()
  return (
    <Center component="main" mih="100vh" p="md">
      <Alert
        color={isWaiting ? 'blue' : 'red'}
        title={
          <Title order={1} fz="inherit">
            {title}
          </Title>
        }
        maw={520}
      >
        <Stack align="flex-start" gap="sm">
          {text}
          {!isWaiting && (
            <Button variant="default" onClick={() => window.location.reload()}>
              {t('app.reload')}
            </Button>
          )}
        </Stack>
      </Alert>
    </Center>
  )
}
