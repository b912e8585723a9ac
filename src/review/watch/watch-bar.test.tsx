import { act, screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { afterEach, expect, test, vi } from 'vitest'
import { submitApplication } from '~/actions/submit'
import type { JournalEvent } from '~/record/events'
import type { Limits } from '~/record/limits'
import { listIndexOf } from '~/record/react/list-index'
import type { Journal } from '~/record/store/store'
import { WatchBar } from '~/review/watch/watch-bar'
import { Watching } from '~/review/watch/watching'
import { session } from '~/session/session'
import { accepted, applied, at, detailOf, draftFor, ended, justNow, transactionOf } from '~/test/events'
import { renderDesk } from '~/test/render'
import { server } from '~/test/server'
import { browserText } from '~/ui/text/browser-text'

const desk = (
  <>
    <WatchBar />
    <Watching />
  </>
)
const follow = () => screen.findByRole('switch', { name: 'Follow OMS' })
const notify = () => screen.findByRole('switch', { name: 'Notify me' })

/** What the browser has shown. */
class FakeNotification extends EventTarget {
  static permission: NotificationPermission = 'default'
  static answer: NotificationPermission = 'granted'
  static shown: FakeNotification[] = []
  static requestPermission = async () => (FakeNotification.permission = FakeNotification.answer)
  readonly text: string
  constructor(title: string, { body = '' }: NotificationOptions = {}) {
    super()
    this.text = `${title} / ${body}`
    FakeNotification.shown.push(this)
  }
  close() {}
}
const shown = () => FakeNotification.shown.map(({ text }) => text)

function withNotifications(answer: NotificationPermission): void {
  Object.assign(FakeNotification, { permission: 'default', answer, shown: [] })
  vi.stubGlobal('Notification', FakeNotification)
}
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
  window.history.replaceState(null, '', '/')
})

/** Three hundred applications that are taken over from OMS now. */
function tracked300(username: string): JournalEvent[] {
  return Array.from({ length: 300 }, (_none, index) => {
    const key = `t${index}`
    const detail = detailOf({ id: String(1000 + index), username })
    return { kind: 'tracked', application: key, attempt: key, at: justNow(), detail }
  })
}

async function seen(journal: Journal, rest: Parameters<typeof detailOf>[0]): Promise<void> {
  await journal.recordSeen(detailOf(rest), justNow(), {})
}

