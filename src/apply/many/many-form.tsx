import { Alert, Button, FileButton, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDeferredValue, useId, useImperativeHandle, useMemo, useRef, useState, type SubmitEvent } from 'react'
import { useLocation, useSearch } from 'wouter'
import type { Destination } from '~/apply/values/destination'
import { DuplicateDialog } from '~/wording/duplicate-dialog'
import { DraftNotes } from '~/apply/draft/draft-notes'
import { rowsDraft, rowsWhy } from '~/apply/draft/rows-draft'
import { CombineForm } from '~/apply/many/combine-form'
import { FileNote } from '~/apply/many/file-note'
import classes from '~/apply/many/many-form.module.css'
import { whyRule } from '~/apply/values/apply-rules'
import { appendRows, onlyRows } from '~/apply/table/many-append'
import { readRows, type ManyTable } from '~/apply/table/many-rows'
import type { ColumnChoices } from '~/apply/table/many-table'
import { OpenBatches } from '~/apply/many/open-batches'
import { readTableFile, type FileText } from '~/apply/table/read-table-file'
import { countRows, TableCheck } from '~/apply/many/table-check'
import type { ReadyRows } from '~/apply/templates/template'
import { useT, type Texts } from '~/i18n/i18n'
import { AttemptFailure } from '~/wording/attempt-failure'
import { newAttemptId } from '~/record/attempt-id'
import type { AttemptId } from '~/oms/ids'
import { useStartBatch } from '~/actions/many/start-batch'
import type { PlannedRow } from '~/record/batch-plan'
import { useJournal } from '~/record/react/journal-context'
import { BusyButton } from '~/ui/form/busy-button'
import { textInput } from '~/ui/form/fields'
import { allowOneFile, droppedFile } from '~/ui/file-drop'
import { useLeaveWarning } from '~/ui/use-leave-warning'

const noChoices: { made: ColumnChoices; names: string } = { made: new Map(), names: '' }

