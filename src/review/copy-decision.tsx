import type { ListedApplication } from '~/journal/application'

/** Copies a decision for the applicant. */
export function CopyDecision({ application: _application }: { application: ListedApplication }) {
  return null
}
