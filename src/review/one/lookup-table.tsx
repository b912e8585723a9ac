import { Alert, Table } from '@mantine/core'
import '@mantine/core/styles/ScrollArea.css'
import '@mantine/core/styles/Table.css'
import { useT } from '~/i18n/i18n'
import { explainLookup } from '~/wording/explain'
import { FoldedTexts } from '~/wording/folded-texts'
import type { LookedUp } from '~/actions/resolve'
import { isAllServers, requestedTarget, type RequestedTarget } from '~/record/requested-target'
import type { ApplyDetail } from '~/oms/detail'

/** What OMS says of the ids that were looked at, as evidence for a person: compared, never decided. */
export function LookupTable({ found, asked }: { found: LookedUp[]; asked: RequestedTarget }) {
  const t = useT()
  const details = found.flatMap(({ lookup }) => (lookup.kind === 'found' ? [lookup.detail] : []))
  const last = found.at(-1)
  return (
    <>
      {details.length > 0 && (
        <Table.ScrollContainer minWidth={480}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('resolve.column.id')}</Table.Th>
                <Table.Th>{t('resolve.column.place')}</Table.Th>
                <Table.Th>{t('resolve.column.who')}</Table.Th>
                <Table.Th>{t('resolve.column.status')}</Table.Th>
                <Table.Th>{t('resolve.column.match')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {details.map((detail) => (
                <Table.Tr key={detail.id}>
                  <Table.Td>{`#${detail.id}`}</Table.Td>
                  <Table.Td className="server-text">
                    {t.list([detail.setId, detail.zoneId, detail.tableName].map((part) => part || '-'))}
                  </Table.Td>
                  <Table.Td className="server-text">
                    {detail.username} {detail.createTime}
                  </Table.Td>
                  <Table.Td className="server-text">{detail.status}</Table.Td>
                  <Table.Td>{matches(detail, asked) ? t('resolve.matches') : t('resolve.differs')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {last !== undefined && last.lookup.kind !== 'found' && (
        <Alert color="yellow" role="status">
          <FoldedTexts texts={[t('resolve.missing', { id: last.id, text: explainLookup(t, last.lookup) })]} />
        </Alert>
      )}
    </>
  )
}

function matches(detail: ApplyDetail, asked: RequestedTarget): boolean {
  const { setId, target } = asked
  if (detail.setId !== setId) return false
  if (target.scope === 'all') return isAllServers(requestedTarget({ seen: { detail } }))
  return detail.zoneId === target.zoneId && detail.tableName === target.tableName
}
