import type { Texts } from '~/i18n/i18n'
import { namedLimits, type NamedRefusal } from '~/record/named'

/** Why a template or a view is not kept under that name. */
export function refusalText(t: Texts, why: NamedRefusal | 'not stored', name: string): string {
  return t(`named.refused.${why}`, { name, limit: why === 'name' ? namedLimits.name : namedLimits.count })
}
