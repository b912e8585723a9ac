import { memo } from 'react'
import { Link } from 'wouter'
import { useT } from '~/i18n/i18n'
import { addressOf, presets, type ListView, type Preset } from '~/review/list/view/list-view'
import { SavedViews } from '~/review/list/filters/saved-views'
import classes from '~/review/list/filters/list-bar.module.css'

type Props = { view: ListView; counts: Record<Preset, number> | undefined }

/** The ready-made views of the list, each with how many a press shows: search and filters stay. */
export const ListPresets = memo(function ListPresets({ view, counts }: Props) {
  const t = useT()
  return (
    <>
      <nav aria-label={t('list.presets')} className={classes.presets}>
        {presets.map((preset) => (
          <Link
            key={preset}
            href={addressOf({ ...view, preset })}
            className={classes.preset}
            aria-current={preset === view.preset ? 'page' : undefined}
          >
            {t(`list.preset.${preset}`)}{' '}
            {counts !== undefined && <span className={classes.count}>{t.number(counts[preset])}</span>}
          </Link>
        ))}
      </nav>
      <SavedViews />
    </>
  )
})
