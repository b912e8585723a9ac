import { Anchor, Button } from '@mantine/core'
import { Link } from 'wouter'
import { useT } from '~/i18n/i18n'
import { Empty } from '~/review/list/empty'
import { FirstRun } from '~/review/list/first-run'
import { isNarrowed, type ListView } from '~/review/list/view/list-view'

type Props = {
  view: ListView
  /** Nobody is signed in by name, so nothing can be anybody's. */
  isNameless: boolean
  onClear: () => void
}

/** In place of the rows when there are none: why, and what to do next. */
export function ListEmpty({ view, isNameless, onClear }: Props) {
  const t = useT()
  const { preset } = view
  const namesNobody = preset === 'mine' && isNameless
  const apply = (
    <Anchor component={Link} href="/apply" size="sm">
      {t('app.toApply')}
    </Anchor>
  )
  if (isNarrowed(view)) {
    return (
      <Empty
        title={namesNobody ? t('list.nothing.mine') : t('list.nothing.found')}
        hints={[namesNobody ? t('list.nothing.nameless') : t('list.nothing.foundHint')]}
      >
        <Button variant="light" onClick={onClear}>
          {t('list.clear')}
        </Button>
      </Empty>
    )
  }
  if (preset === 'all') return <FirstRun>{apply}</FirstRun>
  return (
    <Empty
      title={t(`list.nothing.${preset}`)}
      hints={[namesNobody ? t('list.nothing.nameless') : t(`list.nothing.${preset}Hint`)]}
    >
      {apply}
    </Empty>
  )
}
