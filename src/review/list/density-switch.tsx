import { useT } from '~/i18n/i18n'
import classes from '~/review/list/applications-page.module.css'
import { densities, useDensity } from '~/review/list/table/use-density'

export function DensitySwitch() {
  const t = useT()
  const [density, setDensity] = useDensity()
  return (
    <div role="group" aria-label={t('list.density.label')} className={classes.density}>
      {densities.map((one) => (
        <button key={one} type="button" aria-pressed={one === density} onClick={() => setDensity(one)}>
          {t(`list.density.${one}`)}
        </button>
      ))}
    </div>
  )
}
