import type { Texts } from '~/i18n/i18n'
import type { Overlap } from '~/record/duplicates'
import { clip } from '~/wording/explain'
import { firstServers } from '~/wording/target-lines'

/** What a new application has in common with another one, said to who applies. */
export function overlapText(t: Texts, overlap: Overlap): string {
  switch (overlap.kind) {
    case 'both all':
    case 'new all':
    case 'other all':
    case 'other probably all':
      return t(`duplicate.overlap.${overlap.kind}`)
    case 'servers': {
      const { count, ids } = overlap
      const named = firstServers(t, ids)
      if (ids.length === count) return t('duplicate.overlap.every', { count, ids: named })
      return t('duplicate.overlap.servers', { shared: ids.length, count, ids: named })
    }
    case 'same':
    case 'shared':
    case 'new contains':
    case 'other contains':
      return t(`duplicate.overlap.${overlap.kind}`, { place: placeText(t, overlap) })
  }
}

function placeText(t: Texts, { zoneId: zone, tableName }: { zoneId: string; tableName: string }): string {
  const table = clip(tableName)
  if (zone === '') return t('duplicate.place.table', { table })
  return table === '' ? t('duplicate.place.zone', { zone }) : t('duplicate.place.tableInZone', { table, zone })
}
