import { Alert, Checkbox, Group, Text } from '@mantine/core'
import { useState } from 'react'
import '@mantine/core/styles/Checkbox.css'
import { ManyPreview } from '~/apply/many/many-preview'
import type { ManyTable } from '~/apply/many/many-rows'
import { useT, type Texts } from '~/i18n/i18n'

/** A pasted table as it was read: what is wrong with it, how many rows are what, and each row. */
export function TableCheck({ table }: { table: ManyTable }) {
  const t = useT()
  const [problemsOnly, setProblemsOnly] = useState(false)
  const { rows } = table
  return (
    <>
      <TableNotes table={table} />
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

function TableNotes({ table: { error, ignored } }: { table: ManyTable }) {
  const t = useT()
  if (error !== undefined) {
    return (
      <Alert color="red" title={t('many.unreadable')} className="server-text">
        {error}
      </Alert>
    )
  }
  if (ignored.length === 0) return null
  return (
    <Alert color="yellow" role="note" className="server-text">
      {t('many.ignored', { names: t.list(ignored) })}
    </Alert>
  )
}

function summary(t: Texts, table: ManyTable): string {
  const { valid, wrong, same } = countRows(table)
  return t.list([
    t('many.valid', { count: valid }),
    ...(wrong === 0 ? [] : [t('many.wrong', { count: wrong })]),
    ...(same === 0 ? [] : [t('many.repeated', { count: same })]),
  ])
}

export function countRows({ rows }: ManyTable) {
  const of = (kind: ManyTable['rows'][number]['kind']) => rows.filter((row) => row.kind === kind).length
  return { valid: of('valid'), wrong: of('wrong'), same: of('same') }
}
