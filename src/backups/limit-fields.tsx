import { TextInput } from '@mantine/core'
import { useState } from 'react'
import classes from '~/backups/backups.module.css'
import { useT } from '~/i18n/i18n'
import { longestLimit, type Limits } from '~/record/limits'

const names = ['amberDays', 'redDays'] as const

type Props = { limits: Limits; onChange: (change: Partial<Limits>) => void }

/** From which age on a backup is amber or red. What is no number of days changes nothing. */
export function LimitFields({ limits, onChange }: Props) {
  const t = useT()
  /** What stands in the field that has the focus; the others show what holds. */
  const [typed, setTyped] = useState<{ name: string; text: string }>()
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
          value={typed?.name === name ? typed.text : limits[name]}
          onChange={({ currentTarget: { value: text, valueAsNumber: days } }) => {
            setTyped({ name, text })
            if (days > 0) onChange({ [name]: Math.min(days, longestLimit) })
          }}
          onBlur={() => setTyped(undefined)}
        />
      ))}
    </div>
  )
}
