import { Anchor, Code, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import '@mantine/core/styles/Code.css'
import { useT } from '~/i18n/i18n'
import { addressKey, type Application, type ApplicationWithStatus } from '~/record/application'
import { applicationInWords } from '~/wording/application-name'
import type { Follows } from '~/record/events'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'
import { Differences } from '~/wording/differences'
import { personName } from '~/wording/person-name'
import { TargetText } from '~/wording/target-text'
import { curlCommand } from '~/oms/curl'
import { CopyButton } from '~/ui/copy-button'
import { formatTime } from '~/ui/format'
import { Time } from '~/ui/time'

type Props = {
  application: ApplicationWithStatus
  followers: Application[]
  /** Where OMS itself takes applications, less the access token. */
  applyAddress: string
}

/** What was asked for, by whom, from what it was made; to the letter where this desk has sent it. */
export function RequestPanel({ application, followers, applyAddress }: Props) {
  const t = useT()
  const { requested, why, body, sentAt, by, key, follows, batch } = application
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="asked-title">
      <Stack gap="xs">
        <Title order={2} size="h4" id="asked-title">
          {t('one.what')}
        </Title>
        <TargetText requested={requested} />
        {why !== undefined && (
          <Text size="sm" className="server-text">
            {t('one.why', { why })}
          </Text>
        )}
        {requested.autoApprove !== undefined && (
          <Text size="sm">
            {t('one.autoApprove', { yesNo: requested.autoApprove ? t('review.yes') : t('review.no') })}
          </Text>
        )}
        <Text size="sm">
          <Time at={sentAt}>
            {t(body === undefined ? 'live.tracked' : 'one.sent', { time: formatTime(t, sentAt) })}
          </Time>{' '}
          {by !== undefined && t('one.by', { who: personName(t, application) })}
        </Text>
        {batch !== undefined && (
          <Anchor component={Link} href={`/apply/many/${batch.id}`} size="sm">
            {t('one.batch')}
          </Anchor>
        )}
        {follows !== undefined && <Before follows={follows} after={application} />}
        {followers.map((follower) => (
          <Anchor key={follower.key} component={Link} href={`/applications/${addressKey(follower)}`} size="sm">
            {t('one.followedBy', { name: applicationInWords(t, follower) })}
          </Anchor>
        ))}
        {body !== undefined && (
          <>
            <Text size="sm">{t('one.attempt', { attempt: key })}</Text>
            <Text size="sm" fw={600}>
              {t('one.body')}
            </Text>
            <Code block className="server-text" mah="14rem" tabIndex={0}>
              {body}
            </Code>
            <Group gap="sm">
              <CopyButton label={t('live.copyJson')} text={() => body} />
              <CopyButton label={t('apply.preview.copyCurl')} text={() => curlCommand(applyAddress, body)} />
            </Group>
          </>
        )}
      </Stack>
    </Paper>
  )
}

/** The application that this one was made from, and what was changed of one that this one fixes. */
function Before({ follows: { application: key, why }, after }: { follows: Follows; after: ApplicationWithStatus }) {
  const t = useT()
  const { data } = useQuery(journalQueries.one(useJournal(), `attempt-${key}`))
  const before = data?.application
  const name = before === undefined ? t('review.earlier') : applicationInWords(t, before)
  return (
    <>
      <Anchor component={Link} href={`/applications/attempt-${key}`} size="sm">
        {t(`one.follows.${why}`, { name })}
      </Anchor>
      {why === 'fixed' && before !== undefined && <Differences before={before} after={after} />}
    </>
  )
}
