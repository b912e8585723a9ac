import { Paper, Stack, Text, Title } from '@mantine/core'
import { useDeferredValue } from 'react'
import { useSearchParams } from 'wouter'
import { BoardPanel } from '~/backups/board-panel'
import { KnownApps } from '~/backups/known-apps'
import { boardPlace, placeNames } from '~/backups/place'
import { PlaceForm } from '~/backups/place-form'
import { useT } from '~/i18n/i18n'
import { useJournal } from '~/record/react/journal-context'
import { JournalLoadState } from '~/record/react/journal-load-state'
import { listIndexOf } from '~/record/react/list-index'
import { useListSnapshot } from '~/record/react/use-list'
import { byName } from '~/ui/by-name'

/** Whether the tables of an app are backed up. The address has the app, and if wanted a set and a zone. */
export function BackupsPage() {
  const t = useT()
  const [params, setParams] = useSearchParams()
  const typed = byName(placeNames, (name) => params.get(name) ?? '')
  const place = boardPlace.safeParse(typed).data
  const list = useDeferredValue(useListSnapshot())
  const { refresh } = listIndexOf(useJournal())
  return (
    <Paper withBorder p="lg" component="section" aria-label={t('app.backups')}>
      <Stack gap="md">
        <div>
          <Title order={1} size="h3">
            {t('backups.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('backups.intro')}
          </Text>
        </div>
        <PlaceForm
          place={typed}
          onShow={(next) =>
            setParams(Object.fromEntries(placeNames.flatMap((name) => (next[name] === '' ? [] : [[name, next[name]]]))))
          }
        />
        {typeof list === 'string' ? (
          <JournalLoadState isPending={list === 'loading'} onRetry={() => void refresh()} />
        ) : place === undefined ? (
          <KnownApps list={list} />
        ) : (
          <BoardPanel key={JSON.stringify(place)} place={place} list={list} />
        )}
      </Stack>
    </Paper>
  )
}
