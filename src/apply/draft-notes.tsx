import { Alert, Anchor, Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { Draft } from '~/apply/draft'
import { t } from '~/i18n/i18n'
import { addressKey, type Application } from '~/journal/application'
import { applicationName } from '~/journal/application-name'
import type { Follows } from '~/journal/events'
import { clip, explainRefusal } from '~/journal/explain'
import { useJournal } from '~/journal/journal-context'
import { journalQueries } from '~/journal/queries'

type Props = { draft: Omit<Draft, 'values'>; onBringBack: () => void }

/** Where the values of the form come from, and the way back to what was typed before. */
export function DraftNotes({ draft: { follows, linked, aside }, onBringBack }: Props) {
  return (
    <>
      {follows !== undefined && <FollowsNote follows={follows} />}
      {linked === true && (
        <Alert color="blue" role="note">
          {t('apply.from.link')}
        </Alert>
      )}
      {aside !== undefined && (
        <Alert color="gray" role="note">
          <Stack gap="xs" align="flex-start">
            {t('apply.from.aside')}
            <Button size="compact-sm" variant="default" onClick={onBringBack}>
              {t('apply.from.bringBack')}
            </Button>
          </Stack>
        </Alert>
      )}
    </>
  )
}

function FollowsNote({ follows: { application: key, why } }: { follows: Follows }) {
  const { data } = useQuery(journalQueries.one(useJournal(), `attempt-${key}`))
  if (data === undefined || data === null) return null
  const { application } = data
  const { asked } = application
  const name = applicationName(application)
  const dangerous = asked.autoApprove === true || asked.target.scope === 'all'
  return (
    <Alert color={why === 'fixed' ? 'orange' : 'blue'} role="note" title={t(`apply.from.${why}`, { name })}>
      <Stack gap={4}>
        {complaints(application).map((line) => (
          <Text key={line} size="sm" className="server-text">
            {line}
          </Text>
        ))}
        {dangerous && <Text size="sm">{t('apply.from.askedAnew')}</Text>}
        <Anchor component={Link} href={`/applications/${addressKey(application)}`} size="sm">
          {t('apply.from.see')}
        </Anchor>
      </Stack>
    </Alert>
  )
}

/** Why it was not accepted: the memo of its rejection, where this desk knows it, or OMS's words. */
function complaints({ outcome, rejection }: Application): string[] {
  if (outcome?.kind === 'refused') return explainRefusal(outcome)
  return rejection === undefined ? [] : [t('review.memo', { memo: clip(rejection.memo) })]
}
