import { expect, test } from 'vitest'
import { runQueue } from '~/actions/many/run-queue'
import type { AnyOutcome, Attempted, NotAttempted } from '~/record/attempt-result'

type Taken = NotAttempted | Attempted<AnyOutcome> | undefined

const attempted = (outcome: AnyOutcome, saved = true): Taken => ({ kind: 'attempted', outcome, saved })
const refusal = (reason: 'request' | 'token' | 'whitelist') => ({ kind: 'refused' as const, reason, messages: [] })
const done = attempted({ kind: 'rejected' })
const busy = attempted(refusal('request'))
const lost = attempted({ kind: 'unknown', why: 'connection' })
const unsent = attempted({ kind: 'not sent', why: 'refused' })
const other = { by: 'li.wei', at: '2026-11-24T09:00:00.000Z' }
const repeats = attempted({ kind: 'not sent', why: 'duplicate', other })
const unsaved = attempted({ kind: 'rejected' }, false)
const inFlight: Taken = { kind: 'not attempted', why: 'in flight' }
const signedOut: Taken = { kind: 'not attempted', why: 'signed out' }

test.each<[string, Taken[], object, number]>([
  ['answers, good and bad, to the end', [done, busy, done], { why: 'done' }, 3],
  ['one without an answer', [lost, done, done], { why: 'done' }, 3],
  ['three without an answer, not in a row', [lost, unsent, busy, lost], { why: 'done' }, 4],
  ['three in a row without an answer', [done, lost, unsent, lost, done], { why: 'no answers', item: 3 }, 4],
  ['the last three without an answer', [done, lost, unsent, lost], { why: 'done' }, 4],
  ['the same, with one passed over', [lost, lost, undefined, lost, done], { why: 'no answers', item: 3 }, 4],
  ['one that is on its way already', [inFlight, done], { why: 'done' }, 2],
  ['the table is stopped', [{ kind: 'not attempted', why: 'table stopped' }, done], { why: 'stopped' }, 1],
  ['nobody signed in', [done, signedOut, done], { why: 'not attempted', item: 1, notAttempted: signedOut }, 2],
  ['what somebody else has just sent', [done, repeats, done], { why: 'duplicate', item: 1, other }, 2],
  ['an outcome that is not saved', [unsaved, done], { why: 'not saved', item: 0, result: unsaved }, 1],
  ...(['token', 'whitelist'] as const).map((reason): [string, Taken[], object, number] => [
    `a refusal for the ${reason}`,
    [busy, attempted(refusal(reason)), done],
    { why: 'refused', item: 1, refusal: refusal(reason) },
    2,
  ]),
])('%s', async (_name, results, end, count) => {
  const taken: number[] = []
  const take = (item: number) => Promise.resolve(results[taken.push(item) - 1])
  const rounds = results.map((_result, index) => [index])
  expect(await runQueue(rounds, take, new AbortController().signal)).toEqual(end)
  expect(taken).toHaveLength(count)
})

test('those of a round are taken at once; a stop waits for them and takes no others', async () => {
  const control = new AbortController()
  const held: (() => void)[] = []
  const take = async () => {
    await new Promise<void>((resolve) => held.push(resolve))
    return done
  }
  const end = runQueue([[1, 2], [3]], take, control.signal)
  expect(held).toHaveLength(2)
  control.abort()
  for (const release of held) release()
  expect(await end).toEqual({ why: 'stopped' })
  expect(held).toHaveLength(2)
})
