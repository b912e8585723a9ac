import classes from '~/backups/backups.module.css'
import { markClass, markKinds, markShape, markSize } from '~/backups/strip-marks'
import { useT } from '~/i18n/i18n'

export function StripLegend() {
  const t = useT()
  return (
    <span className={classes.legend}>
      {markKinds.map((kind) => (
        <span key={kind}>
          <svg width={markSize + 2} height={markSize + 2} aria-hidden>
            <path className={markClass[kind]} d={`M1,1${markShape[kind]}`} />
          </svg>{' '}
          {t(`backups.legend.${kind}`)}
        </span>
      ))}
    </span>
  )
}
