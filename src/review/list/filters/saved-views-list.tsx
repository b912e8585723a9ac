import { Stack } from '@mantine/core'
import { useSearch } from 'wouter'
import { useT } from '~/i18n/i18n'
import { isView } from '~/record/named'
import { NamedList } from '~/record/react/named-list'
import { SaveAs } from '~/record/react/save-as'
import { useNamed } from '~/record/react/use-named'
import { viewInWords } from '~/review/list/filters/filter-words'
import { addressOf, readView, writeView, type ListView } from '~/review/list/view/list-view'

export function SavedViewsList({ onChosen }: { onChosen: () => void }) {
  const t = useT()
  const views = useNamed().filter(isView)
  const query = normal(useSearch())
  return (
    <Stack gap="md">
      <NamedList
        label={t('named.views')}
        none={t('named.noViews')}
        list={views}
        hrefOf={(view) => addressOf(viewOf(view.query))}
        aboutOf={(view) => viewInWords(t, viewOf(view.query))}
        isCurrent={(view) => normal(view.query) === query}
        onChosen={onChosen}
      />
      <SaveAs
        label={t('named.saveView')}
        hint={viewInWords(t, viewOf(query))}
        named={(name) => ({ kind: 'view', name, query })}
      />
    </Stack>
  )
}

function viewOf(query: string): ListView {
  return readView(new URLSearchParams(query))
}

/** A query as this list writes it. */
function normal(query: string): string {
  return writeView(viewOf(query)).toString()
}
