import { Button, Group, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { BoardCells, placeOf } from '~/backups/board-cells'
import { BoardLive } from '~/backups/board-live'
import classes from '~/backups/backups.module.css'
import { levels, type BoardRow } from '~/backups/board/board'
import { BackUpRed } from '~/backups/back-up-red'
import { useT } from '~/i18n/i18n'
import type { Limits } from '~/record/limits'
import { VirtualTable } from '~/ui/table/virtual-table'
import { useIsPrinting } from '~/ui/use-is-printing'

type Props = { app: string; rows: readonly BoardRow[]; isComplete: boolean; limits: Limits; now: number }

/** The tables, found by search and level, which the address holds. */
export function BoardTable({ app, rows, isComplete, limits, now }: Props) {
  const t = useT()
  const [params, setParams] = useSearchParams()
  const search = params.get('search') ?? ''
  const level = levels.find((one) => one === params.get('level'))
  const change = (name: 'search' | 'level', value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === '') next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  const isPrinting = useIsPrinting()
  const narrowed = [
    ...(search.trim() === '' ? [] : [t('print.said', { name: t('backups.search'), value: search })]),
    ...(level === undefined
      ? []
      : [t('print.said', { name: t('backups.column.level'), value: t(`backups.level.${level}`) })]),
  ]
  const wanted = useDeferredValue(search)
  const found = useMemo(() => {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
    if (words.length === 0) return rows
    return rows.filter((row) => {
      const text = `${row.table} ${placeOf(t, row)}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
  }, [t, rows, wanted])
  const shown = useMemo(
    () => (level === undefined ? found : found.filter((row) => row.level === level)),
    [found, level],
  )
  return (
    <>
      <div className={classes.bar} role="search">
        <TextInput
          type="search"
          className={classes.search}
          aria-label={t('backups.search')}
          placeholder={t('backups.searchHint')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={({ currentTarget }) => change('search', currentTarget.value)}
          autoComplete="off"
          aria-keyshortcuts="/"
        />
        <Group gap={4} role="group" aria-label={t('backups.column.level')}>
          {[undefined, ...levels].map((one) => (
            <Button
              key={one ?? ''}
              variant={one === level ? 'filled' : 'default'}
              size="compact-sm"
              aria-pressed={one === level}
              onClick={() => change('level', one ?? '')}
            >
              {one === undefined
                ? t('backups.every', { count: found.length })
                : t('backups.levelCount', {
                    level: t(`backups.level.${one}`),
                    count: found.filter((row) => row.level === one).length,
                  })}
            </Button>
          ))}
        </Group>
        {isComplete && <BackUpRed app={app} rows={found} />}
      </div>
      {isPrinting && narrowed.length > 0 && <Text size="sm">{t.sentences(narrowed)}</Text>}
      {shown.length === 0 ? (
        <Text size="sm" ta="center" c="dimmed" py="lg">
          {t('backups.noneFound')}
        </Text>
      ) : (
        <VirtualTable
          label={t('backups.table')}
          className={classes.board}
          columns={[
            t('review.column.table'),
            t('backups.column.level'),
            t('backups.column.last'),
            t('backups.column.open'),
            t('backups.column.changed'),
            t('backups.column.days'),
          ]}
          rows={shown}
          InView={BoardLive}
        >
          {(row) => <BoardCells row={row} limits={limits} now={now} />}
        </VirtualTable>
      )}
    </>
  )
}
