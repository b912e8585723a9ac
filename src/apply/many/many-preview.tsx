import { Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCopy, IconHistory } from '@tabler/icons-react'
import type { ManyRow } from '~/apply/table/many-rows'
import { TargetCell } from '~/apply/many/target-cell'
import { useT, type Texts } from '~/i18n/i18n'
import { columnOrder, tableColumns } from '~/oms/table-columns'
import { VirtualTable } from '~/ui/table/virtual-table'
import { clipTo } from '~/wording/explain'
import classes from '~/apply/many/many-preview.module.css'

export function ManyPreview({ rows }: { rows: ManyRow[] }) {
  const t = useT()
  return (
    <VirtualTable
      label={t('many.preview')}
      columns={[t('many.column.row'), t('review.column.target'), t('many.column.check')]}
      rows={rows}
    >
      {(row) => (
        <>
          <td data-label={t('many.column.row')}>{row.line}</td>
          {row.kind === 'valid' ? <TargetCell draft={row.draft} /> : <td className="server-text">{asTyped(t, row)}</td>}
          <td>
            <Check row={row} />
          </td>
        </>
      )}
    </VirtualTable>
  )
}

function Check({ row }: { row: ManyRow }) {
  const t = useT()
  switch (row.kind) {
    case 'valid':
      return (
        <span className={classes.check}>
          <IconCheck size={16} color="var(--mantine-color-teal-6)" aria-hidden />
          <span>
            {t('many.ready')}
            {row.duplicates !== undefined && t('many.duplicates', { count: row.duplicates })}
            {row.elsewhere !== undefined && (
              <Text size="sm" className={`${classes.warning} server-text`}>
                {t('serverIds.elsewhere', {
                  count: row.elsewhere.length,
                  beginning: `${row.draft.setId}.${row.draft.appId}`,
                  ids: t.joinFirst(row.elsewhere),
                })}
              </Text>
            )}
          </span>
        </span>
      )
    case 'same':
      return (
        <span className={classes.check}>
          <IconCopy size={16} aria-hidden />
          {t('many.same', { row: String(row.as) })}
        </span>
      )
    case 'sent':
      return (
        <span className={classes.check}>
          <IconHistory size={16} aria-hidden />
          <span className="server-text">{t('many.sent', { outcome: row.outcome })}</span>
        </span>
      )
    case 'wrong':
      return (
        <span className={classes.check}>
          <IconAlertTriangle size={16} color="var(--mantine-color-error)" aria-hidden />
          <span>
            {row.errors.map(({ column, message }) => (
              <Text key={`${column} ${message}`} size="sm" c="var(--mantine-color-error)" className="server-text">
                {column === undefined ? message : `${tableColumns[column]}: ${message}`}
              </Text>
            ))}
          </span>
        </span>
      )
  }
}

function asTyped(t: Texts, { cells }: ManyRow): string {
  return t.list(
    columnOrder
      .filter((column) => cells[column] !== '')
      .map((column) => `${tableColumns[column]} ${clipTo(200, cells[column])}`),
  )
}
