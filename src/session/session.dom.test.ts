import { renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { session, useSession } from '~/session/session'

const desk = { environment: 'oms.example:80', signIn: 'person' } as const
const person = { token: 'abc', username: 'reviewer' }
const minute = 60_000

const dialog = () => renderHook(() => useSession()).result.current.dialog

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  session.start(desk)
  session.signOut()
  sessionStorage.clear()
  localStorage.clear()
  vi.clearAllTimers()
  vi.useRealTimers()
})

test('a token is kept nowhere unless the person wants it', () => {
  session.start(desk)
  session.signIn(person)
  expect(sessionStorage).toHaveLength(0)
  expect(localStorage).toHaveLength(0)
  session.start(desk)
  expect(session.current()).toBeUndefined()
})

test('a kept session is there again after a reload, for its own OMS only', () => {
  session.start(desk)
  session.signIn(person, true)
  session.start(desk)
  expect(session.current()).toEqual(person)
  session.start({ ...desk, environment: 'other.example:80' })
  expect(session.current()).toBeUndefined()
})

test.each([
  ['signing out', () => session.signOut()],
  ['a refusal by OMS', () => session.expire(person.token)],
])('%s ends a kept session', (_name, end) => {
  session.start(desk)
  session.signIn(person, true)
  end()
  expect(session.current()).toBeUndefined()
  expect(sessionStorage).toHaveLength(0)
})

test('what is kept and cannot be read is thrown away', () => {
  sessionStorage.setItem('backup-desk:oms.example:80:session', '{"token":7}')
  session.start(desk)
  expect(session.current()).toBeUndefined()
  expect(sessionStorage).toHaveLength(0)
})

test.each([null, undefined])('a browser whose storage is %s starts signed out, and keeps nothing', (storage) => {
  vi.stubGlobal('sessionStorage', storage)
  session.start(desk)
  expect(session.current()).toBeUndefined()
  session.signIn(person, true)
  expect(session.current()).toEqual(person)
  session.signOut()
  vi.unstubAllGlobals()
})

test('the refusal of an old token leaves a newer one alone', () => {
  session.start(desk)
  session.signIn(person)
  session.signIn({ token: 'newer' })
  session.expire(person.token)
  expect(session.current()).toEqual({ token: 'newer' })
})

test('who is there is asked at start, but not of a person who is typing', () => {
  session.start(desk)
  expect(dialog()).toBe('asked')
  session.start(desk, true)
  expect(dialog()).toBeUndefined()
})

test("a shared token is nobody's to give up", () => {
  session.start({ ...desk, signIn: 'injected', idleMinutes: 1 })
  expect(session.isShared()).toBe(true)
  session.expire(undefined)
  vi.advanceTimersByTime(5 * minute)
  expect(session.isShared()).toBe(true)
  session.start(desk)
  expect(session.isShared()).toBe(false)
})

test('a person who touches nothing for so long is signed out, and not before', () => {
  session.start({ ...desk, idleMinutes: 15 })
  session.signIn(person, true)
  vi.advanceTimersByTime(14 * minute)
  document.dispatchEvent(new Event('keydown'))
  vi.advanceTimersByTime(14 * minute)
  expect(session.current()).toEqual(person)
  vi.advanceTimersByTime(2 * minute)
  expect(session.current()).toBeUndefined()
  expect(dialog()).toBe('idle')
  expect(sessionStorage).toHaveLength(0)
})

test('after a sleep the first touch comes too late', () => {
  session.start({ ...desk, idleMinutes: 15 })
  session.signIn(person)
  vi.setSystemTime(Date.now() + 20 * minute)
  document.dispatchEvent(new Event('pointerdown'))
  expect(session.current()).toBeUndefined()
})

