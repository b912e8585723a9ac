import { Button, Text } from '@mantine/core'
import { useId } from 'react'
import { useLocation } from 'wouter'
import type { BoardRow } from '~/backups/board/board'
import { useT } from '~/i18n/i18n'
import { tableColumns } from '~/oms/table-columns'
import { addedRows } from '~/record/react/added-rows'
import { useJournal } from '~/record/react/journal-context'
import { textRow } from '~/ui/text/text-row'

const { setId, appId, zoneId, tableName } = tableColumns

/** Hands the red ones among these to Many at once, but those that an application is under way for. */
export function BackUpRed({ app, rows }: { app: string; rows: readonly BoardRow[] }) {
  const t = useT()
  const journal = useJournal()
  const [, navigate] = useLocation()
  const reason = useId()
  const red = rows.filter(({ level }) => level === 'red')
  const due = red.filter(({ isUnderWay }) => !isUnderWay)
  if (red.length === 0) return null
  const fill = () => {
    const inZones = due.filter(({ zone }) => zone !== '').map(({ set, zone, table }) => [set, app, zone, table])
    const inEvery = due.filter(({ zone }) => zone === '').map(({ set, table }) => [set, app, table])
    // In one table an empty zone could be one of merged cells.
    const lines = [
      ...(inZones.length === 0 ? [] : [[setId, appId, zoneId, tableName], ...inZones]),
      ...(inEvery.length === 0 ? [] : [[setId, appId, tableName], ...inEvery]),
    ]
    addedRows.add(journal.name, lines.map((row) => textRow(row)).join('\n'))
    navigate('/apply/many')
  }
  return (
    <>
      <Button {...(due.length === 0 && { disabled: true, 'aria-describedby': reason })} onClick={fill}>
        {t('backups.backUpRed', { count: due.length })}
      </Button>
      {red.length > due.length && (
        <Text size="xs" c="dimmed" id={reason}>
          {t('backups.underWay', { count: red.length - due.length })}
        </Text>
      )}
    </>
  )
}
