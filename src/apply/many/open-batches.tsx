import { Alert, Anchor, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useT } from '~/i18n/i18n'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'
import { formatTime } from '~/ui/format'
import { Time } from '~/ui/time'

/** What was submitted earlier and is not at its end, for instance because the browser was closed. */
export function OpenBatches() {
  const t = useT()
  const { data = [] } = useQuery(journalQueries.openBatches(useJournal()))
  if (data.length === 0) return null
  return (
    <Alert color="yellow" role="note" title={t('many.unfinished')}>
      <Stack gap={2} align="flex-start">
        {data.map(({ id, at, left }) => (
          <Anchor key={id} component={Link} href={`/apply/many/${id}`} size="sm">
            <Time at={at}>{t('many.unfinishedOne', { count: left, time: formatTime(t, at) })}</Time>
          </Anchor>
        ))}
      </Stack>
    </Alert>
  )
}
