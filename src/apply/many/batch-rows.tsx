import { Anchor, Group } from '@mantine/core'
import { memo } from 'react'
import { Link } from 'wouter'
import { rowWord } from '~/apply/many/row-word'
import { TargetCell } from '~/apply/many/target-cell'
import { useT } from '~/i18n/i18n'
import { addressKey, type ApplicationWithStatus } from '~/record/application'
import { applicationName } from '~/wording/application-name'
import type { Batch, BatchRowState } from '~/record/batch-plan'
import { StatusBadge } from '~/wording/status-badge'
import { FoldedTexts } from '~/wording/folded-texts'
import { statusNotes } from '~/wording/status-notes'
import { zoneTitle } from '~/ui/format'
import { VirtualTable } from '~/ui/table/virtual-table'

export function BatchRows({ batch, rows }: { batch: Batch; rows: BatchRowState[] }) {
  const t = useT()
  return (
    <VirtualTable
      label={t('batch.rows')}
      columns={[t('many.column.row'), t('review.column.target'), t('run.result')]}
      rows={rows}
    >
      {(row) => <Cells state={row} none={rowWord(t, batch, row)} />}
    </VirtualTable>
  )
}

/** `none` is what is said where there is no application. */
type CellsProps = { state: BatchRowState; none: string }

const Cells = memo(function Cells({ state: { line, draft, application }, none }: CellsProps) {
  const t = useT()
  return (
    <>
      <td data-label={t('many.column.row')}>{line}</td>
      <TargetCell draft={draft} />
      <td>{application === undefined ? none : <Outcome application={application} />}</td>
    </>
  )
})

function Outcome({ application }: { application: ApplicationWithStatus }) {
  const t = useT()
  const { status } = application
  return (
    <>
      <Group gap="xs">
        <StatusBadge status={status} />
        <Anchor component={Link} href={`/applications/${addressKey(application)}`} size="sm">
          {applicationName(t, application)}
        </Anchor>
      </Group>
      <FoldedTexts texts={statusNotes(t, application)} title={zoneTitle(t)} size="xs" c="dimmed" />
    </>
  )
}
