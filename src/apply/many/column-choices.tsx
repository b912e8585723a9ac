import { Alert, NativeSelect, SimpleGrid, Text } from '@mantine/core'
import '@mantine/core/styles/SimpleGrid.css'
import type { UnclearColumn } from '~/apply/table/many-rows'
import type { ColumnChoices } from '~/apply/table/many-table'
import { useT } from '~/i18n/i18n'
import { tableColumns } from '~/oms/table-columns'

type Props = { columns: UnclearColumn[]; choices: ColumnChoices; onChoose: (choices: ColumnChoices) => void }

/** What a person says of columns whose names are not understood: which field each one is, or none. */
export function ColumnChoices({ columns, choices, onChoose }: Props) {
  const t = useT()
  const isOpen = columns.some(({ choice }) => choice === undefined)
  return (
    <Alert color={isOpen ? 'yellow' : 'gray'} role="note" title={t('many.unclear.title')} className="server-text">
      <Text size="sm">{t('many.unclear.text')}</Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="xs">
        {columns.map((column) => (
          <NativeSelect
            key={column.key}
            size="sm"
            label={
              column.name === ''
                ? t('many.unclear.unnamed', { number: column.key.slice(1) })
                : t('many.unclear.column', { name: column.name })
            }
            descriptionProps={{ c: 'inherit' }}
            description={t('many.unclear.values', { values: t.joinFirst(column.values) })}
            value={column.choice ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget
              const chosen = column.free.find((field) => field === value) ?? 'leave out'
              const others = [...choices].filter(([key]) => key !== column.key)
              onChoose(new Map(value === '' ? others : [...others, [column.key, chosen]]))
            }}
          >
            <option value="">{t('many.unclear.choose')}</option>
            {column.free.map((field) => (
              <option key={field} value={field}>
                {`${t(`apply.${field}`)} (${tableColumns[field]})`}
              </option>
            ))}
            <option value="leave out">{t('many.unclear.leaveOut')}</option>
          </NativeSelect>
        ))}
      </SimpleGrid>
    </Alert>
  )
}
