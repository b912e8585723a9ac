import { Paper, Text } from '@mantine/core'
import { useT } from '~/i18n/i18n'
import type { Suggestion } from '~/oms/questions/suggestions'
import classes from '~/apply/form/suggestion-list.module.css'

/** `set`: what goes into the field for the set when it is chosen. */
export type FieldSuggestion = Suggestion & { set?: string }

type Props = {
  id: string
  label: string
  suggestions: FieldSuggestion[]
  /** How many more there are. */
  hidden: number
  activeIndex: number
  onChoose: (suggestion: FieldSuggestion) => void
}

/** The list under a field, over what comes next. The focus stays in the field. */
export function SuggestionList({ id, label, suggestions, hidden, activeIndex, onChoose }: Props) {
  const t = useT()
  return (
    // A press would take the focus from the field, and with it the list from under the pointer.
    <Paper withBorder shadow="md" fz="sm" className={classes.popup} onMouseDown={(event) => event.preventDefault()}>
      <div role="listbox" id={id} aria-label={label} tabIndex={0} className={classes.list}>
        {suggestions.map((suggestion, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's
          <div
            key={`${suggestion.set} ${suggestion.value}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === activeIndex}
            tabIndex={-1}
            ref={index === activeIndex ? scrollIntoView : undefined}
            className={classes.option}
            onClick={() => onChoose(suggestion)}
          >
            <span className={classes.value}>{suggestion.value}</span>
            {suggestion.names.map((name) => (
              <span key={name} className={classes.name}>
                {name}
              </span>
            ))}
          </div>
        ))}
      </div>
      {hidden > 0 && (
        <Text size="xs" c="dimmed" px={12} py={6} className={classes.more}>
          {t('suggestions.more', { count: hidden })}
        </Text>
      )}
    </Paper>
  )
}

function scrollIntoView(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' })
}
