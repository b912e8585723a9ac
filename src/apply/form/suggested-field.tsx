import { Box, TextInput, type TextInputProps } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { memo, useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useWatch } from 'react-hook-form'
import type { ApplyFormState } from '~/apply/values/apply-rules'
import { SuggestionList, type FieldSuggestion } from '~/apply/form/suggestion-list'
import { textInput, useTextField } from '~/ui/form/fields'

/** As many as a list shows; typing finds the others. */
const limit = 100

type Props = Pick<ApplyFormState, 'control' | 'setValue'> & {
  name: 'setId' | 'zoneId' | 'tableName'
  suggestions: FieldSuggestion[] | undefined
  label: string
} & Omit<TextInputProps, 'name'>

/**
 * A text input that stays one whatever happens to its suggestions. The list opens for a press, an arrow or a typed
 * letter; the focus alone, or a value that is put in whole, opens nothing that could lie over the rest of the form.
 */
export const SuggestedField = memo(function SuggestedField({ control, setValue, name, suggestions, ...props }: Props) {
  const field = useTextField({ control, name })
  const [open, setOpen] = useState<'all' | 'matching'>()
  const [active, setActive] = useState<FieldSuggestion>()
  const listId = useId()
  const known = suggestions ?? []
  const typed = useWatch({ control, name, disabled: known.length === 0 })
  const matches = open === 'all' ? known : open === 'matching' ? matching(known, typed) : []
  const shown = matches.slice(0, limit)
  const activeIndex = active === undefined ? -1 : shown.indexOf(active)

  const show = (which: 'all' | 'matching' | undefined) => {
    setOpen(which)
    setActive(undefined)
  }
  const choose = ({ value, set }: FieldSuggestion) => {
    if (set !== undefined) setValue('setId', set, { shouldValidate: true })
    setValue(name, value, { shouldValidate: field.error !== undefined })
    show(undefined)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault()
        if (shown.length === 0) return show('all')
        const step = event.key === 'ArrowDown' ? 1 : -1
        const from = activeIndex === -1 && step === -1 ? 0 : activeIndex
        return setActive(shown.at((from + step) % shown.length))
      }
      case 'Enter':
        if (activeIndex === -1 || active === undefined) return show(undefined)
        event.preventDefault()
        return choose(active)
      case 'Escape':
      // Browsers would go into a list that scrolls.
      case 'Tab':
        return show(undefined)
      default:
        if (event.key.length === 1) show('matching')
    }
  }

  const withList = (input: ReactNode) => (
    <Box pos="relative">
      {input}
      {shown.length > 0 && (
        <SuggestionList
          id={listId}
          label={props.label}
          suggestions={shown}
          hidden={matches.length - shown.length}
          activeIndex={activeIndex}
          onChoose={choose}
        />
      )}
    </Box>
  )

  return (
    <TextInput
      {...textInput}
      {...props}
      {...field}
      aria-haspopup={known.length === 0 ? undefined : 'listbox'}
      aria-autocomplete={known.length === 0 ? undefined : 'list'}
      aria-controls={shown.length === 0 ? undefined : listId}
      aria-activedescendant={activeIndex === -1 ? undefined : `${listId}-${activeIndex}`}
      rightSection={known.length === 0 ? undefined : <IconChevronDown size={16} aria-hidden />}
      rightSectionWidth={30}
      rightSectionPointerEvents="none"
      onChange={(event) => {
        void field.onChange(event)
        show(open === 'matching' ? open : undefined)
      }}
      onClick={() => show('all')}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        void field.onBlur(event)
        show(undefined)
      }}
      inputContainer={withList}
    />
  )
})

/** What begins with or contains the typed text; nothing once there is nothing left to suggest. */
function matching(suggestions: FieldSuggestion[], typed: string): FieldSuggestion[] {
  const wanted = typed.trim().toLowerCase()
  if (wanted === '' || suggestions.some(({ value, set }) => value === typed && set === undefined)) return []
  return suggestions.filter(({ value, names }) => [value, ...names].some((text) => text.toLowerCase().includes(wanted)))
}