/** Many applications from one table: pasted, from a file, or made of tables and zones; every row is looked at first. */
export function ManyForm({ destination, readyRows }: { destination: Destination; readyRows?: ReadyRows }) {
  const t = useT()
  const journal = useJournal()
  const [, navigate] = useLocation()
  const query = new URLSearchParams(useSearch())
  const [setId, appId] = [query.get('set') ?? '', query.get('app')]
  const [text, setText] = useState(() => rowsDraft.read(journal.name))
  // Of this text: however often its button is pressed, it is one table.
  const [batchId, setBatchId] = useState(newAttemptId)
  const [origin, setOrigin] = useState(() => rowsDraft.origin(journal.name))
  const [why, setWhy] = useState(() => rowsWhy.read(journal.name))
  const [cleared, setCleared] = useState('')
  const [choices, setChoices] = useState(noChoices)
  const [opened, setOpened] = useState<{ name: string; file: FileText }>()
  const [filesToRead, setFilesToRead] = useState(0)
  const resetFile = useRef<() => void>(null)
  const box = useRef<HTMLTextAreaElement>(null)
  const start = useStartBatch()
  useLeaveWarning(text !== '')

  // A long table takes a while to read; typing in it does not wait for that.
  const readText = useDeferredValue(text)
  const table = useMemo(() => readRows(t, readText, choices.made), [t, readText, choices])
  // What was said of the columns of one table says nothing of another's.
  if (choices !== noChoices && choices.names !== table.names) setChoices(noChoices)
  const ready = table.rows.flatMap((row) => (row.kind === 'valid' ? [{ line: row.line, draft: row.draft }] : []))
  useImperativeHandle(readyRows, () => () => ready.map(({ draft }) => draft))
  // What is sent is what was looked at.
  const note = whyRule.safeParse(why)
  const canSend = text === readText && ready.length > 0 && note.success && filesToRead === 0
  const [about, whyError] = [useId(), useId()]
  const reasons = note.success ? about : `${about} ${whyError}`
  const duplicates = start.data?.kind === 'duplicates' ? start.data : undefined
  const startedRows = start.variables?.rows ?? []

  const change = (next: string) => {
    rowsDraft.write(journal.name, next)
    show(next)
  }
  const show = (next: string) => {
    setText(next)
    setBatchId(newAttemptId())
    setOrigin(rowsDraft.origin(journal.name))
    setCleared('')
    setOpened(undefined)
    start.reset()
  }
  const changeWhy = (next: string) => {
    rowsWhy.write(journal.name, next)
    setWhy(next)
  }
  /** For when the button that was pressed goes away. */
  const focusBox = () => box.current?.focus({ preventScroll: true })
  const clear = () => {
    change('')
    setCleared(text)
    focusBox()
  }
  const undo = () => {
    change(cleared)
    focusBox()
  }
  const bringBack = () => {
    show(rowsDraft.bringBack(journal.name))
    focusBox()
  }
  const open = async (chosen: File | null) => {
    // The same file may be chosen again, once it has been mended.
    resetFile.current?.()
    if (chosen === null) return
    setFilesToRead((count) => count + 1)
    const file = await readTableFile(chosen)
    setFilesToRead((count) => count - 1)
    // More may have been typed, or all of it sent, while the file was read.
    if (file.kind === 'text') change(appendRows(rowsDraft.read(journal.name), file.text))
    setOpened({ name: chosen.name, file })
  }
  const send = (rows: PlannedRow[], seen?: AttemptId[]) => {
    const sent = new Set(rows.map(({ line }) => line))
    const wrong = table.rows.flatMap((row) => (row.kind === 'wrong' ? [[row.line, row.merged] as const] : []))
    const leftOut = ready.flatMap(({ line }) => (sent.has(line) ? [] : [[line, undefined] as const]))
    const kept = new Map([...wrong, ...leftOut])
    const onStarted = () => {
      // Another page may have added to it meanwhile, or a file that was chosen before this page was left.
      if (!['', readText].includes(rowsDraft.read(journal.name))) return
      rowsDraft.write(journal.name, kept.size === 0 ? '' : onlyRows(readText, kept))
      if (kept.size === 0) rowsWhy.write(journal.name, '')
    }
    start.mutate(
      { id: batchId, rows, why: note.data ?? '', seen, onStarted },
      { onSuccess: (result) => result.kind === 'started' && navigate(`/apply/many/${batchId}`) },
    )
  }
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (canSend) send(ready)
  }

  return (
    <form aria-labelledby="apply-title" noValidate onSubmit={onSubmit}>
      <Stack gap="md">
        <OpenBatches />
        <DraftNotes draft={origin} onBringBack={bringBack} />
        <CombineForm
          start={appId === null ? undefined : { setId, appId }}
          disabled={start.isPending}
          onAdd={(added) => change(appendRows(text, added))}
        />
        <Textarea
          ref={box}
          label={t('many.paste')}
          description={t('many.pasteHint')}
          placeholder={t('many.placeholder')}
          rows={8}
          resize="vertical"
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', whiteSpace: 'pre' } }}
          value={text}
          readOnly={start.isPending}
          onChange={(event) => change(event.currentTarget.value)}
          onDragOver={start.isPending ? undefined : allowOneFile}
          onDrop={(event) => void open(droppedFile(event))}
        />
        <Group gap="xs">
          <FileButton
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            resetRef={resetFile}
            onChange={(file) => void open(file)}
          >
            {(props) => (
              <Button {...props} variant="default" size="compact-sm" disabled={start.isPending}>
                {t('many.open')}
              </Button>
            )}
          </FileButton>
          {text !== '' && (
            <Button
              variant="subtle"
              color="gray"
              c="dimmed"
              fw={500}
              size="compact-sm"
              disabled={start.isPending}
              onClick={clear}
            >
              {t('many.clear')}
            </Button>
          )}
        </Group>
        {cleared !== '' && (
          <Group gap="xs">
            <Text size="sm">{t('many.cleared')}</Text>
            <Button variant="default" size="compact-sm" onClick={undo}>
              {t('app.undo')}
            </Button>
          </Group>
        )}
        {opened !== undefined && <FileNote {...opened} />}
        <TableCheck
          table={table}
          choices={choices.made}
          onChoose={(made) => setChoices({ made, names: table.names })}
        />
        <TextInput
          {...textInput}
          label={t('apply.why')}
          description={t('many.whyHint')}
          value={why}
          error={note.error === undefined ? undefined : t.said(note.error.issues[0]?.message ?? '')}
          errorProps={{ id: whyError }}
          readOnly={start.isPending}
          onChange={(event) => changeWhy(event.currentTarget.value)}
        />
        <div>
          <Text size="sm" c="dimmed" mb={6} className="server-text" id={about}>
            {t.sentences([t('apply.goesTo', { name: destination.name }), ...sentences(t, table)])}
          </Text>
          <BusyButton
            type="submit"
            size="md"
            {...(!canSend && { disabled: true, 'aria-describedby': reasons })}
            loading={start.isPending || filesToRead > 0}
          >
            {t('many.submit', { count: ready.length })}
          </BusyButton>
          <div className={classes.result}>
            {start.data?.kind === 'not attempted' && <AttemptFailure action="apply" result={start.data} />}
            {start.isError && (
              <Alert color="red">{t('outcome.notRecorded', { again: t('outcome.again.apply') })}</Alert>
            )}
          </div>
        </div>
      </Stack>
      {duplicates !== undefined && (
        <DuplicateDialog
          others={duplicates.others}
          drafts={startedRows}
          rows={{
            lines: duplicates.lines,
            within: duplicates.within,
            ...(duplicates.lines.length < startedRows.length && {
              onLeaveOut: () => send(startedRows.filter(({ line }) => !duplicates.lines.includes(line))),
            }),
          }}
          onCancel={start.reset}
          onSendAnyway={(seen) => send(startedRows, seen)}
        />
      )}
    </form>
  )
}

/** What pressing the button will do, where it is not plain from its words. */
function sentences(t: Texts, table: ManyTable): string[] {
  const { valid, wrong } = countRows(table)
  if (valid === 0) return [t('many.nothing')]
  const unreviewed = table.rows.filter((row) => row.kind === 'valid' && row.draft.autoApprove).length
  return [
    t('many.oneByOne'),
    ...(unreviewed === 0 ? [] : [t('many.unreviewed', { count: unreviewed })]),
    ...(wrong === 0 ? [] : [t('many.leftOut', { count: wrong })]),
  ]
}
