import { expect, test } from 'vitest'
import { withStatus, type Application } from '~/record/application'
import { applicationOf, applied, at, detailOf } from '~/test/events'
import { t } from '~/test/texts'
import { originText } from '~/wording/origin-text'

const one = applicationOf({ by: 'reviewer' })
const createTime = '2026-11-20 09:12:44'

test.each<[string, Partial<Application>, string]>([
  ['was sent here', { draft: applied('player').draft }, 'TIME by reviewer'],
  [
    'was taken over',
    { seen: { at, detail: detailOf({ createTime, username: 'tcaplus' }) } },
    `by tcaplus, ${createTime} in OMS`,
  ],
  ['was taken over, of nobody', { seen: { at, detail: detailOf({ createTime }) } }, `${createTime} in OMS`],
  [
    'was taken over, of a time that OMS leaves out',
    { seen: { at, detail: detailOf({ username: 'tcaplus' }) } },
    'Tracked TIME by reviewer',
  ],
])('of what %s it says when and by whom', (_name, rest, text) => {
  expect(originText(t, withStatus({ ...one, ...rest }, Date.parse(at)), () => 'TIME')).toBe(text)
})
