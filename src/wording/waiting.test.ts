import { expect, test } from 'vitest'
import { t } from '~/test/texts'
import { withStatus, type Application } from '~/record/application'
import { waiting } from '~/wording/waiting'
import { detailOf } from '~/test/events'

const sent: Application = {
  key: 'a',
  seq: 1,
  draft: { setId: '1', appId: '2', target: { scope: 'all' }, autoApprove: false },
  sentAt: '2026-11-23T10:00:00Z',
  expires: '2026-11-23T10:01:00Z',
  id: '558',
}
const at = (time: string) => Date.parse(time)

test.each([
  ['2026-11-23T09:59:00Z', 'waiting 0 min'],
  ['2026-11-23T10:59:59Z', 'waiting 59 min'],
  ['2026-11-23T11:00:00Z', 'waiting 1 h'],
  ['2026-11-25T09:59:00Z', 'waiting 47 h'],
  ['2026-11-25T10:00:00Z', 'waiting 2 d'],
])('what was sent here at 10:00 reads at %s as "%s"', (time, words) => {
  expect(waiting(t, withStatus(sent, at(time)), at(time))).toBe(words)
})

test('how long what a clock a day ahead has sent is waiting is not known', () => {
  const now = at('2026-11-22T10:00:00Z')
  expect(waiting(t, withStatus(sent, now), now)).toBeUndefined()
})

test('what was taken over has waited at least as long as in any time zone', () => {
  const { draft: _draft, ...rest } = sent
  const taken = (createTime: string) =>
    withStatus({ ...rest, seen: { at: sent.sentAt, detail: detailOf({ createTime }) } }, at('2026-11-23T10:00:00Z'))
  const now = at('2026-11-23T10:00:00Z')
  expect(waiting(t, taken('2026-11-20 10:00:00'), now)).toBe('waiting more than 2 d')
  expect(waiting(t, taken('2026-11-22 10:00:00'), now)).toBeUndefined()
  expect(waiting(t, taken('yesterday'), now)).toBeUndefined()
})

test('what is decided waits no more', () => {
  const rejected = { attempt: 'b', sentAt: sent.sentAt, expires: sent.expires, memo: 'no', resolved: true }
  const now = at('2026-11-25T10:00:00Z')
  expect(waiting(t, withStatus({ ...sent, rejection: rejected }, now), now)).toBeUndefined()
})
