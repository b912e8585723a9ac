import { median } from './numbers'
import type { Measure, Measured } from './measures'

/** What was measured: a journal of so many applications, or the page of React and Mantine alone. */
export type Subject = number | 'reference'

/** The runs of each subject. */
export type Results = ReadonlyMap<Subject, readonly Measured[]>

/** The median of the runs; undefined where it was not measured. */
export function medianOf(results: Results, measure: Measure, subject: Subject): number | undefined {
  const values = (results.get(subject) ?? []).flatMap((run) => run[measure] ?? [])
  return values.length === 0 ? undefined : median(values)
}
