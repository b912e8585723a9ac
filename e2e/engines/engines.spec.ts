import { expect, test } from '@playwright/test'
import { serveDemo, serveDesk } from '../support/fixtures'
import { startMockOms } from '../support/mock-oms-server'
import { findFirefox, findWebkit, type Engine } from './engine'
import { openFirefox } from './firefox'
import { handsOn, workWithDemo, workWithOms } from './journey'
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

async function withDesk(
  engine: Engine,
  work: (url: string, oms: Awaited<ReturnType<typeof startMockOms>>) => Promise<void>,
) {
  const oms = await startMockOms()
  const desk = await serveDesk({ OMS_ADDRESS: oms.address })
  try {
    await work(desk.url, oms)
    expect(desk.logs()).not.toContain('violation')
  } finally {
    await engine.close()
    await desk.close()
    await oms.close()
  }
}

for (const { name, missing, open } of engines) {
  test(`${name} applies once, rejects, loses an answer and searches`, { tag: '@deep' }, async () => {
    skip(missing, `${name} is not installed`)
    const engine = await open()
    await withDesk(engine, (url, oms) => workWithOms(engine, url, oms))
  })

  test(`${name} runs the demo: applies, rejects, is refused`, { tag: '@deep' }, async () => {
    skip(missing, `${name} is not installed`)
    const engine = await open()
    const demo = await serveDemo()
    try {
      await workWithDemo(engine, demo.url)
    } finally {
      await engine.close()
      await demo.close()
    }
  })

  test(`${name} selects a range by Shift, also beside the box`, { tag: '@deep' }, async () => {
    skip(missing, `${name} is not installed`)
    const engine = await open()
    const demo = await serveDemo()
    const person = handsOn(engine)
    const click = (row: number, shiftKey: boolean) =>
      engine.value(
        `document.querySelectorAll('tbody label')[${row}].dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: ${shiftKey} }))`,
      )
    try {
      await engine.open(`${demo.url}/applications?seed=60`)
      await person.see('60 applications', person.list)
      await expect
        .poll(() => engine.value(`document.querySelectorAll('tbody input:enabled').length`), { timeout: 30_000 })
        .toBe(60)
      await click(1, false)
      await person.see('1 selected', ['group', 'Selection'])
      await click(4, true)
      await person.see('4 selected', ['group', 'Selection'])
    } finally {
      await engine.close()
      await demo.close()
    }
  })

  test(`${name} comes back to the same place of the list, also by a reload`, { tag: '@deep' }, async () => {
    skip(missing, `${name} is not installed`)
    const engine = await open()
    const demo = await serveDemo()
    const person = handsOn(engine)
    const scrolled = async () => {
      const rows = `document.querySelectorAll('tbody tr').length`
      await expect.poll(() => engine.value(rows), { timeout: 30_000 }).toBe(60)
      return engine.value('window.scrollY')
    }
    try {
      await engine.open(`${demo.url}/applications?seed=60`)
      await person.see('60 applications', person.list)
      await engine.value('window.scrollTo(0, 1200)')
      await engine.reload()
      await expect.poll(scrolled).toBe(1200)
      await engine.value(`document.querySelector('tbody tr:nth-child(30) a').click()`)
      await person.see('Request')
      await engine.value('window.history.back()')
      await expect.poll(scrolled).toBe(1200)
    } finally {
      await engine.close()
      await demo.close()
    }
  })
}

test(
  'Firefox ends with the answer of an application whose connection was cut, and OMS has it once',
  { tag: '@deep' },
  async () => {
    skip(firefox === undefined, 'Firefox is not installed')
    const engine = await openFirefox(installed(firefox))
    await withDesk(engine, async (url, oms) => {
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
      expect(oms.arrivals.filter(({ body }) => body.includes('"auto_approve"'))).toHaveLength(2)
      await relay.close()
    })
  },
)

test('Firefox without any storage of the tab starts and applies', { tag: '@deep' }, async () => {
  skip(firefox === undefined, 'Firefox is not installed')
  const engine = await openFirefox(installed(firefox), { 'dom.storage.enabled': false })
  await withDesk(engine, async (url, oms) => {
    const person = handsOn(engine)
    await engine.open(url)
    expect(await engine.value('window.sessionStorage')).toBeNull()
    await person.signIn()
    await person.apply('player')
    await person.see('Application #558 created', person.form)
    expect(oms.arrivals.filter(({ body }) => body.includes('"auto_approve"'))).toHaveLength(1)
  })
})

test('WebKitGTK shows no date where none is chosen', { tag: '@deep' }, async () => {
  skip(webkit === undefined, 'WebKitGTK is not installed')
  const engine = await openWebkit(installed(webkit))
  const demo = await serveDemo()
  try {
    await engine.open(`${demo.url}/applications`)
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
  } finally {
    await engine.close()
    await demo.close()
  }
})
