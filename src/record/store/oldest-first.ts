import { application as applicationSchema, type Application } from '~/record/application'

/** Those of these summaries that this desk can read. */
export function oldestFirst(summaries: unknown[]): Application[] {
  return summaries
    .flatMap((summary) => applicationSchema.safeParse(summary).data ?? [])
    .toSorted((one, other) => one.seq - other.seq)
}
