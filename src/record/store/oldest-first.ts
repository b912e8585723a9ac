import { application as applicationSchema, type Application } from '~/record/application'

/** Those of these summaries that this desk can read, in the order in which they were recorded. */
export function oldestFirst(summaries: unknown[]): Application[] {
  return summaries
    .flatMap((summary) => applicationSchema.safeParse(summary).data ?? [])
    .toSorted((one, other) => one.seq - other.seq)
}
