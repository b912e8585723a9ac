import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { addBigApp } from './board'
import { openBrowser } from './browser'
import { deskRun, onceWith } from './desk-run'
import { floorRun } from './floor-run'
import { describeMachine } from './machine'
import type { Measured, Subject } from './measures'
import { toJson, toMarkdown } from './report'
import { proveFirstField } from './self-check'
import { serveDesk, serveFloor } from './serve'

const count = z.coerce.number().check(z.int(), z.nonnegative())
const { RUNS = '5', SIZES = '0,1000,10000,100000' } = process.env
const [runs, ...sizes] = z.tuple([count], count).parse([RUNS, ...SIZES.split(',')])
const began = performance.now()
const tell = (what: string) => console.log(`${((performance.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${what}`)

addBigApp()
const floor = await serveFloor()
const results = new Map<Subject, Measured[]>([...sizes, 'floor' as const].map((subject) => [subject, []]))

const bare = await openBrowser(floor.relay)
const machine = describeMachine(bare)

tell('what is typed first is what OMS gets')
await proveFirstField()

for (const size of sizes) {
  const desk = await serveDesk()
  const browser = await openBrowser(desk.relay, desk.journal)
  try {
    tell(`${size} applications: filling`)
    await desk.fill(size)
    await browser.fill(size)
    for (let turn = 1; turn <= runs; turn += 1) {
      tell(`${size} applications: ${turn} of ${runs}`)
      await measure(size, deskRun(browser, size))
      // In the same minute: no machine is as fast all the time.
      await measure('floor', floorRun(bare))
    }
    tell(`${size} applications: once`)
    results.get(size)?.push(await onceWith(browser, size, desk.environment))
  } catch (error) {
    // The other sizes are worth having all the same.
    console.error(error)
    process.exitCode = 1
  }
  await browser.close()
  await desk.close()
  keep()
}

await bare.close()
await floor.close()
console.log(`\n${keep()}`)

/** Writes down what has been measured so far, so that a run that is ended early has not been for nothing; and returns it for people. */
function keep(): string {
  const report = { at: new Date().toISOString(), runs, machine, results }
  const text = toMarkdown(report)
  const folder = join(import.meta.dirname, '..', 'test-results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'bench.json'), toJson(report))
  writeFileSync(join(folder, 'bench.md'), text)
  return text
}

/** What a run has measured counts even when it does not come to its end. */
async function measure(subject: Subject, run: AsyncGenerator<Measured>): Promise<void> {
  const pieces: Measured = {}
  results.get(subject)?.push(pieces)
  for await (const piece of run) Object.assign(pieces, piece)
}
