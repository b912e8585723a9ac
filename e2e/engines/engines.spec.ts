import { expect, test } from '@playwright/test'
import { serveDemo, serveDesk } from '../support/fixtures'
import { startMockOms } from '../support/mock-oms-server'
import { findFirefox, findWebkit, type Engine } from './engine'
import { openFirefox } from './firefox'
import { arrivals, comeBackToPlace, handsOn, selectRange, workWithDemo, workWithOms } from './journey'
import { startRelay } from '../support/relay'
import { openWebkit } from './webkit'

const firefox = findFirefox()
const webkit = findWebkit()
const skip = (missing: boolean, why: string) => test.skip(missing && !process.env.CI, why)

/** Installed it must be, where CI skips nothing. */
function installed<Program>(program: Program | undefined): Program {
  if (program === undefined) throw new Error('It is not installed: npx tsx e2e/install.ts engines')
  return program
}

const engines = [
  { name: 'Firefox', missing: firefox === undefined, open: () => openFirefox(installed(firefox)) },
  { name: 'WebKitGTK', missing: webkit === undefined, open: () => openWebkit(installed(webkit)) },
] as const
const [Firefox, WebKitGTK] = engines

async function inEngine<Opened extends Engine>(
  { name, missing, open }: { name: string; missing: boolean; open: () => Promise<Opened> },
  work: (engine: Opened) => Promise<void>,
) {
  skip(missing, `${name} is not installed`)
  const engine = await open()
  try {
    await work(engine)
  } finally {
    await engine.close()
  }
}

async function withDesk(work: (url: string, oms: Awaited<ReturnType<typeof startMockOms>>) => Promise<void>) {
  const oms = await startMockOms()
  const desk = await serveDesk({ OMS_ADDRESS: oms.address })
  try {
    await work(desk.url, oms)
    expect(desk.logs()).not.toContain('violation')
  } finally {
    await desk.close()
    await oms.close()
  }
}

async function withDemo(work: (url: string) => Promise<void>) {
  const demo = await serveDemo()
  try {
    await work(demo.url)
  } finally {
    await demo.close()
  }
}

for (const engine of engines) {
  for (const [does, work] of [
    ['runs the demo: applies, rejects, is refused', workWithDemo],
    ['selects a range by Shift, also beside the box', selectRange],
    ['comes back to the same place of the list, also by a reload', comeBackToPlace],
  ] as const) {
    test(`${engine.name} ${does}`, { tag: '@deep' }, () =>
      inEngine(engine, (opened) => withDemo((url) => work(opened, url))),
    )
  }
}

test('Firefox applies once, rejects, loses an answer and searches', { tag: '@deep' }, () =>
  inEngine(Firefox, (engine) => withDesk((url, oms) => workWithOms(engine, url, oms))),
)

test(
  'Firefox ends with the answer of an application whose connection was cut, and OMS has it once',
  { tag: '@deep' },
  () =>
    inEngine(Firefox, (engine) =>
      withDesk(async (url, oms) => {
        const relay = await startRelay(Number(new URL(url).port), true)
        const person = handsOn(engine)
        await engine.open(relay.url)
        await person.signIn()
        await person.apply('player')
        await person.see('Application #558 created', person.form)
        await engine.reload()
        await person.signIn()
        await person.apply('guild')
        await person.see('#559', person.list)
        expect(new Set(relay.applies).size).toBe(2)
        expect(arrivals(oms)).toHaveLength(2)
        await relay.close()
      }),
    ),
)

test('Firefox without any storage of the tab starts and applies', { tag: '@deep' }, () =>
  inEngine({ ...Firefox, open: () => openFirefox(installed(firefox), { 'dom.storage.enabled': false }) }, (engine) =>
    withDesk(async (url, oms) => {
      const person = handsOn(engine)
      await engine.open(url)
      expect(await engine.value('window.sessionStorage')).toBeNull()
      await person.signIn()
      await person.apply('player')
      await person.see('Application #558 created', person.form)
      expect(arrivals(oms)).toHaveLength(1)
    }),
  ),
)

test(
  'WebKitGTK applies once, rejects, loses an answer and searches; it shows no date where none is chosen',
  { tag: '@deep' },
  () =>
    inEngine(WebKitGTK, async (engine) => {
      await withDesk((url, oms) => workWithOms(engine, url, oms))
      await withDemo(async (url) => {
        await engine.open(`${url}/applications`)
        const person = handsOn(engine)
        await person.click(person.list, ['button', 'Filters'])
        await person.see('From', person.list)
        const field = `document.querySelectorAll('input[type=date]')[0]`
        let last: unknown
        const picture = async () => {
          const isSettled = async () => last === (last = await engine.picture())
          await expect.poll(isSettled, { intervals: [500] }).toBe(true)
          return last
        }
        const empty = await picture()
        // Without its mark the field shows today.
        await engine.value(`${field}.removeAttribute('data-empty')`)
        expect(await picture()).not.toBe(empty)
      })
    }),
)
