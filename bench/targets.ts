import { measures, medianOf, type Measure, type Results, type Subject } from './measures'

/** Most that a median may be: in the unit of its measure, or as a factor of another median. */
type Target = { measure: Measure; size: number | 'every'; limit: number; times?: { measure: Measure; of: Subject } }

const key = 'typing: key, median'

const targets: Target[] = [
  ofFloor('first paint, cold', 0.6),
  ofFloor('first field usable, cold', 0.8),
  ofFloor('Submit can be pressed, cold', 1.6, 'first field usable, cold'),
  ofFloor('first row, cold', 1.8, 'first field usable, cold'),
  ofFloor('first paint, office', 0.8),
  ofFloor('first field usable, office', 0.9),
  ofFloor('Submit can be pressed, office', 1.5, 'first field usable, office'),
  ofFloor('first row, office', 1.8, 'first field usable, office'),
  ofFloor('first field usable, warm', 0.6),
  ofFloor('Submit can be pressed, warm', 1.5, 'first field usable, warm'),
  ofFloor('first row, warm', 1.8, 'first field usable, warm'),
  asWith(0, 'first field usable, warm', 1.1),
  asWith(0, 'Submit can be pressed, warm', 1.1),
  asWith(0, 'first row, warm', 1.1),
  { measure: 'files until idle', size: 'every', limit: 15 },
  { measure: 'JS until idle', size: 'every', limit: 260 },
  ofFloor('first row of the list', 2.2, 'first field usable, warm'),
  asWith(1_000, 'first row of the list', 1.15),
  { ...ofFloor('oldest pending in its place', 2.2, 'first field usable, warm'), size: 1_000 },
  { ...ofFloor('oldest pending in its place', 2.2, 'first field usable, warm'), size: 100_000 },
  asWith(1_000, 'oldest pending in its place', 1.15),
  { ...ofFloor('search: key, p75', 4, key), size: 1_000 },
  { ...ofFloor('search: key, p75', 4, key), size: 10_000 },
  { ...ofFloor('search: key, p75', 6, key), size: 100_000 },
  { measure: 'scroll: frames over 50 ms', size: 'every', limit: 5 },
  { measure: 'scroll: blank at most', size: 'every', limit: 100 },
  ofFloor('Reject: first time', 6, key),
  ofFloor('Reject: second time', 4, key),
  ofFloor('typing: key, median', 1.5),
  ofFloor('typing: key, p98', 1.5),
  { measure: 'heap of the list', size: 100_000, limit: 40 },
  { measure: 'board of 5,000 tables', size: 10_000, limit: 2_000 },
  { measure: 'import of 50,000: longest task', size: 0, limit: 200 },
  { measure: 'hour of work: press, p98', size: 10_000, limit: 200 },
]

function ofFloor(measure: Measure, limit: number, other = measure): Target {
  return { measure, size: 'every', limit, times: { measure: other, of: 'floor' } }
}

/** With 100,000 applications as with fewer. */
function asWith(fewer: number, measure: Measure, limit: number): Target {
  return { measure, size: 100_000, limit, times: { measure, of: fewer } }
}

export type Verdict = { measure: Measure; size: number; limit: string; value: string; verdict: string }

/** Whether each target is met, at each size that was measured. */
export function verdicts(results: Results): Verdict[] {
  const sizes = [...results.keys()].filter((subject) => subject !== 'floor')
  return targets.flatMap((target) =>
    sizes.filter((size) => [size, 'every'].includes(target.size)).flatMap((size) => judge(target, size, results)),
  )
}

function judge({ measure, limit, times }: Target, size: number, results: Results): Verdict[] {
  const median = medianOf(results, measure, size)
  const base = times === undefined ? 1 : medianOf(results, times.measure, times.of)
  if (median === undefined || base === undefined) return []
  const value = median / base
  return [
    {
      measure,
      size,
      limit: `${number(limit)} ${times === undefined ? measures[measure] : unitOf(times, measure)}`,
      value: number(value),
      verdict: verdictOn(value <= limit, value / limit),
    },
  ]
}

export function verdictOn(holds: boolean, timesTheLimit: number): string {
  return holds ? 'holds' : `missed (${number(timesTheLimit)} times the limit)`
}

function unitOf({ measure: other, of }: NonNullable<Target['times']>, measure: Measure): string {
  if (of !== 'floor') return `times that with ${number(of)}`
  return other === measure ? 'of the floor' : `of the floor's ${other}`
}

/** With as many digits as mean something. */
export function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 })
}
