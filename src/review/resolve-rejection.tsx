import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { t } from '~/i18n/i18n'
import type { ListedApplication } from '~/journal/application'
import { useLookUp, useResolve } from '~/journal/resolve'
import { LookupTable } from '~/review/lookup-table'

/** The ways to end a rejection of unknown outcome: look the application up, then say whether it is rejected. */
export function ResolveRejection({
  application,
  waitUntil,
}: {
  application: ListedApplication
  waitUntil: string | undefined
}) {
  const lookUp = useLookUp()
  const resolve = useResolve(application)
  const waiting = waitUntil !== undefined
  return (
    <Paper withBorder p="lg" bd="1px solid orange.6" component="section" aria-labelledby="resolve-title">
      <Stack gap="md">
        <div>
          <Title order={2} size="h4" id="resolve-title">
            {t('resolve.title')}
          </Title>
          <Text size="sm">{t('resolve.rejectionText')}</Text>
        </div>
        <div>
          <Button loading={lookUp.isPending} onClick={() => lookUp.mutate({ from: application.id ?? '0', only: true })}>
            {t('resolve.lookUp')}
          </Button>
        </div>
        {lookUp.data !== undefined && <LookupTable found={lookUp.data} draft={application.draft} />}
        {waiting && (
          <Text size="sm" fw={600} role="status">
            {t('resolve.running', { time: waitUntil })}
          </Text>
        )}
        <Group>
          <Button variant="default" disabled={waiting} onClick={() => resolve.mutate({ rejectionDone: true })}>
            {t('resolve.rejectionDone')}
          </Button>
          <Button variant="default" disabled={waiting} onClick={() => resolve.mutate({ rejectionDone: false })}>
            {t('resolve.rejectionNotDone')}
          </Button>
        </Group>
        {resolve.isError && <Alert color="red">{t('resolve.notSaved')}</Alert>}
      </Stack>
    </Paper>
  )
}