test('a kept session that nobody has used for so long is not taken up', () => {
  session.start({ ...desk, idleMinutes: 15 })
  session.signIn(person, true)
  vi.advanceTimersByTime(10 * minute)
  document.dispatchEvent(new Event('keydown'))
  vi.advanceTimersByTime(minute)
  vi.setSystemTime(Date.now() + 13 * minute)
  session.start({ ...desk, idleMinutes: 15 })
  expect(session.current()).toEqual(person)
  vi.setSystemTime(Date.now() + 16 * minute)
  session.start({ ...desk, idleMinutes: 15 })
  expect(session.current()).toBeUndefined()
})

test('a clock that is put back gives nobody a longer session, kept or not', () => {
  vi.setSystemTime('2026-11-24T10:00:00Z')
  session.start({ ...desk, idleMinutes: 15 })
  session.signIn(person, true)
  vi.setSystemTime('2026-11-23T10:00:00Z')
  vi.advanceTimersByTime(16 * minute)
  expect(session.current()).toBeUndefined()

  vi.setSystemTime('2026-11-24T10:00:00Z')
  session.signIn(person, true)
  vi.setSystemTime('2026-11-23T10:00:00Z')
  session.start({ ...desk, idleMinutes: 15 })
  expect(session.current()).toBeUndefined()
})

test('a sign-out in one tab signs out the others, and what they have kept', async () => {
  vi.useRealTimers()
  session.start(desk)
  session.signIn(person, true)
  const other = new BroadcastChannel('backup-desk:oms.example:80:sign-out')
  const heard = vi.fn<(message: unknown) => void>()
  other.addEventListener('message', ({ data }) => heard(data))
  other.postMessage('signed out')
  await vi.waitFor(() => expect(session.current()).toBeUndefined())
  expect(sessionStorage).toHaveLength(0)
  expect(renderHook(() => useSession()).result.current.dialog).toBeUndefined()

  session.signIn(person)
  session.signOut()
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce())
  other.close()
})

/** Another tab, in which somebody has signed in to this OMS. */
async function signedInTab(environment: string) {
  vi.resetModules()
  const { session: other } = await import('~/session/session')
  other.start({ ...desk, environment })
  other.signIn({ token: 'other' })
  return other
}

test('a sign-out from one OMS leaves the session of another one alone, at the same address too', async () => {
  vi.useRealTimers()
  const other = await signedInTab('other.example:80')
  const same = await signedInTab(desk.environment)
  session.start(desk)
  session.signIn(person)
  session.signOut()
  await vi.waitFor(() => expect(same.current()).toBeUndefined())
  expect(other.current()).toEqual({ token: 'other' })
})

/** Signs out in another tab, of which this one hears nothing. */
async function signOutElsewhere(environment: string = desk.environment): Promise<void> {
  vi.stubGlobal('BroadcastChannel', undefined)
  vi.stubGlobal('sessionStorage', null)
  vi.resetModules()
  const { session: other } = await import('~/session/session')
  other.start({ ...desk, environment })
  other.signIn({ token: 'other' })
  other.signOut()
  vi.unstubAllGlobals()
}

test('a tab that was gone when another one signed out does not take its kept session up again', async () => {
  session.start(desk)
  session.signIn(person, true)
  await signOutElsewhere('other.example:80')
  session.start(desk)
  expect(session.current()).toEqual(person)
  await signOutElsewhere()
  session.start(desk)
  expect(session.current()).toBeUndefined()
  expect(sessionStorage).toHaveLength(0)
  session.signIn(person, true)
  session.start(desk)
  expect(session.current()).toEqual(person)
})

test('a page that comes back from the memory of the browser has heard of the sign-out meanwhile', async () => {
  const comeBack = () => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  session.start(desk)
  session.signIn(person, true)
  comeBack()
  expect(session.current()).toEqual(person)
  await signOutElsewhere()
  comeBack()
  expect(session.current()).toBeUndefined()
  expect(sessionStorage).toHaveLength(0)
})

test('what React knows of a session holds no token', () => {
  session.start(desk)
  session.signIn(person, true)
  const { result } = renderHook(() => useSession())
  expect(result.current).toEqual({ session: { username: 'reviewer' } })
  session.start(desk)
  expect(result.current).toEqual({ session: { username: 'reviewer' } })
  expect(session.current()).toEqual(person)
})
