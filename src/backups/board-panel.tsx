import { Stack, Text } from '@mantine/core'
import { useDeferredValue, useMemo } from 'react'
import { indexBackups } from '~/backups/board/backup-index'
import { boardRows, tableKey, type BoardTable as Table } from '~/backups/board/board'
import classes from '~/backups/backups.module.css'
import { BoardTable } from '~/backups/board-table'
import { StripLegend } from '~/backups/strip-legend'
import { LimitFields } from '~/backups/limit-fields'
import { ListsNote } from '~/backups/lists-note'
import type { BoardPlace } from '~/backups/place'
import { useTables, type TableLists } from '~/backups/use-tables'
import { useT } from '~/i18n/i18n'
import type { ListEntry } from '~/record/list-entry'
import type { ListSnapshot } from '~/record/react/list-index'
import { useLimits } from '~/record/react/use-limits'
import { timeFormat } from '~/ui/format'
import { ProgressBar } from '~/ui/progress-bar'
import { useMinute } from '~/ui/use-minute'

const dayName = timeFormat({ day: 'numeric', month: 'short', year: 'numeric' })

/** The tables of a place, once all applications are read; OMS is asked for them meanwhile. */
export function BoardPanel({ place, list }: { place: BoardPlace; list: ListSnapshot }) {
  const t = useT()
  const lists = useTables(place)
  const { entries, soFar } = list
  if (soFar === undefined) return <Board place={place} entries={entries} lists={lists} />
  const [read, total] = [entries.length, soFar.total]
  return (
    <div aria-busy>
      <ProgressBar done={read} count={total} text={t('backups.reading', { read, total })} />
    </div>
  )
}

type Props = { place: BoardPlace; entries: readonly ListEntry[]; lists: TableLists }

/** Every table of a place that OMS lists or, where it does not, that the record names. */
function Board({ place, entries, lists }: Props) {
  const t = useT()
  const now = useMinute()
  const [limits, changeLimits] = useLimits()
  const { app, set, zone } = place
  const index = useMemo(() => indexBackups(entries, app, now), [entries, app, now])
  const tables = useMemo((): Table[] => {
    // Where OMS lists tables, one that it does not list is gone.
    const unlisted = new Set(lists.failed.map((one) => `${one.set} ${one.zone}`))
    const isUnlisted = (one: { set: string; zone: string }) =>
      !lists.isSignedIn || lists.zonesFailed !== undefined || unlisted.has(`${one.set} ${one.zone}`)
    // Where OMS refuses to list them again, those that it has listed before stay.
    const listed = new Set(lists.tables.map(tableKey))
    const isOfPlace = (one: { set: string; zone: string }) =>
      (set === '' || one.set === set) && (zone === '' || one.zone === zone)
    const named = index.tables.filter((one) => isUnlisted(one) && isOfPlace(one) && !listed.has(tableKey(one)))
    return [...lists.tables, ...named.map((one) => ({ ...one, names: [], createDate: '', modifyDate: '' }))]
  }, [lists, index, set, zone])
  const shown = useDeferredValue(tables)
  const rows = useMemo(() => boardRows(shown, index, limits, now), [shown, index, limits, now])
  const isAnswered = lists.zones === undefined ? lists.zonesFailed !== undefined : lists.answered === lists.zones.length
  const isComplete = (!lists.isSignedIn || isAnswered) && shown === tables
  const beginning = useMemo(
    () => entries.reduce((least, { touchedAt }) => Math.min(least, touchedAt), Infinity),
    [entries],
  )
  return (
    <Stack gap="md" tabIndex={-1} aria-busy={rows.length === 0 && !isComplete}>
      <Text size="sm" c="dimmed">
        {t.paragraph([
          Number.isFinite(beginning)
            ? t('backups.knows', { day: dayName(t, new Date(beginning)) })
            : t('backups.knowsNothing'),
          ...(index.serverCount > 0 ? [t('backups.servers', { count: index.serverCount })] : []),
        ])}
      </Text>
      <ListsNote app={app} lists={lists} />
      {rows.length > 0 && (
        <>
          <BoardTable app={app} rows={rows} isComplete={isComplete} limits={limits} now={now} />
          <div className={classes.foot}>
            <LimitFields limits={limits} onChange={changeLimits} />
            <StripLegend />
          </div>
        </>
      )}
      {rows.length === 0 && isComplete && (
        <Text size="sm" ta="center" c="dimmed" py="lg">
          {t(lists.zones === undefined ? 'backups.noneKnown' : 'backups.noTables')}
        </Text>
      )}
    </Stack>
  )
}
