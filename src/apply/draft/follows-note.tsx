import { Alert, Anchor, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useT, type Texts } from '~/i18n/i18n'
import { addressKey, type Application } from '~/record/application'
import { applicationInWords } from '~/wording/application-name'
import { isAllServers } from '~/record/requested-target'
import type { Follows } from '~/record/events'
import { explainRefusal } from '~/wording/explain'
import { FoldedTexts } from '~/wording/folded-texts'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'

/** Which application the form was filled in from, and why that one was not accepted. */
export function FollowsNote({ follows: { application: key, why } }: { follows: Follows }) {
  const t = useT()
  const { data } = useQuery(journalQueries.one(useJournal(), `attempt-${key}`))
  if (data === undefined || data === null) return null
  const { application } = data
  const { requested } = application
  const name = applicationInWords(t, application)
  const dangerous = requested.autoApprove === true || isAllServers(requested)
  return (
    <Alert color={why === 'fixed' ? 'orange' : 'blue'} role="note" title={t(`apply.from.${why}`, { name })}>
      <Stack gap={4}>
        <FoldedTexts texts={complaints(t, application)} />
        {dangerous && <Text size="sm">{t('apply.from.askedAnew')}</Text>}
        <Anchor component={Link} href={`/applications/${addressKey(application)}`} size="sm">
          {t('apply.from.see')}
        </Anchor>
      </Stack>
    </Alert>
  )
}

/** Why it was not accepted: the memo of its rejection, where this desk knows it, or OMS's words. */
function complaints(t: Texts, { outcome, rejection }: Application): string[] {
  if (outcome?.kind === 'refused') return explainRefusal(t, outcome)
  return rejection === undefined ? [] : [t('review.memo', { memo: rejection.memo })]
}
