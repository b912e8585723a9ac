import { expect, test } from '@playwright/test'
import { serveDemo, serveDesk } from '../support/fixtures'
import { startMockOms } from '../support/mock-oms-server'
import { findFirefox, findWebkit } from './engine'
import { openFirefox } from './firefox'
import { arrivals, handsOn, workWithDemo, workWithList, workWithOms } from './journey'
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
]

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

for (const { name, missing, open } of engines) {
  test(
    `${name} runs the demo: applies, rejects, is refused; selects a range by Shift; comes back to the same place of the list`,
    { tag: '@deep' },
    async () => {
      skip(missing, `${name} is not installed`)
      const engine = await open()
      try {
        await withDemo(async (url) => {
          await workWithDemo(engine, url)
          await workWithList(engine, url)
        })
      } finally {
        await engine.close()
      }
    },
  )
}

test('Firefox applies once, rejects, loses an answer and searches', { tag: '@deep' }, async () => {
  skip(firefox === undefined, 'Firefox is not installed')
  const engine = await openFirefox(installed(firefox))
  try {
    await withDesk((url, oms) => workWithOms(engine, url, oms))
  } finally {
    await engine.close()
  }
})

test(
  'Firefox ends with the answer of an application whose connection was cut, and OMS has it once',
  { tag: '@deep' },
  async () => {
    skip(firefox === undefined, 'Firefox is not installed')
    const engine = await openFirefox(installed(firefox))
    try {
      await withDesk(async (url, oms) => {
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
      })
    } finally {
      await engine.close()
    }
  },
)

test('Firefox without any storage of the tab starts and applies', { tag: '@deep' }, async () => {
  skip(firefox === undefined, 'Firefox is not installed')
  const engine = await openFirefox(installed(firefox), { 'dom.storage.enabled': false })
  try {
    await withDesk(async (url, oms) => {
      const person = handsOn(engine)
      await engine.open(url)
      expect(await engine.value('window.sessionStorage')).toBeNull()
      await person.signIn()
      await person.apply('player')
      await person.see('Application #558 created', person.form)
      expect(arrivals(oms)).toHaveLength(1)
    })
  } finally {
    await engine.close()
  }
})

test(
  'WebKitGTK applies once, rejects, loses an answer and searches; it shows no date where none is chosen',
  { tag: '@deep' },
  async () => {
    skip(webkit === undefined, 'WebKitGTK is not installed')
    const engine = await openWebkit(installed(webkit))
    try {
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
    } finally {
      await engine.close()
    }
  },
)
