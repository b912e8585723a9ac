import { Code, List, Paper, Stack, Text, Title } from '@mantine/core'
import '@mantine/core/styles/Code.css'
import '@mantine/core/styles/List.css'
import { useT, type Texts } from '~/i18n/i18n'
import { languageOf } from '~/i18n/language-of'
import type { JournalEvent, OutcomeEvent } from '~/record/events'
import { isOfAnother } from '~/record/requested-target'
import type { ApplicationDraft } from '~/oms/application-draft'
import { FoldedTexts } from '~/wording/folded-texts'
import { otherKindText } from '~/wording/other-kind-text'
import { personName } from '~/wording/person-name'
import { Time } from '~/ui/time'
import { useIsPrinting } from '~/ui/use-is-printing'

/** Every event of an application, oldest first, with who and when. */
export function Timeline({ events }: { events: JournalEvent[] }) {
  const t = useT()
  const draft = events.find((event) => event.kind === 'apply intent')?.draft
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="timeline-title">
      <Stack gap="xs">
        <Title order={2} size="h4" id="timeline-title">
          {t('one.timeline')}
        </Title>
        <List size="sm" spacing={4}>
          {events.map((event) => (
            <List.Item key={`${event.attempt} ${event.kind} ${event.at}`}>
              <FoldedTexts inline texts={[describe(t, event, draft)]} />{' '}
              <Text size="sm" component="span" c="dimmed">
                <Time at={event.at} />
                {'by' in event && event.by !== undefined && ` ${t('one.by', { who: personName(t, event) })}`}
              </Text>
              {'outcome' in event && <Answer {...event} />}
            </List.Item>
          ))}
        </List>
      </Stack>
    </Paper>
  )
}

/** What OMS said: its messages where it refused, and its answer to the letter, opened on paper and where nothing else tells what it means. */
function Answer({ outcome, answer }: Pick<OutcomeEvent, 'outcome' | 'answer'>) {
  const t = useT()
  const isPrinting = useIsPrinting()
  return (
    <>
      {outcome.kind === 'refused' && <FoldedTexts c="dimmed" texts={[...new Set(outcome.messages)]} />}
      {answer !== undefined && (
        <details open={isPrinting || outcome.kind === 'unknown'}>
          <summary>{t('one.answer', { status: answer.status })}</summary>
          <Code block className="server-text" mah="14rem" tabIndex={0} lang={languageOf(answer.text)}>
            {answer.text}
          </Code>
        </details>
      )}
    </>
  )
}

function describe(t: Texts, event: JournalEvent, draft: ApplicationDraft | undefined): string {
  switch (event.kind) {
    case 'apply intent':
    case 'approve intent':
      return t(`one.event.${event.kind}`)
    case 'apply outcome':
    case 'reject outcome':
    case 'approve outcome':
    case 'start outcome':
    case 'resume outcome':
      return t(`one.event.${event.kind}`, { outcome: t(`one.outcome.${event.outcome.kind}`) })
    case 'apply resolved':
      return event.id === undefined ? t('one.event.apply absent') : t('one.event.apply resolved', { id: event.id })
    case 'reject intent':
      return t('one.event.reject intent', { memo: event.memo })
    case 'reject resolved':
      return event.done ? t('one.event.reject done') : t('one.event.reject not done')
    case 'approve resolved':
      return event.done ? t('one.event.approve done') : t('one.event.approve not done')
    case 'start intent':
    case 'resume intent':
      return t(`one.event.${event.kind}`, { transaction: event.transaction })
    case 'transaction seen': {
      const { id, status, statusText } = event.transaction
      if (status === '') return t('one.event.transaction gone', { id })
      return t('one.event.transaction seen', { id, status, text: statusText })
    }
    case 'tracked':
    case 'seen': {
      const { id, setId, zoneId, tableName, status, transaction, decidedBy, otherKind } = event.detail
      if (otherKind !== undefined) return otherKindText(t, id, otherKind)
      if (isOfAnother(draft, event.detail))
        return t('one.event.another', { id, set: setId || '-', zone: zoneId || '-', table: tableName || '-' })
      const said = t(`one.event.${event.kind}`, { status, transaction })
      return decidedBy === '' ? said : t.list([said, t('one.by', { who: decidedBy })])
    }
  }
}
