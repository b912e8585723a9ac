import { Alert, Button, Center, Loader, Stack } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import { leaveFocus } from '~/ui/leave-focus'

/** In place of what is still being read from the journal, or can't be. */
export function JournalLoadState({ isPending, onRetry }: { isPending: boolean; onRetry: () => void }) {
  const t = useT()
  if (isPending) {
    return (
      <Center p="xl" aria-busy>
        <Loader role="progressbar" aria-label={t('review.loading')} />
      </Center>
    )
  }
  return (
    <Alert color="red" ref={leaveFocus} title={t('review.failed')} m="lg" mt={0}>
      <Stack gap="sm" align="flex-start">
        {t('review.failedHint')}
        <Button variant="light" color="red" onClick={onRetry}>
          {t('review.retry')}
        </Button>
      </Stack>
    </Alert>
  )
}
