import type { Texts } from '~/i18n/i18n'
import type { Application } from '~/record/application'
import { applicantOf } from '~/record/applicant'

/** A person as the record names them; whom the gate of the team's record did not see sign in may be somebody else. */
export function personName(
  t: Texts,
  { by, unproven }: { by?: string | undefined; unproven?: true | undefined },
): string {
  if (by === undefined) return ''
  return unproven === true ? t('review.unproven', { who: by }) : by
}

/** Who asked for an application, as far as that is known: a person of the record, or whom OMS names. */
export function applicantName(t: Texts, one: Pick<Application, 'draft' | 'by' | 'unproven' | 'seen'>): string {
  return one.draft === undefined ? applicantOf(one) : personName(t, one)
}
