import { memo, useLayoutEffect, useRef } from 'react'
import { Link } from 'wouter'
import { useT } from '~/i18n/i18n'
import { addressOf, presets, type ListView, type Preset } from '~/review/list/view/list-view'
import { SavedViews } from '~/review/list/filters/saved-views'
import classes from '~/review/list/applications-page.module.css'

type Props = { view: ListView; counts: Record<Preset, number> | undefined }

/** The ready-made views of the list, each with how many a press shows: search and filters stay. */
export const ListPresets = memo(function ListPresets({ view, counts }: Props) {
  const t = useT()
  const current = useRef<HTMLAnchorElement>(null)
  const isCounted = counts !== undefined
  // scrollIntoView would move the page, too.
  useLayoutEffect(() => {
    const link = current.current
    const line = link?.closest(`.${classes.views}`)
    if (link === null || line === null || line === undefined) return
    const [place, room] = [link.getBoundingClientRect(), line.getBoundingClientRect()]
    if (place.left < room.left || place.right > room.right) line.scrollLeft += place.right - room.right
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another preset is elsewhere, and with its number each is wider
  }, [view.preset, isCounted])
  return (
    <>
      <nav aria-label={t('list.presets')} className={classes.presets}>
        {presets.map((preset) => (
          <Link
            key={preset}
            ref={preset === view.preset ? current : null}
            href={addressOf({ ...view, preset })}
            className={classes.preset}
            aria-current={preset === view.preset ? 'page' : undefined}
          >
            {t(`list.preset.${preset}`)}{' '}
            {isCounted && <span className={classes.count}>{t.number(counts[preset])}</span>}
          </Link>
        ))}
      </nav>
      <SavedViews />
    </>
  )
})
