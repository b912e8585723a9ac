import { IconX } from '@tabler/icons-react'
import { useT } from '~/i18n/i18n'
import { filterText } from '~/review/list/filters/filter-words'
import classes from '~/review/list/applications-page.module.css'
import { filterNames, type Filters } from '~/review/list/view/list-view'

export function FilterChips({ filters, onChange }: { filters: Filters; onChange: (part: Partial<Filters>) => void }) {
  const t = useT()
  return filterNames
    .filter((name) => filters[name] !== '')
    .map((name) => {
      const text = filterText(t, name, filters[name])
      return (
        <button
          key={name}
          type="button"
          className={classes.chip}
          title={text}
          aria-label={t('list.removeFilter', { filter: text })}
          onClick={() => onChange({ [name]: '' })}
        >
          <span>{text}</span>
          <IconX size={14} aria-hidden />
        </button>
      )
    })
}
