import type { Texts } from '~/i18n/i18n'
import { clip } from '~/wording/explain'
import type { ApplyId } from '~/oms/ids'

/** What OMS has under an id instead of a backup, by its `apply_type` (oms-api.md section 4). */
export function otherKindText(t: Texts, id: ApplyId, otherKind: string): string {
  switch (otherKind) {
    case '10':
      return t('otherKind.blocking', { id })
    case '11':
      return t('otherKind.recovery', { id })
    default:
      return t('otherKind.other', { id, kind: clip(otherKind) })
  }
}
