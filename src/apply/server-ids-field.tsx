import { useWatch, type Control } from 'react-hook-form'
import type { ApplyValues } from '~/apply/apply-values'
import { readServerIds } from '~/apply/server-ids'
import { t } from '~/i18n/i18n'
import type { ApplicationDraft } from '~/oms/application-draft'
import { TextAreaField } from '~/ui/fields'

/** The text box that holds the whole list, and what is read from it as it stands. */
export function ServerIdsField({ control }: { control: Control<ApplyValues, unknown, ApplicationDraft> }) {
  const text = useWatch({ control, name: 'serverIds' })
  const { ids, duplicates } = readServerIds(text)
  const count = [
    t('apply.serverIdsCount', { count: ids.length }),
    ...(duplicates.length === 0 ? [] : [t('apply.serverIdsRepeated', { count: duplicates.length })]),
  ].join(', ')
  return (
    <TextAreaField
      control={control}
      name="serverIds"
      label={t('apply.serverIds')}
      description={ids.length === 0 ? t('apply.serverIdsHint') : count}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder={'126.2.2.2\n126.2.2.3'}
      autosize
      minRows={3}
      maxRows={10}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
    />
  )
}
