import { Alert, Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useId, useMemo, useState } from 'react'
import { useT, type Texts } from '~/i18n/i18n'
import { withStatus } from '~/record/application'
import { applicationName } from '~/wording/application-name'
import type { CarriedBatches, ExportFile, FileRefusal, Unreadable } from '~/record/transfer/import-file'
import { clip } from '~/wording/explain'
import { mergeNamed, type CarriedNamed, type NamedChange } from '~/record/named'
import { useJournal } from '~/record/react/journal-context'
import { refusalText } from '~/record/react/refusal-text'
import { changeNamed, useNamed } from '~/record/react/use-named'
import type { Change, ImportPlan, LeftOut } from '~/record/transfer/import-plan'
import type { ImportResult } from '~/record/store/transfer'
import { targetText } from '~/wording/target-lines'
import { Dialog } from '~/ui/dialog/dialog'
import { DialogFooter } from '~/ui/dialog/dialog-footer'
import { focusOnce } from '~/ui/focus-once'
import { BusyButton } from '~/ui/form/busy-button'
import { ProgressBar } from '~/ui/progress-bar'
import { VirtualTable } from '~/ui/table/virtual-table'

/** What a file holds and what importing it would do, or why it is refused. */
export type ChosenFile = (ExportFile & { plan: ImportResult }) | FileRefusal | { kind: 'unread' }

/** Shows what an import would do before anything is written, and afterwards what it has done. */
export function ImportDialog({ file, onClose }: { file: ChosenFile; onClose: () => void }) {
  const t = useT()
  return (
    <Dialog onClose={onClose} title={t('carry.import')} size="lg">
      {file.kind === 'carried' ? (
        <Preview file={file} onClose={onClose} />
      ) : (
        <Stack gap="md">
          <Alert color="red" title={t('carry.refused')} className="server-text">
            <Refusal file={file} />
          </Alert>
          <DialogFooter>
            <Button onClick={onClose}>{t('carry.done')}</Button>
          </DialogFooter>
        </Stack>
      )}
    </Dialog>
  )
}

function Refusal({ file }: { file: Exclude<ChosenFile, ExportFile> }) {
  const t = useT()
  const { environment } = useJournal()
  const theirs = file.kind === 'environment' ? clip(file.environment) : ''
  return t(`carry.refusal.${file.kind}`, { theirs, ours: environment })
}

function Preview({ file, onClose }: { file: ExportFile & { plan: ImportResult }; onClose: () => void }) {
  const t = useT()
  const said = useId()
  const held = useId()
  const journal = useJournal()
  const [part, setPart] = useState(0)
  const here = useNamed()
  const named = file.named ?? noneNamed
  const planned = useMemo(() => mergeNamed(here, named.carried).changes, [here, named])
  const write = useMutation({
    mutationKey: ['import'],
    mutationFn: async () => {
      const imported = await journal.importEvents(file.events, setPart, file.batches?.carried)
      return { plan: imported, ...importNamed(journal.name, named) }
    },
  })
  // Another tab may have written since the file was looked at.
  const plan = write.data?.plan ?? file.plan
  const namedChanges = write.data?.namedChanges ?? planned
  const count = plan.changes.length
  const namedCount = namedChanges.filter(isAdded).length
  const { newTables } = plan
  const blocked = count + namedCount + newTables === 0 ? { disabled: true, 'aria-describedby': held } : {}
  // Its progress draws the dialog again and again. What needs a look comes first.
  const { text, table } = useMemo(
    () => ({
      text: summary(t, plan, file.unreadable),
      table: (
        <Rows rows={[...namedRows(t, named, namedChanges), ...file.unreadable, ...plan.leftOut, ...plan.changes]} />
      ),
    }),
    [t, plan, file.unreadable, named, namedChanges],
  )
  return (
    <Stack gap="md">
      {write.data !== undefined && (
        <Alert color="green" role="status" id={said}>
          {t.sentences([
            ...(count > 0 || namedCount + newTables === 0 ? [t('carry.imported', { count })] : []),
            ...(newTables > 0 ? [t('carry.importedTables', { count: newTables })] : []),
            ...(namedCount > 0 ? [t('named.imported', { count: namedCount })] : []),
          ])}
        </Alert>
      )}
      {write.data?.why !== undefined && <Alert color="red">{refusalText(t, write.data.why, '')}</Alert>}
      <div>
        <Text fw={600} id={held}>
          {text}
        </Text>
        {file.batches !== undefined && <Text fw={600}>{tables(t, file.batches, newTables)}</Text>}
        {namedChanges.length > 0 && (
          <Text fw={600}>
            {t('named.inFile', {
              count: namedCount,
              same: namedChanges.filter(({ does }) => does === 'same').length,
            })}
          </Text>
        )}
        {write.data === undefined && (
          <Text size="sm" c="dimmed">
            {t('carry.importHint')}
          </Text>
        )}
      </div>
      {table}
      {write.isPending && (
        <ProgressBar
          done={Math.round(part * count)}
          count={count}
          text={t('carry.importing', { done: Math.round(part * count), count })}
        />
      )}
      {write.isError && <Alert color="red">{t('carry.failed')}</Alert>}
      <DialogFooter>
        {write.data !== undefined ? (
          <Button onClick={onClose} ref={focusOnce} aria-describedby={said}>
            {t('carry.done')}
          </Button>
        ) : (
          <>
            <Button variant="default" onClick={onClose}>
              {t('dialog.cancel')}
            </Button>
            <BusyButton {...blocked} loading={write.isPending} onClick={() => write.mutate()}>
              {submitText(t, count, namedCount, newTables)}
            </BusyButton>
          </>
        )}
      </DialogFooter>
    </Stack>
  )
}

