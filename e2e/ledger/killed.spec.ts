import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { commitThenHang, expect, expectStatus, openDesk, press, test } from './desk'
import { readJournal } from './journal'
import { expectAgreement } from './ledger'
import { startBrowser } from './own-browser'

const cases: {
  title: string
  until: (page: Page, arrived: (count: number) => Promise<void>) => Promise<void>
  status: string
  arrivals: number
}[] = [
  {
    title: 'before the POST leaves',
    until: async (page) => {
      const asked = page.waitForRequest('**/oms/apply')
      await page.route('**/oms/apply', () => {})
      await press(page, 'guild')
      await asked
    },
    status: 'Outcome unknown',
    arrivals: 0,
  },
  {
    title: 'during the POST',
    until: async (page, arrived) => {
      await press(page, 'guild')
      await arrived(1)
    },
    status: 'Outcome unknown',
    arrivals: 1,
  },
  {
    title: 'after the POST',
    until: async (page) => {
      await press(page, 'guild')
      await expectStatus(page, 'guild', 'Pending')
    },
    status: 'Pending',
    arrivals: 1,
  },
]

for (const { title, until, status, arrivals } of cases) {
  test(`killed: a browser that is killed ${title} still has the intent when it starts again${title === 'during the POST' ? '' : ' @deep'}`, async ({
    oms,
    behind,
  }) => {
    const profile = await mkdtemp(join(tmpdir(), 'desk-profile-'))
    if (title === 'during the POST') oms.obey(commitThenHang)
    const first = await startBrowser(profile)
    await openDesk(first.page, behind.served.url)
    await until(first.page, oms.arrived)
    await first.kill()

    const second = await startBrowser(profile)
    await second.page.goto(behind.served.url)
    await expectStatus(second.page, 'guild', status)
    expect(oms.ledger.arrivals).toHaveLength(arrivals)
    const events = await readJournal(second.page, oms.environment)
    expect(events[0]).toMatchObject({ kind: 'apply intent', draft: { target: { tableName: 'guild' } } })
    await expectAgreement(second.page, oms)
    await second.kill()
    await rm(profile, { recursive: true, force: true })
  })
}
