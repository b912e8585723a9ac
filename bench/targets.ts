import { measures, medianOf, type Measure, type Results } from './measures'

/** Most that a median may be, in the unit of its measure; with `timesThatOf` a factor of the median at that size. */
type Target = { measure: Measure; size: number | 'every'; limit: number; timesThatOf?: number }

export const targets: Target[] = [
  { measure: 'JS until idle', size: 'every', limit: 260 },
  { measure: 'requests until idle', size: 'every', limit: 15 },
  { measure: 'first field usable, cold', size: 'every', limit: 1_500 },
  { measure: 'first paint, cold', size: 'every', limit: 900 },
  { measure: 'first row, cold', size: 'every', limit: 1_800 },
  { measure: 'first row of the list', size: 'every', limit: 1_000 },
  { measure: 'search: key, p75', size: 1_000, limit: 40 },
  { measure: 'search: key, p75', size: 10_000, limit: 50 },
  { measure: 'search: key, p75', size: 100_000, limit: 100 },
  { measure: 'scroll: frame, p95', size: 'every', limit: 20 },
  { measure: 'Reject: first time', size: 1_000, limit: 120 },
  { measure: 'typing: key, median', size: 'every', limit: 20 },
  { measure: 'typing: key, p98', size: 'every', limit: 32 },
  { measure: 'heap of the list', size: 100_000, limit: 60 },
  { measure: 'first field usable, cold', size: 100_000, limit: 1.1, timesThatOf: 0 },
  { measure: 'first row, cold', size: 100_000, limit: 1.1, timesThatOf: 0 },
]

export type Verdict = { measure: Measure; size: number; limit: string; value: string; verdict: string }

/** What became of each target, at each size that was measured; of none that was not. */
export function verdicts(results: Results): Verdict[] {
  const sizes = [...results.keys()].filter((subject) => subject !== 'reference')
  return targets.flatMap((target) =>
    sizes.filter((size) => [size, 'every'].includes(target.size)).flatMap((size) => judge(target, size, results)),
  )
}

function judge({ measure, limit, timesThatOf }: Target, size: number, results: Results): Verdict[] {
  const median = medianOf(results, measure, size)
  const base = timesThatOf === undefined ? 1 : medianOf(results, measure, timesThatOf)
  if (median === undefined || base === undefined) return []
  const value = median / base
  const unit = timesThatOf === undefined ? measures[measure] : `times that of ${timesThatOf}`
  return [
    {
      measure,
      size,
      limit: `${number(limit)} ${unit}`,
      value: number(value),
      verdict:
        value <= limit ? 'holds' : `missed by ${number(value - limit)} (${number(value / limit)} times the limit)`,
    },
  ]
}

/** With as many digits as mean something. */
export function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 })
}