const noneNamed: CarriedNamed = { carried: [], leftOut: [] }

function importNamed(journalName: string, { carried }: CarriedNamed) {
  let namedChanges: NamedChange[] = []
  if (carried.length === 0) return { namedChanges, why: undefined }
  const why = changeNamed(journalName, (list) => {
    const merged = mergeNamed(list, carried)
    namedChanges = merged.changes
    return merged.list
  })
  return { namedChanges: why === undefined ? namedChanges : [], why }
}

function isAdded({ does }: NamedChange): boolean {
  return does === 'new' || does === 'beside'
}

function Rows({ rows }: { rows: Row[] }) {
  const t = useT()
  if (rows.length === 0) return null
  return (
    <VirtualTable label={t('carry.rows')} columns={[t('carry.column.row'), t('carry.column.does')]} rows={rows}>
      {(row) => {
        const { name, does } = wordsOf(t, row)
        return (
          <>
            <td className="server-text">{name}</td>
            <td className="server-text">{does}</td>
          </>
        )
      }}
    </VirtualTable>
  )
}

function summary(t: Texts, { changes, same, leftOut }: ImportPlan, unreadable: Unreadable[]): string {
  const fresh = changes.filter(({ isNew }) => isNew).length
  const updated = changes.length - fresh
  return t.list([
    t('carry.new', { count: fresh }),
    ...(updated === 0 ? [] : [t('carry.updated', { count: updated })]),
    t('carry.same', { count: same }),
    ...(unreadable.length === 0 ? [] : [t('carry.unreadable', { count: unreadable.length })]),
    ...(leftOut.length === 0 ? [] : [t('carry.leftOut', { count: leftOut.length })]),
  ])
}

function tables(t: Texts, { carried, leftOut }: CarriedBatches, newTables: number): string {
  const same = carried.length - newTables
  return t('carry.tables', { count: newTables, same, leftOut })
}

function submitText(t: Texts, count: number, namedCount: number, newTables: number): string {
  if (count > 0 || namedCount + newTables === 0) return t('carry.submit', { count })
  return newTables > 0 ? t('carry.import') : t('named.import', { count: namedCount })
}

type Words = { name: string; does: string }
type Row = Words | Unreadable | LeftOut | Change

function wordsOf(t: Texts, row: Row): Words {
  if ('does' in row) return row
  if ('flaw' in row) return { name: t('carry.event', { number: row.number }), does: flawText(t, row.flaw) }
  if ('why' in row) return { name: row.name, does: whyText(t, row) }
  return { name: nameOf(t, row), does: changeText(t, row) }
}

/** What is known already has no row. */
function namedRows(t: Texts, { leftOut }: CarriedNamed, changes: NamedChange[]): Words[] {
  return [
    ...leftOut.map(({ name, flaw }) => ({
      name: t('named.carried.none', { name: clip(name) }),
      does: namedText(t, flaw, name),
    })),
    ...changes
      .filter(({ does }) => does !== 'same')
      .map(({ one, does }) => ({
        name: t(`named.carried.${one.kind}`, { name: one.name }),
        does: namedText(t, does, one.name),
      })),
  ]
}

function namedText(t: Texts, does: NamedChange['does'], name: string): string {
  switch (does) {
    case 'new':
      return t('named.new')
    case 'beside':
      return t('named.beside', { name })
    case 'same':
      return t('carry.same', { count: 1 })
    default:
      return t('named.leftOut', { why: refusalText(t, does, name) })
  }
}

function flawText(t: Texts, flaw: Unreadable['flaw']): string {
  return t(`carry.flaw.${flaw.kind}`, { where: flaw.kind === 'shape' ? clip(flaw.where) : '' })
}

function whyText(t: Texts, one: LeftOut): string {
  const theirs = one.why === 'another id' ? one.theirs : ''
  return t(`carry.why.${one.why}`, { id: one.why === 'no beginning' ? '' : one.id, theirs })
}

function nameOf(t: Texts, { application }: Change): string {
  const { requested } = withStatus(application, Date.now())
  return clip(t.list([applicationName(t, application), targetText(t, requested)]))
}

function changeText(t: Texts, { isNew, application }: Change): string {
  if (application.also !== undefined) return t('carry.isTracked')
  return t(isNew ? 'carry.isNew' : 'carry.addsEvents')
}
