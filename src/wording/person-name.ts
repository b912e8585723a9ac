import type { Texts } from '~/i18n/i18n'

/** A person as the record names them; whom the gate of the team's record did not see sign in may be somebody else. */
export function personName(
  t: Texts,
  { by, unproven }: { by?: string | undefined; unproven?: true | undefined },
): string {
  if (by === undefined) return ''
  return unproven === true ? t('review.unproven', { who: by }) : by
}
