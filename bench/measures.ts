import { median } from './numbers'

/** What is measured, in the order of the report, and in which unit: ms, kB (of 1,000 bytes), MB, % or a bare number. */
export const measures = {
  'files until idle': '',
  'JS until idle': 'kB',
  'first paint, cold': 'ms',
  'first field usable, cold': 'ms',
  'Submit can be pressed, cold': 'ms',
  'first row, cold': 'ms',
  'first paint, office': 'ms',
  'first field usable, office': 'ms',
  'Submit can be pressed, office': 'ms',
  'first row, office': 'ms',
  'first paint, warm': 'ms',
  'first field usable, warm': 'ms',
  'Submit can be pressed, warm': 'ms',
  'first row, warm': 'ms',
  'first row of the list': 'ms',
  'oldest pending in its place': 'ms',
  'search: key, p75': 'ms',
  'scroll: frames over 50 ms': '%',
  'scroll: blank at most': 'ms',
  'Reject: first time': 'ms',
  'Reject: second time': 'ms',
  'typing: key, median': 'ms',
  'typing: key, p98': 'ms',
  'heap of the list': 'MB',
  'board of 5,000 tables': 'ms',
  'import of 50,000: longest task': 'ms',
  'hour of work: press, p98': 'ms',
} as const

export type Measure = keyof typeof measures

/** Of one run. */
export type Measured = Partial<Record<Measure, number>>

/** What was measured: a journal of so many applications, or the floor: the page of React and Mantine alone. */
export type Subject = number | 'floor'

/** The runs of each subject. */
export type Results = ReadonlyMap<Subject, readonly Measured[]>

/** The median of the runs; undefined where it was not measured. */
export function medianOf(results: Results, measure: Measure, subject: Subject): number | undefined {
  const values = (results.get(subject) ?? []).flatMap((run) => run[measure] ?? [])
  return values.length === 0 ? undefined : median(values)
}
