import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { openBrowser } from './browser'
import { coldLoad, loaded, officeLoad, warmLoad } from './cold-load'
import { deskRun, onceWith } from './desk-run'
import { type } from './interactions'
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

const desk = await serveDesk()
const floor = await serveFloor()
const results = new Map<Subject, Measured[]>()

const bare = await openBrowser(floor.relay)
const machine = describeMachine(bare)

tell('what is typed first is what OMS gets')
await proveFirstField(desk)

for (const size of sizes) {
  const browser = await openBrowser(desk.relay, desk.journal)
  try {
    tell(`${size} applications: filling`)
    await desk.fill(size)
    await browser.fill(size)
    await repeat(size, () => deskRun(browser, size))
    tell(`${size} applications: once`)
    results.get(size)?.push(await onceWith(browser, size, desk.environment))
  } catch (error) {
    // The other sizes are worth having all the same.
    console.error(error)
    process.exitCode = 1
  }
  await browser.close()
  keep()
}

await repeat('floor', async function* () {
  yield await coldLoad(bare, '/', { field: true })
  yield await officeLoad(bare, '/', { field: true })
  yield await warmLoad(bare, '/', { field: true })
  const page = await bare.newTab()
  await bare.load(page, '/', { field: true })
  await loaded(page)
  yield await type(page)
  await page.close()
})
await bare.close()
await floor.close()
await desk.close()
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

async function repeat(subject: Subject, run: () => AsyncGenerator<Measured>): Promise<void> {
  const measured: Measured[] = []
  results.set(subject, measured)
  for (let turn = 1; turn <= runs; turn += 1) {
    tell(`${subject}: ${turn} of ${runs}`)
    const pieces: Measured = {}
    measured.push(pieces)
    for await (const piece of run()) Object.assign(pieces, piece)
  }
}
