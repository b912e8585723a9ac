import { Button, Group, Input } from '@mantine/core'
import { useId, useState } from 'react'
import { useT } from '~/i18n/i18n'
import type { NamedRefusal } from '~/record/named'
import classes from '~/record/react/named.module.css'
import { refusalText } from '~/record/react/refusal-text'
import { useNamed } from '~/record/react/use-named'
import { textInput } from '~/ui/form/fields'
import { focusOnce } from '~/ui/focus-once'
import { leaveFocus } from '~/ui/leave-focus'
import { visibleText } from '~/ui/text/visible-text'

type Props = {
  label: string
  hint?: string
  example?: string
  start?: string
  button: string
  /** Keeps it under that name, or says why not. */
  onName: (name: string, isReplacing: boolean) => NamedRefusal | 'not stored' | undefined
  onCancel?: () => void
}

/** Asks for a name. One that is taken is replaced only by a press of its own. */
export function NameForm({ label, hint, example, start = '', button, onName, onCancel }: Props) {
  const t = useT()
  const id = useId()
  const [typed, setTyped] = useState(start)
  const list = useNamed()
  const [last, setLast] = useState<{ name: string; why: NamedRefusal | 'not stored'; list: unknown }>()
  // What is renamed or deleted is no longer in the way.
  const refused = last?.list === list ? last : undefined
  const name = visibleText(typed).replaceAll(/\s+/gu, ' ')
  const keep = (isReplacing: boolean) => {
    const why = onName(name, isReplacing)
    setLast(why && { name, why, list })
    if (why === undefined) setTyped('')
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        keep(false)
      }}
    >
      <Input.Wrapper
        id={id}
        label={label}
        description={hint}
        error={refused && refusalText(t, refused.why, refused.name)}
        inputWrapperOrder={textInput.inputWrapperOrder}
      >
        <Group gap="xs" align="flex-start" className={classes.line}>
          <div className={classes.grow}>
            <Input
              id={id}
              autoComplete={textInput.autoComplete}
              data-autofocus
              ref={onCancel && focusOnce}
              placeholder={example}
              value={typed}
              error={refused !== undefined}
              onChange={({ currentTarget }) => {
                setTyped(currentTarget.value)
                setLast(undefined)
              }}
            />
          </div>
          <Button type="submit">{button}</Button>
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {t('dialog.cancel')}
            </Button>
          )}
        </Group>
      </Input.Wrapper>
      {refused?.why === 'taken' && (
        <Button color="red" variant="light" size="compact-sm" mt={6} ref={leaveFocus} onClick={() => keep(true)}>
          {t('named.replace')}
        </Button>
      )}
    </form>
  )
}
