import type { Machine } from './machine'
import { measures, medianOf, type Measure, type Results, type Subject } from './measures'
import { number, verdicts } from './targets'

export type Report = { at: string; runs: number; machine: Machine; results: Results }

const names = Object.keys(measures) as Measure[] // the keys of that object

/** For machines: every run as it was measured, with the medians and whether the targets are met. */
export function toJson({ results, ...about }: Report): string {
  const subjects = [...results].map(([subject, runs]) => ({
    subject,
    medians: Object.fromEntries(names.map((measure) => [measure, medianOf(results, measure, subject)])),
    runs,
  }))
  return `${JSON.stringify({ ...about, subjects, targets: verdicts(results) }, undefined, 2)}\n`
}

/** For people, and for the documentation. */
export function toMarkdown({ at, runs, machine, results }: Report): string {
  const { versions, cores, processor, load } = machine
  return [
    `${at.slice(0, 10)}, medians of ${runs}. ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}; ${cores} cores of ${processor}, load ${number(load)}.`,
    '',
    ...table(['target', 'applications', 'limit', 'measured', ''], targetRows(results)),
    '',
    summary(results),
    '',
    'The floor is a page of React and Mantine alone: two fields and a button.',
    '',
    ...table(['measure', ...[...results.keys()].map(nameOf)], measureRows(results)),
    '',
  ].join('\n')
}

function summary(results: Results): string {
  const all = verdicts(results)
  const held = all.filter(({ verdict }) => verdict === 'holds').length
  return `${held} of ${all.length} hold.`
}

function targetRows(results: Results): string[][] {
  return verdicts(results).map(({ measure, size, limit, value, verdict }) => [
    measure,
    number(size),
    limit,
    value,
    verdict,
  ])
}

/** The floor comes with how many times as much the first size of the desk is. */
function measureRows(results: Results): string[][] {
  const [desk] = results.keys()
  return names.flatMap((measure) => {
    const values = [...results.keys()].map((subject) => medianOf(results, measure, subject))
    if (values.every((value) => value === undefined)) return []
    const unit = measures[measure]
    const cells = [...results.keys()].map((subject, index) => {
      const value = values[index]
      if (value === undefined) return ''
      const compared = desk === undefined ? undefined : medianOf(results, measure, desk)
      const times =
        subject === 'floor' && compared !== undefined && value > 0 ? ` (${number(compared / value)} times)` : ''
      return `${number(value)} ${unit}`.trim() + times
    })
    return [[measure, ...cells]]
  })
}

function nameOf(subject: Subject): string {
  return subject === 'floor' ? 'floor' : number(subject)
}

/** A table whose columns stand under each other as text, too. */
export function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((cells) => cells[column]?.length ?? 0)))
  const rowOf = (cells: string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`
  return [rowOf(head), rowOf(widths.map((width) => '-'.repeat(width))), ...rows.map(rowOf)]
}
