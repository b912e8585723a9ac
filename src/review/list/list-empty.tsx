import { Anchor, Button } from '@mantine/core'
import { Link } from 'wouter'
import { useT } from '~/i18n/i18n'
import { Empty } from '~/review/list/empty'
import { FirstRun } from '~/review/list/first-run'
import { isNarrowed, type ListView } from '~/review/list/view/list-view'
import { useSession } from '~/session/session'

/** In place of the rows when there are none: why, and what to do next. */
export function ListEmpty({ view, onClear }: { view: ListView; onClear: () => void }) {
  const t = useT()
  const { preset } = view
  const isNameless = useSession().session?.username === undefined
  const namesNobody = preset === 'mine' && isNameless
  const why = isNarrowed(view) && !namesNobody ? 'found' : preset
  const apply = (
    <Anchor component={Link} href="/apply" size="sm">
      {t('app.toApply')}
    </Anchor>
  )
  if (why === 'all') return <FirstRun>{apply}</FirstRun>
  return (
    <Empty
      title={t(`list.nothing.${why}`)}
      hints={[namesNobody ? t('list.nothing.nameless') : t(`list.nothing.${why}Hint`)]}
    >
      {isNarrowed(view) ? (
        <Button variant="light" onClick={onClear}>
          {t('list.clear')}
        </Button>
      ) : (
        apply
      )}
    </Empty>
  )
}
