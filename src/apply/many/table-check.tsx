import { Alert, Checkbox, Group, Text } from '@mantine/core'
import { useState } from 'react'
import '@mantine/core/styles/Checkbox.css'
import { ColumnChoices } from '~/apply/many/column-choices'
import { ManyPreview } from '~/apply/many/many-preview'
import type { ManyTable } from '~/apply/table/many-rows'
import type { ColumnChoices as Choices } from '~/apply/table/many-table'
import { useT, type Texts } from '~/i18n/i18n'

type Props = { table: ManyTable; choices: Choices; onChoose: (choices: Choices) => void }

export function TableCheck({ table, choices, onChoose }: Props) {
  const t = useT()
  const [problemsOnly, setProblemsOnly] = useState(false)
  const { rows } = table
  return (
    <>
      <TableNotes table={table} />
      {table.unclear.length > 0 && <ColumnChoices columns={table.unclear} choices={choices} onChoose={onChoose} />}
      <Group justify="space-between">
        <Text size="sm" role="status">
          {rows.length > 0 && summary(t, table)}
        </Text>
        {rows.length > 0 && (
          <Checkbox
            size="sm"
            label={t('many.problemsOnly')}
            checked={problemsOnly}
            onChange={(event) => setProblemsOnly(event.currentTarget.checked)}
          />
        )}
      </Group>
      {rows.length > 0 && <ManyPreview rows={problemsOnly ? rows.filter(({ kind }) => kind !== 'valid') : rows} />}
    </>
  )
}

function TableNotes({ table: { rows, errors, leftOut } }: { table: ManyTable }) {
  const t = useT()
  const isAll = rows.every(({ kind }) => kind === 'wrong')
  return (
    <>
      {errors.map((error) => (
        <Alert key={error} color="red" title={isAll && t('many.unreadable')} className="server-text">
          {error}
        </Alert>
      ))}
      {leftOut.length > 0 && (
        <Text size="sm" c="dimmed" className="server-text">
          {t('many.notRows', { rows: t.joinFirst(leftOut) })}
        </Text>
      )}
    </>
  )
}

function summary(t: Texts, table: ManyTable): string {
  const { valid, wrong, same, sent, elsewhere } = countRows(table)
  return t.list([
    t('many.valid', { count: valid }),
    ...(wrong === 0 ? [] : [t('many.wrong', { count: wrong })]),
    ...(same === 0 ? [] : [t('many.repeated', { count: same })]),
    ...(sent === 0 ? [] : [t('many.sentBefore', { count: sent })]),
    ...(elsewhere === 0 ? [] : [t('many.elsewhere', { count: elsewhere })]),
  ])
}

export function countRows({ rows }: ManyTable) {
  const countOf = (kind: ManyTable['rows'][number]['kind']) => rows.filter((row) => row.kind === kind).length
  const elsewhere = rows.filter((row) => row.kind === 'valid' && row.elsewhere !== undefined).length
  return { valid: countOf('valid'), wrong: countOf('wrong'), same: countOf('same'), sent: countOf('sent'), elsewhere }
}
