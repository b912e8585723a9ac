import { List, Paper, Stack, Text, Title } from '@mantine/core'
import { t } from '~/i18n/i18n'
import type { JournalEvent } from '~/journal/events'
import { clip } from '~/journal/explain'
import { formatTime } from '~/ui/format'

/** Every event of an application, oldest first, with who and when. */
export function Timeline({ events }: { events: JournalEvent[] }) {
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="timeline-title">
      <Stack gap="xs">
        <Title order={2} size="h4" id="timeline-title">
          {t('one.timeline')}
        </Title>
        <List size="sm" spacing={4}>
          {events.map((event) => (
            <List.Item key={`${event.attempt} ${event.kind} ${event.at}`}>
              <Text size="sm" component="span" className="server-text">
                {describe(event)}
              </Text>{' '}
              <Text size="sm" component="span" c="dimmed">
                <time dateTime={event.at}>{formatTime(event.at)}</time>
                {'by' in event && event.by !== undefined && ` ${t('one.by', { who: event.by })}`}
              </Text>
            </List.Item>
          ))}
        </List>
      </Stack>
    </Paper>
  )
}

function describe(event: JournalEvent): string {
  switch (event.kind) {
    case 'apply intent':
      return t('one.event.apply intent')
    case 'apply outcome':
      return t('one.event.apply outcome', { outcome: t(`one.outcome.${event.outcome.kind}`) })
    case 'apply resolved':
      return event.id === undefined ? t('one.event.apply absent') : t('one.event.apply resolved', { id: event.id })
    case 'reject intent':
      return t('one.event.reject intent', { memo: clip(event.memo) })
    case 'reject outcome':
      return t('one.event.reject outcome', { outcome: t(`one.outcome.${event.outcome.kind}`) })
    case 'reject resolved':
      return event.done ? t('one.event.reject done') : t('one.event.reject not done')
  }
}
