// Breaks each law of docs/architecture.md, and plants each fault of docs/reading-tables.md, in a copy of the tree and demands that its test fails.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withCopy } from './copy-tree.ts'

type Law = { name: string; file: string; find: string; replace: string; test: string }

const row = /^\| (T?\d+\. .+?) \| `([^`]+)` \| `([^`]+)` (?:becomes `([^`]+)`|goes) \| `([^`]+)` \|$/gm
const document = ['docs/architecture.md', 'docs/reading-tables.md'].map((path) => readFileSync(path, 'utf8')).join('\n')
const laws: Law[] = [...document.matchAll(row)].map(([, name = '', file = '', find = '', replace = '', test = '']) => {
  return { name, file, find, replace, test }
})
const count = document.match(/^\| T?\d+\. /gm)?.length ?? 0
if (count === 0 || laws.length !== count) throw new Error(`${laws.length} of ${count} laws can be read`)

/** Runs these tests in the copy; the configuration has Vitest leave a report. */
const results = async (copy: string, tests: string[]) => {
  const report = join(copy, 'test-results/vitest.json')
  rmSync(report, { force: true })
  await once(spawn('node_modules/.bin/vitest', ['run', '--bail=1', ...tests], { cwd: copy, stdio: 'ignore' }), 'exit')
  const { success, testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report // Vitest's own
  const titles = testResults.flatMap(({ assertionResults }) => assertionResults)
  return { passed: success, failures: titles.filter(({ status }) => status === 'failed').map(({ title }) => title) }
}
type Report = { success: boolean; testResults: { assertionResults: { status: string; title: string }[] }[] }

// `npm run check:laws -- 3 T7` looks at these two.
const chosen = process.argv.slice(2)
const asked = laws.filter(({ name }) => chosen.length === 0 || chosen.includes(name.slice(0, name.indexOf('.'))))

const say = (law: Law, fault: string | undefined, words = '') => {
  if (fault !== undefined) process.exitCode = 1
  console.log(`${fault === undefined ? 'holds ' : 'BROKEN'}  ${law.name}  ${fault ?? words}`)
}
const whole = asked.filter((law) => {
  const missing = [law.file, law.test].find((path) => !existsSync(path))
  const times = missing === undefined ? readFileSync(law.file, 'utf8').split(law.find).length - 1 : 1
  if (missing !== undefined) say(law, `there is no ${missing}`)
  else if (times !== 1) say(law, `${law.file} has its line ${times} times: ${law.find}`)
  return missing === undefined && times === 1
})

const breakEach = (mine: Law[]) =>
  withCopy(async (copy) => {
    const unbroken = await results(copy, [...new Set(mine.map(({ test }) => test))])
    if (!unbroken.passed) throw new Error(`without a mistake there fail: ${unbroken.failures.join('; ')}`)
    for (const law of mine) {
      const path = join(copy, law.file)
      const source = readFileSync(path, 'utf8')
      const broken = source.replace(law.find, () => law.replace)
      writeFileSync(path, broken)
      const { passed, failures } = await results(copy, [law.test])
      writeFileSync(path, source)
      say(law, passed ? `${law.test} passes without it` : undefined, `(${law.test}: "${failures[0]}")`)
    }
  })

// One copy for each of two cores.
const halves = [0, 1].map((half) => whole.filter((_law, index) => index % 2 === half))
await Promise.all(halves.filter((half) => half.length > 0).map(breakEach))
