// Adds up the runners' own reports into the last line of .ci/run; exits 1 when anything failed, was left out or is missing.
import { readFileSync } from 'node:fs'

const unit = ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
  passed: numPassedTests,
  failed: numFailedTests,
  skipped: numPendingTests + numTodoTests,
})
const journeys = ({ stats, errors }) => ({
  passed: stats.expected,
  // Errors outside of any test, such as a file that does not load.
  failed: stats.unexpected + stats.flaky + errors.length,
  skipped: stats.skipped,
})
const reports = [
  { file: 'test-results/vitest.json', read: unit },
  { file: 'test-results/tables.json', read: unit },
  { file: 'test-results/core.json', read: journeys },
  { file: 'test-results/deep.json', read: journeys },
]

function count({ file, read }) {
  try {
    const counts = read(JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')))
    if (Object.values(counts).every(Number.isInteger)) return counts
    process.stderr.write(`${file} lacks its totals.\n`)
  } catch (error) {
    process.stderr.write(`${file} is missing or unreadable: ${error.message}\n`)
  }
  return { passed: 0, failed: 0, skipped: 0, missing: true }
}

const counts = reports.map(count)
const sum = (key) => counts.reduce((total, { [key]: value }) => total + value, 0)
const skipped = sum('skipped')
if (skipped > 0)
  process.stderr.write(`${skipped} skipped, which counts as failed here: a skipped test proves nothing.\n`)

const failed = sum('failed') + skipped
if (failed > 0 || counts.some(({ missing }) => missing)) process.exitCode = 1
process.stdout.write(`${sum('passed')} passed, ${failed} failed\n`)
