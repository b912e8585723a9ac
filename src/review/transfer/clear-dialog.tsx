import { Alert, Button, Checkbox, Group, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import '@mantine/core/styles/Checkbox.css'
import { useTeam, type TeamState } from '~/team/team-state'
import { useT, type Texts } from '~/i18n/i18n'
import { isOlder, clearability } from '~/record/clearability'
import type { ListEntry } from '~/record/list-entry'
import { useJournal } from '~/record/react/journal-context'
import { listIndexOf } from '~/record/react/list-index'
import { journalQueries } from '~/record/react/queries'
import { useListSnapshot } from '~/record/react/use-list'
import { saveApplications, saveFailureText } from '~/review/transfer/save-applications'
import { JournalLoadState } from '~/record/react/journal-load-state'
import { Dialog } from '~/ui/dialog/dialog'
import { DialogFooter } from '~/ui/dialog/dialog-footer'
import { focusOnce } from '~/ui/focus-once'
import { BusyButton } from '~/ui/form/busy-button'
import { ProgressBar } from '~/ui/progress-bar'
import { visibleText } from '~/ui/text/visible-text'

const usualDays = '90'

/** Clears the history: says exactly what goes and what stays, and offers to export it first. */
export function ClearDialog({ selected, onClose }: { selected: readonly ListEntry[]; onClose: () => void }) {
  const t = useT()
  return (
    <Dialog onClose={onClose} title={t('carry.clear')} size="lg">
      <ClearForm selected={selected} onClose={onClose} />
    </Dialog>
  )
}

function ClearForm({ selected, onClose }: { selected: readonly ListEntry[]; onClose: () => void }) {
  const t = useT()
  const said = useId()
  const journal = useJournal()
  const list = useListSnapshot()
  const team = useTeam()
  const tables = useQuery(journalQueries.openBatches(journal))
  const [now] = useState(Date.now)
  const [bySelection, setBySelection] = useState(selected.length > 0)
  const [days, setDays] = useState(usualDays)
  const [withUnknown, setWithUnknown] = useState(false)
  const [part, setPart] = useState(0)
  const clear = useMutation({
    mutationKey: ['clear'],
    mutationFn: (applications: readonly ListEntry[]) =>
      journal.forget(
        applications.map(({ key }) => key),
        setPart,
      ),
  })
  const save = useMutation({
    mutationKey: ['export'],
    mutationFn: (applications: readonly ListEntry[]) => saveApplications(t, journal, applications, 'json', setPart),
  })

  if (typeof list === 'string' || list.soFar !== undefined || tables.data === undefined) {
    const retry = () => void Promise.all([listIndexOf(journal).refresh(), tables.refetch()])
    return <JournalLoadState isPending={list !== 'failed' && !tables.isError} onRetry={retry} />
  }
  if (clear.data !== undefined) {
    return (
      <Stack gap="md">
        <Alert color="green" role="status" id={said}>
          {t('carry.cleared', { count: clear.data })}
        </Alert>
        <Group justify="flex-end">
          <Button onClick={onClose} ref={focusOnce} aria-describedby={said}>
            {t('carry.done')}
          </Button>
        </Group>
      </Stack>
    )
  }

  const openTables = new Set(tables.data.map(({ id }) => id))
  const typedDays = visibleText(days)
  const isDays = /^\d{1,5}$/.test(typedDays)
  const everything = list.entries
  const chosen = new Set(selected.map(({ key }) => key))
  // As they are by now, and not as they were when they were selected.
  const concerned = bySelection ? everything.filter(({ key }) => chosen.has(key)) : everything
  const goes = (one: ListEntry): boolean => {
    const kind = clearability(one, openTables)
    if (!bySelection) return kind === 'over' && isDays && isOlder(one, Number(typedDays), now)
    return kind === 'over' || kind === 'pending' || (kind === 'unknown' && withUnknown)
  }
  const going = concerned.filter(goes)
  const staying = concerned.filter((one) => !goes(one))
  const unknown = bySelection ? concerned.filter((one) => clearability(one, openTables) === 'unknown') : []
  const count = going.length
  const blocked = count === 0 ? { disabled: true, 'aria-describedby': said } : {}
  const done = Math.round(part * count)
  const kinds = (applications: readonly ListEntry[]) => kindsOf(t, applications, openTables)
  return (
    <Stack gap="md">
      {selected.length > 0 && (
        <Radio.Group
          label={t('carry.what')}
          value={bySelection ? 'selected' : 'age'}
          onChange={(value) => setBySelection(value === 'selected')}
        >
          <Stack gap={6} mt={6}>
            <Radio value="selected" label={t('carry.selected', { count: selected.length })} />
            <Radio value="age" label={t('carry.byAge')} />
          </Stack>
        </Radio.Group>
      )}
      {!bySelection && (
        <TextInput
          label={t('carry.days')}
          description={selected.length === 0 ? t('carry.byAge') : undefined}
          inputMode="numeric"
          autoComplete="off"
          value={days}
          error={isDays ? undefined : t('carry.daysNeeded')}
          onChange={(event) => setDays(event.currentTarget.value)}
          data-autofocus
        />
      )}
      {unknown.length > 0 && (
        <Checkbox
          label={t('carry.clearUnknown', { count: unknown.length, kinds: kinds(unknown) })}
          checked={withUnknown}
          onChange={(event) => setWithUnknown(event.currentTarget.checked)}
        />
      )}
      <div aria-live="polite" id={said}>
        <Text fw={600}>
          {going.length === 0 ? t('carry.goNone') : t('carry.go', { count: going.length, kinds: kinds(going) })}
        </Text>
        {staying.length > 0 && (
          <Text size="sm">{t('carry.stay', { count: staying.length, kinds: kinds(staying) })}</Text>
        )}
      </div>
      <Text size="sm" c="dimmed">
        {hintOf(t, team)}
      </Text>
      {(clear.isPending || save.isPending) && part > 0 && (
        <ProgressBar
          done={done}
          count={count}
          text={t(clear.isPending ? 'carry.clearing' : 'carry.exporting', { done, count })}
        />
      )}
      {(clear.isError || save.isError) && <Alert color="red">{saveFailureText(t, clear.error ?? save.error)}</Alert>}
      <DialogFooter>
        <BusyButton
          variant="default"
          mr="auto"
          {...blocked}
          loading={save.isPending}
          onClick={() => save.mutate(going)}
        >
          {t('carry.first')}
        </BusyButton>
        <Group gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <BusyButton color="red.9" {...blocked} loading={clear.isPending} onClick={() => clear.mutate(going)}>
            {t('carry.confirm', { count: going.length })}
          </BusyButton>
        </Group>
      </DialogFooter>
    </Stack>
  )
}

/** What still has them afterwards. What the record has not been told yet is told to nobody once it is cleared. */
function hintOf(t: Texts, team: TeamState): string {
  if (team.kind === 'off') return t('carry.clearHint')
  return t(team.kind === 'together' && team.refused === 0 ? 'carry.clearHintTeam' : 'carry.clearHintUntold')
}

/** How many there are of each status, as the list counts them; of a table that is not finished each in a count of its own. */
function kindsOf(t: Texts, applications: readonly ListEntry[], openTables: ReadonlySet<string>): string {
  const counts = new Map<string, number>()
  for (const one of applications) {
    const status = t(`review.status.${one.status}`)
    const word = clearability(one, openTables) === 'in a table' ? t('carry.inTable', { word: status }) : status
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return t.list([...counts].map(([word, count]) => t('carry.kind', { word, count })))
}
