import { Alert } from '@mantine/core'
import { useT, type Texts } from '~/i18n/i18n'
import { explainLookup } from '~/wording/explain-lookup'
import { FoldedTexts } from '~/wording/folded-texts'
import { otherKindText } from '~/wording/other-kind-text'
import type { LookedUp } from '~/actions/resolve'
import { isRequested, type RequestedTarget } from '~/record/requested-target'
import type { ApplyDetail } from '~/oms/detail'
import { isMissing } from '~/oms/questions/look-up'
import { VirtualTable } from '~/ui/table/virtual-table'

/** What OMS says of the ids that were looked at, as evidence for a person: compared, never decided. */
export function LookupTable({ found, requested }: { found: LookedUp[]; requested: RequestedTarget }) {
  const t = useT()
  const details = found.flatMap(({ lookup }) => (lookup.kind === 'found' ? [lookup.detail] : []))
  const last = found.at(-1)
  return (
    <>
      {details.length > 0 && (
        <VirtualTable
          label={t('resolve.title')}
          columns={[
            t('resolve.column.id'),
            t('resolve.column.place'),
            t('resolve.column.who'),
            t('resolve.column.status'),
            t('resolve.column.match'),
          ]}
          rows={details}
        >
          {(detail) => (
            <>
              <td>{`#${detail.id}`}</td>
              <td className="server-text" data-label={t('resolve.column.place')}>
                {t.list([detail.setId, detail.zoneId, detail.tableName].map((part) => part || '-'))}
              </td>
              <td className="server-text" data-label={t('resolve.column.who')}>
                {detail.username} {detail.createTime}
              </td>
              <td className="server-text" data-label={t('resolve.column.status')}>
                {detail.status}
              </td>
              <td>{comparison(t, detail, requested)}</td>
            </>
          )}
        </VirtualTable>
      )}
      {last !== undefined && last.lookup.kind !== 'found' && (
        <Alert color="yellow" role={isMissing(last.lookup) ? 'status' : 'alert'}>
          <FoldedTexts texts={[t('resolve.missing', { id: last.id, text: explainLookup(t, last.lookup) })]} />
        </Alert>
      )}
    </>
  )
}

function comparison(t: Texts, detail: ApplyDetail, requested: RequestedTarget): string {
  if (detail.otherKind !== undefined) return otherKindText(t, detail.id, detail.otherKind)
  return isRequested(requested, detail) ? t('resolve.matches') : t('resolve.differs')
}
