import { application as applicationSchema, type Application } from '~/record/application'

/** Summaries that this desk can read, oldest first. */
export function inOrder(summaries: unknown[]): Application[] {
  return summaries
    .flatMap((summary) => applicationSchema.safeParse(summary).data ?? [])
    .toSorted((one, other) => one.seq - other.seq)
}
