import type { Application } from '~/record/application'

/** The applicant, as far as it is known: who was signed in here or, for what was taken over, whom OMS names. */
export function applicantOf({ draft, by, seen }: Pick<Application, 'draft' | 'by' | 'seen'>): string {
  return (draft === undefined ? seen?.detail.username : by) ?? ''
}
