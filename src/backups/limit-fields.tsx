import { TextInput } from '@mantine/core'
import classes from '~/backups/backups.module.css'
import { useT } from '~/i18n/i18n'
import { longestLimit, type Limits } from '~/record/limits'

const names = ['amberDays', 'redDays'] as const

/** From which age on a backup is amber or red. What is no number of days changes nothing. */
export function LimitFields({ limits, onChange }: { limits: Limits; onChange: (next: Limits) => void }) {
  const t = useT()
  return (
    <div className={classes.limits}>
      {names.map((name) => (
        <TextInput
          key={name}
          size="xs"
          type="number"
          min={0}
          step="any"
          label={t(`backups.${name}`)}
          defaultValue={limits[name]}
          onChange={({ currentTarget: { valueAsNumber: days } }) =>
            days > 0 && onChange({ ...limits, [name]: Math.min(days, longestLimit) })
          }
        />
      ))}
    </div>
  )
}
