import { Button, Group, SimpleGrid, Text } from '@mantine/core'
import '@mantine/core/styles/SimpleGrid.css'
import { useMemo } from 'react'
import { CheckList } from '~/apply/many/check-list'
import { zoneKey, type NamedTable } from '~/apply/many/tables-in-zones'
import type { useTablesInZones } from '~/apply/many/use-tables-in-zones'
import { useT, type Texts } from '~/i18n/i18n'
import type { ZoneSuggestion } from '~/oms/questions/suggestions'
import { leaveFocus } from '~/ui/leave-focus'
import { clip } from '~/wording/explain'
import { explainPoll } from '~/wording/explain-lookup'

type Props = {
  /** The id of the line that says how far OMS has answered. */
  id: string
  zones: readonly ZoneSuggestion[]
} & Pick<
  ReturnType<typeof useTablesInZones>,
  'choice' | 'choose' | 'tables' | 'chosen' | 'failed' | 'why' | 'isAsking' | 'tryAgain'
>

export function OmsLists({ id, zones, choice, choose, tables, chosen, failed, why, isAsking, tryAgain }: Props) {
  const t = useT()
  const total = chosen.length
  const zoneItems = useMemo(() => zones.map((zone) => zoneItem(t, zone)), [t, zones])
  const tableItems = useMemo(() => tables.map((table) => tableItem(t, table, total)), [t, tables, total])
  return (
    <div>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <CheckList
          label={t('many.combine.zonesOfApp')}
          all={(count) => t('many.combine.allZones', { count })}
          items={zoneItems}
          checked={choice.zones}
          onChange={(checked) => choose({ zones: checked })}
        />
        <CheckList
          label={t('many.combine.tablesOfZones')}
          all={(count) => t('many.combine.allTables', { count })}
          items={tableItems}
          isGrowing={isAsking}
          checked={choice.tables}
          onChange={(checked) => choose({ tables: checked })}
        />
      </SimpleGrid>
      <Group gap="xs" mt={6} mih={26} id={id} tabIndex={-1}>
        {failed.length > 0 && (
          <>
            <Text size="xs" c="orange" role="alert">
              {t('many.combine.notListed', {
                count: failed.length,
                zones: t.joinFirst(failed.map(({ value, set }) => `${set.value}/${value}`)),
              })}
              {why !== undefined && <span className="server-text"> {clip(explainPoll(t, why))}</span>}
            </Text>
            <Button size="compact-xs" variant="default" ref={leaveFocus} onClick={tryAgain}>
              {t('app.tryAgain')}
            </Button>
          </>
        )}
        <Text size="xs" c="dimmed" role="status">
          {failed.length === 0 && explainTables(t, total, tables.length, isAsking)}
        </Text>
      </Group>
    </div>
  )
}

function explainTables(t: Texts, zones: number, tables: number, isAsking: boolean): string {
  if (zones === 0) return t('many.combine.chooseZones')
  if (isAsking) return t('suggestions.asking')
  return t('suggestions.known', { what: t('suggestions.tables', { count: tables }) })
}

function zoneItem(t: Texts, zone: ZoneSuggestion) {
  const { value, names, set } = zone
  const detail = [t('many.combine.ofSet', { set: set.value }), ...set.names].join(' ')
  return { key: zoneKey(zone), name: [value, ...names].join(' '), detail }
}

function tableItem(t: Texts, { name, zones, createDate, modifyDate }: NamedTable, total: number) {
  const created = shownDate(createDate)
  const dates = modifyDate.startsWith('0000-00-00')
    ? t('many.combine.unchanged', { created })
    : t('many.combine.dates', { created, changed: shownDate(modifyDate) })
  const detail = zones === total ? [dates] : [dates, t('many.combine.inZones', { count: zones, total })]
  return { key: name, name, detail: t.list(detail) }
}

/** The day of a time as OMS writes it; what is written otherwise stays as it is. */
function shownDate(time: string): string {
  return time === '' ? '-' : time.replace(/^(\d{4}-\d\d-\d\d) \d\d:\d\d:\d\d$/, '$1')
}
