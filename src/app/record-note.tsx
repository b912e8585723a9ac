import { Alert, Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useT } from '~/i18n/i18n'
import { useJournal } from '~/record/react/journal-context'
import { journalQueries } from '~/record/react/queries'
import { JournalError } from '~/record/store/database'

/** That the record can be read no more, while the page still shows what it has read before. */
export function RecordNote() {
  const t = useT()
  const { error, isRefetchError } = useQuery(journalQueries.pending(useJournal()))
  if (!isRefetchError) return null
  const isNewer = error instanceof JournalError && error.reason === 'newer'
  return (
    <Alert color="red" title={t('review.failed')} m="md">
      <Stack gap="sm" align="flex-start">
        {t(isNewer ? 'app.start.newer' : 'review.failedHint')}
        <Button variant="default" size="compact-sm" onClick={() => window.location.reload()}>
          {t('app.reload')}
        </Button>
      </Stack>
    </Alert>
  )
}
