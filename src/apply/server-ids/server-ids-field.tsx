import { InputBase } from '@mantine/core'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { useController } from 'react-hook-form'
import type { ApplyFormState } from '~/apply/values/apply-rules'
import { describeServerIds, readServerIds } from '~/apply/values/server-ids'
import { pasteServerIds } from '~/apply/server-ids/server-ids-paste'
import { useT } from '~/i18n/i18n'
import { lazyPart } from '~/ui/lazy-part'

const ServerIdsTools = lazyPart(async () => (await import('~/apply/server-ids/server-ids-tools')).ServerIdsTools)

export function ServerIdsField({ control }: Pick<ApplyFormState, 'control'>) {
  const t = useT()
  const { field, fieldState } = useController({ control, name: 'serverIds' })
  const message = fieldState.error?.message
  const box = useRef<HTMLTextAreaElement>(null)
  const [before, setBefore] = useState(field.value)
  // A key never waits for what is derived from ten thousand ids.
  const text = useDeferredValue(field.value)
  const list = useMemo(() => readServerIds(text), [text])
  return (
    <div>
      {/* Mantine's Textarea brings a second one, which grows with its text. */}
      <InputBase
        component="textarea"
        multiline
        {...field}
        ref={(element) => {
          field.ref(element)
          box.current = element
        }}
        onChange={(event) => {
          setBefore(field.value)
          field.onChange(event)
        }}
        onPaste={pasteServerIds}
        label={t('apply.serverIds')}
        // What the error names is not named twice.
        description={
          describeServerIds(t, message === undefined ? list : { ...list, invalid: [] }) ?? t('serverIds.hint')
        }
        error={message === undefined ? undefined : t.said(message)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        placeholder={'126.2.2.2\n126.2.2.3'}
        rows={5}
        spellCheck={false}
        styles={{
          input: { fontFamily: 'var(--mantine-font-family-monospace)', resize: 'vertical' },
          description: { overflowWrap: 'anywhere' },
        }}
      />
      <ServerIdsTools
        control={control}
        box={box}
        before={before}
        text={text}
        list={list}
        onChange={(changed) => {
          setBefore(field.value)
          field.onChange(changed)
        }}
      />
    </div>
  )
}
