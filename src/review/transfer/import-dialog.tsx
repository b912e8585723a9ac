import { Alert, Button, Progress, Stack, Text } from '@mantine/core'
import '@mantine/core/styles/Progress.css'
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useT, type Texts } from '~/i18n/i18n'
import { withStatus } from '~/record/application'
import { applicationName } from '~/wording/application-name'
import type { ExportFile, FileRefusal, Unreadable } from '~/record/export-file'
import { clip } from '~/wording/explain'
import { useJournal } from '~/record/react/journal-context'
import type { Change, ImportPlan, LeftOut } from '~/record/import-plan'
import { targetText } from '~/wording/target-lines'
import { Dialog } from '~/ui/dialog'
import { DialogFooter } from '~/ui/dialog-footer'
import { VirtualTable } from '~/ui/virtual-table'

/** What a file holds and what importing it would do, or why it is refused. */
export type ChosenFile = (ExportFile & { plan: ImportPlan }) | FileRefusal | { kind: 'unread' }

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

function Preview({ file, onClose }: { file: ExportFile & { plan: ImportPlan }; onClose: () => void }) {
  const t = useT()
  const journal = useJournal()
  const [part, setPart] = useState(0)
  const write = useMutation({ mutationKey: ['import'], mutationFn: () => journal.importEvents(file.events, setPart) })
  // Another tab may have written since the file was looked at.
  const plan = write.data ?? file.plan
  const count = plan.changes.length
  // Its progress draws the dialog again and again.
  const table = useMemo(() => <Rows rows={rowsOf(t, plan, file.unreadable)} />, [t, plan, file.unreadable])
  return (
    <Stack gap="md">
      {write.data !== undefined && (
        <Alert color="green" role="status">
          {t('carry.imported', { count })}
        </Alert>
      )}
      <div>
        <Text fw={600}>{summary(t, plan, file.unreadable)}</Text>
        {write.data === undefined && (
          <Text size="sm" c="dimmed">
            {t('carry.importHint')}
          </Text>
        )}
      </div>
      {table}
      {write.isPending && <Progress aria-label={t('run.progress')} value={part * 100} animated />}
      {write.isError && <Alert color="red">{t('carry.failed')}</Alert>}
      <DialogFooter>
        {write.data !== undefined ? (
          <Button onClick={onClose}>{t('carry.done')}</Button>
        ) : (
          <>
            <Button variant="default" onClick={onClose}>
              {t('carry.cancel')}
            </Button>
            <Button disabled={count === 0} loading={write.isPending} onClick={() => write.mutate()}>
              {t('carry.submit', { count })}
            </Button>
          </>
        )}
      </DialogFooter>
    </Stack>
  )
}

function Rows({ rows }: { rows: Row[] }) {
  const t = useT()
  if (rows.length === 0) return null
  return (
    <VirtualTable label={t('carry.rows')} columns={[t('carry.column.row'), t('carry.column.does')]} rows={rows}>
      {(row) => {
        const { name, does } = row()
        return (
          <>
            <td className="server-text">{name}</td>
            <td className="server-text" style={{ minWidth: '11rem' }}>
              {does}
            </td>
          </>
        )
      }}
    </VirtualTable>
  )
}

function summary(t: Texts, { changes, same, leftOut }: ImportPlan, unreadable: Unreadable[]): string {
  const fresh = changes.filter(({ isNew }) => isNew).length
  const news = changes.length - fresh
  return t.list([
    t('carry.new', { count: fresh }),
    ...(news === 0 ? [] : [t('carry.news', { count: news })]),
    t('carry.same', { count: same }),
    ...(unreadable.length === 0 ? [] : [t('carry.unreadable', { count: unreadable.length })]),
    ...(leftOut.length === 0 ? [] : [t('carry.leftOut', { count: leftOut.length })]),
  ])
}

/** Put into words once it is in view. */
type Row = () => { name: string; does: string }

/** What needs a look comes first; what is known already has no row. */
function rowsOf(t: Texts, { changes, leftOut }: ImportPlan, unreadable: Unreadable[]): Row[] {
  return [
    ...unreadable.map(({ number, flaw }) => () => ({ name: t('carry.event', { number }), does: flawText(t, flaw) })),
    ...leftOut.map((one) => () => ({ name: one.name, does: whyText(t, one) })),
    ...changes.map((change) => () => ({ name: nameOf(t, change), does: changeText(t, change) })),
  ]
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
  return clip(`${applicationName(t, application)}, ${targetText(t, requested)}`)
}

function changeText(t: Texts, { isNew, application }: Change): string {
  if (application.also !== undefined) return t('carry.isTracked')
  return t(isNew ? 'carry.isNew' : 'carry.isNews')
}
