import { Alert, Anchor, Paper, Stack } from '@mantine/core'
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { useT } from '~/i18n/i18n'
import { useJournal } from '~/record/react/journal-context'
import type { ListEntry } from '~/record/list-entry'
import { listIndexOf, type ListSnapshot } from '~/record/react/list-index'
import { useLimits } from '~/record/react/use-limits'
import { useListSnapshot } from '~/record/react/use-list'
import { DecidedAlert } from '~/review/decide/decided-alert'
import { useDecision } from '~/review/decide/use-decision'
import { DensitySwitch } from '~/review/list/density-switch'
import { ListEmpty } from '~/review/list/list-empty'
import { filteredAndSorted, inPreset, presetCounts, searcher, settledCount } from '~/review/list/view/list-filter'
import { ListFilters } from '~/review/list/filters/list-filters'
import { ListOrder } from '~/review/list/filters/list-order'
import { ListPresets } from '~/review/list/filters/list-presets'
import { withKeys } from '~/review/list/view/list-selection'
import { ListSelectionBar } from '~/review/list/list-selection-bar'
import { ListTable } from '~/review/list/table/list-table'
import { ListTop } from '~/review/list/list-top'
import { noFilters, type ListView } from '~/review/list/view/list-view'
import { useIsAttended, useRowsInPlace } from '~/review/list/table/rows-in-place'
import { useListView } from '~/review/list/view/use-list-view'
import { JournalLoadState } from '~/record/react/journal-load-state'
import { WatchBar } from '~/review/watch/watch-bar'
import { useSession } from '~/session/session'
import classes from '~/review/list/applications-page.module.css'
import { lazyPart } from '~/ui/lazy-part'
import { leaveFocus } from '~/ui/leave-focus'
import { ProgressBar } from '~/ui/progress-bar'
import { useMinute } from '~/ui/use-minute'

const LinkedIds = lazyPart(async () => (await import('~/review/list/linked-ids')).LinkedIds)

/** Every application that this browser knows: found by search and filters, which its address holds, and decided. */
export function ApplicationsPage() {
  const list = useListSnapshot()
  const { refresh } = listIndexOf(useJournal())
  if (typeof list === 'string') {
    return (
      <Paper withBorder pt="lg">
        <JournalLoadState isPending={list === 'loading'} onRetry={() => void refresh()} />
      </Paper>
    )
  }
  return <LoadedList {...list} refresh={refresh} />
}

type Props = ListSnapshot & { refresh: () => Promise<void> }

/** What the list itself does not need is drawn after it: nobody who types waits for a menu. */
function LoadedList({ entries, unreadable, soFar, refresh }: Props) {
  const t = useT()
  const isComplete = soFar === undefined
  const { view, unsearched, change, onSearch } = useListView()
  const username = useSession().session?.username
  const [limits] = useLimits()
  const minute = useMinute()
  const looker = useMemo(() => ({ username, limits, now: minute }), [username, limits, minute])
  const find = useMemo(() => searcher(filteredAndSorted(entries, unsearched)), [entries, unsearched])
  const found = useMemo(() => find(view.search), [find, view.search])
  const inView = useMemo(() => inPreset(found, view.preset, looker), [found, view.preset, looker])
  const frame = useRef<HTMLDivElement>(null)
  const isAttended = useIsAttended(frame, refresh)
  const { rows, hasChanged, showChanges } = useRowsInPlace(inView, entries, view, isAttended && isComplete)
  // The numbers of the presets come after the rows.
  const counted = useDeferredValue(found)
  const counts = useMemo(() => (isComplete ? presetCounts(counted, looker) : undefined), [counted, isComplete, looker])

  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const { selected, outOfView } = useMemo(() => selectedOf(keys, rows, entries), [keys, rows, entries])
  const onSelect = useCallback(
    (changed: string[], put: boolean) => setKeys((before) => withKeys(before, changed, put)),
    [],
  )
  const clearSelection = () => setKeys(new Set())

  const { decide, dialog, decided, dismiss, heading } = useDecision()
  const onSort = useCallback((sort: ListView['sort']) => change({ sort }), [change])
  const linked = view.filters.track
  // What a link names is looked up to its end, also while the record is read anew.
  const [wasRead, setWasRead] = useState(isComplete)
  if (isComplete && !wasRead) setWasRead(true)
  const count = isComplete
    ? t('list.count', { count: rows.length })
    : t('list.reading', { count: rows.length, read: entries.length, total: soFar.total })
  const isEmpty = rows.length === 0 && isComplete
  const onClear = () => {
    change({ search: '', filters: noFilters })
    // The button goes with the view that was empty.
    heading.current?.focus()
  }

  return (
    <Paper withBorder component="section" aria-labelledby="applications-title">
      <Stack className={classes.page} gap="var(--page-gap)">
        <ListTop heading={heading} applications={rows} selected={selected} view={view} isComplete={isComplete} />
        <div className={classes.views}>
          <ListPresets view={useDeferredValue(view)} counts={counts} />
          <WatchBar />
        </div>
        <ListFilters applications={entries} view={view} onSearch={onSearch} onChange={change}>
          <div className={classes.found} aria-live="polite" id="list-count" tabIndex={-1}>
            <span title={count}>{count}</span>
            {hasChanged && (
              <Anchor component="button" type="button" size="sm" ref={leaveFocus} onClick={showChanges}>
                {t('list.showChanges')}
              </Anchor>
            )}
          </div>
          <ListOrder view={view} onSort={onSort} />
          <DensitySwitch />
        </ListFilters>
        {wasRead && linked !== '' && <LinkedIds key={linked} text={linked} applications={entries} />}
        <DecidedAlert decided={decided} onClose={dismiss} />
        {unreadable > 0 && (
          <Alert color="orange" title={t('review.unreadable', { count: unreadable })} mx="lg">
            {t('review.unreadableHint')}
          </Alert>
        )}
        <div ref={frame} className={classes.frame}>
          {soFar !== undefined && (
            <div className={classes.progress}>
              <ProgressBar
                label={t('review.loading')}
                done={entries.length}
                count={soFar.total}
                isTextShown={false}
                size="xs"
              />
            </div>
          )}
          {isEmpty && (entries.length > 0 || unreadable === 0) && <ListEmpty view={view} onClear={onClear} />}
          {!isEmpty && (
            <ListTable
              entries={rows}
              isComplete={isComplete}
              settled={settledCount(rows, view, soFar)}
              selected={keys}
              view={view}
              onSelect={onSelect}
              onSort={onSort}
              onDecide={decide}
            />
          )}
        </div>
      </Stack>
      <ListSelectionBar selected={selected} outOfView={outOfView} onClear={clearSelection} />
      {dialog}
    </Paper>
  )
}

/** What is selected, in the order of the rows, with what the search and the filters leave out behind them. */
function selectedOf(keys: ReadonlySet<string>, rows: readonly ListEntry[], entries: readonly ListEntry[]) {
  if (keys.size === 0) return { selected: [], outOfView: 0 }
  const inView = rows.filter(({ key }) => keys.has(key))
  const seen = new Set(inView)
  const others = entries.filter((one) => keys.has(one.key) && !seen.has(one))
  return { selected: [...inView, ...others], outOfView: others.length }
}