test('"Follow OMS" is off, needs one application to begin from, then takes over what is newer, and stays on', async () => {
  const asked: unknown[] = []
  server.use(http.get('*/oms/apply-detail/:uid', ({ params }) => void asked.push(params.uid)))
  const { journal, user, unmount } = await renderDesk(desk)
  expect(await follow()).not.toBeChecked()
  await user.click(await follow())
  expect(await screen.findByText(/There is no application to start from/)).toBeVisible()
  expect(asked).toEqual([])
  await seen(journal, { id: '553' })
  expect(await screen.findByText('Checked for ids after #557; checks again every minute')).toBeVisible()
  expect(await journal.newestId()).toBe('557')
  unmount()
  await renderDesk(desk)
  expect(await follow()).toBeChecked()
  expect(await follow()).toHaveAccessibleDescription(/#557/)
  await user.click(await follow())
  expect(await follow()).not.toBeChecked()
})

test('a refused token pauses it with a sentence, until somebody signs in again', async () => {
  let isRefused = true
  let asked = 0
  server.use(
    http.get('*/oms/apply-detail/:uid', () => {
      asked += 1
      return isRefused ? HttpResponse.json({ name: 'Unauthorized', status: 401 }, { status: 401 }) : undefined
    }),
  )
  const { journal, user } = await renderDesk(desk)
  await seen(journal, { id: '557' })
  await user.click(await follow())
  expect(await screen.findByText('Paused. OMS rejected the access token. Sign out and in again.')).toBeVisible()
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
  const person = session.current() ?? {}
  expect(screen.queryByRole('dialog')).toBeNull()
  session.signOut()
  expect(await screen.findByText('Sign in to follow OMS.')).toBeVisible()
  expect(asked).toBe(1)
  isRefused = false
  session.signIn(person)
  expect(await screen.findByText(/after #557/)).toBeVisible()
})

test('permission is asked on the press; where it is denied the switch stays off and says why', async () => {
  withNotifications('denied')
  const { user } = await renderDesk(desk)
  expect(await notify()).toHaveAccessibleDescription(/^When one of my applications is decided or overdue/)
  await user.click(await notify())
  expect(await screen.findByText(/This browser blocks notifications/)).toBeVisible()
  expect(await notify()).not.toBeChecked()
})

test('a decision about one of mine is told once, without a word of what it is about; a click opens its page', async () => {
  withNotifications('granted')
  const { journal, user, unmount } = await renderDesk(desk)
  await submitApplication(journal, draftFor('player'))
  await user.click(await notify())
  expect(await notify()).toBeChecked()
  await seen(journal, { id: '558', transaction: '260', decidedBy: 'boss', tableName: 'player' })
  await waitFor(() => expect(shown()).toEqual(['#558 is approved / set 126, app 2']))
  FakeNotification.shown[0]?.dispatchEvent(new Event('click'))
  expect(window.location.pathname).toBe('/applications/558')
  unmount()
  await renderDesk(
    <>
      {desk}
      <Watching />
    </>,
  )
  await seen(journal, { id: '558', transaction: '260', decidedBy: 'boss', updateTime: at })
  await user.click(await screen.findByRole('switch', { name: 'I review' }))
  await seen(journal, { id: '559', username: 'eve' })
  await waitFor(() => expect(shown().slice(1)).toEqual(['#559 is waiting for review / set 126']))
})

test('many at once are told together', async () => {
  withNotifications('granted')
  const { journal, user } = await renderDesk(desk)
  await user.click(await notify())
  await user.click(await screen.findByRole('switch', { name: 'I review' }))
  await Promise.all(['601', '602', '603', '604'].map((id) => seen(journal, { id, username: 'eve' })))
  await waitFor(() => expect(shown()).toEqual(['4 applications are waiting for review / ']))
})

test('a backup in trouble is told once, and what becomes overdue while the page is open', async () => {
  withNotifications('granted')
  const { journal, user } = await renderDesk(desk)
  await submitApplication(journal, draftFor('player'))
  await user.click(await notify())
  await seen(journal, { id: '558', transaction: '260', decidedBy: 'boss' })
  const [one] = (await journal.list(1)).applications
  const tell = (status: string) => journal.recordTransactionSeen(one?.key ?? '', transactionOf({ status }), justNow())
  await tell('5')
  await waitFor(() => expect(shown()).toContain('The backup of #558 is suspended / set 126, app 2'))
  await tell('1')
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 60 * 60_000 })
  await seen(journal, { id: '558', transaction: '260', decidedBy: 'boss', updateTime: at })
  await waitFor(() => expect(shown()).toContain('#558 is overdue / set 126, app 2'))
  expect(shown().filter((text) => text.includes('suspended'))).toHaveLength(1)
})

test('a decision about an old one of mine is told though it came with many that are newer', async () => {
  withNotifications('granted')
  const { journal, user } = await renderDesk(desk)
  await user.click(await notify())
  await waitFor(async () => expect(await notify()).toBeChecked())
  const now = new Date().toISOString()
  const about = { application: 'mine', at: now }
  const decided: JournalEvent[] = [
    applied('mine', { by: 'demo' }),
    ended('mine', accepted('558')),
    { kind: 'reject intent', ...about, attempt: 'r', by: 'boss', expires: now, body: '{}', memo: 'no' },
    { kind: 'reject outcome', ...about, attempt: 'r', outcome: { kind: 'rejected' } },
  ]
  await journal.importEvents([...decided, ...tracked300('')])
  await waitFor(() => expect(shown()).toEqual(['#558 is rejected / set 126, app 2']))
})

test('however many are overdue, each is told once', async () => {
  withNotifications('granted')
  const { journal, user } = await renderDesk(desk)
  const list = listIndexOf(journal)
  await user.click(await notify())
  await user.click(await screen.findByRole('switch', { name: 'I review' }))
  await journal.importEvents(tracked300('eve'))
  await waitFor(async () => {
    await list.refresh()
    expect(list.snapshot()).toMatchObject({ soFar: undefined })
  })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 25 * 60 * 60_000 })
  const overdue = () =>
    shown().reduce((sum, text) => sum + Number(/^(\d+) applications are overdue/.exec(text)?.[1] ?? 0), 0)
  act(() => lookAgain({ waitingHours: 24 }))
  await waitFor(() => expect(overdue()).toBe(300))
  act(() => lookAgain({ waitingHours: 24, overdueHours: 24 }))
  await seen(journal, { id: '2000', username: 'eve' })
  await waitFor(() => expect(shown()).toContain('#2000 is waiting for review / set 126'))
  expect(overdue()).toBe(300)
})

/** As another tab changes the limits, so that everything is looked at anew. */
function lookAgain(limits: Partial<Limits>): void {
  browserText('limits').write('backup-desk:test', JSON.stringify(limits))
  window.dispatchEvent(new StorageEvent('storage', { key: null }))
}

test.each([
  [false, /^This browser shows notifications only for pages on https\./],
  [true, /^This browser has no notifications for web pages\./],
])('a browser without notifications says why; the page is on https: %s', async (isSecure, why) => {
  vi.stubGlobal('isSecureContext', isSecure)
  await renderDesk(desk)
  expect(await notify()).toBeDisabled()
  expect(await notify()).toHaveAccessibleDescription(why)
})
