import { expect, test } from 'vitest'
import { emptyApplyValues, valuesOf } from '~/apply/values/apply-values'
import { requestedBy } from '~/apply/values/requested-by'
import { draftFor } from '~/test/events'

const place = { zoneId: '0', tableName: 'player' }

test.each([
  draftFor('player'),
  { ...draftFor(''), target: { scope: 'servers' as const, ...place, serverIds: ['126.2.2.2', '126.2.2.3'] } },
])('a form that is filled in with an application asks for the same: %j', (draft) => {
  expect(requestedBy(valuesOf(draft))).toEqual(draft)
})

test('what is hidden by the choice is not asked for, and what is wrong is asked for as it stands', () => {
  const typed = { ...emptyApplyValues, setId: ' 12x ', serverIds: '126.2.2.2 nonsense', ...place }
  expect(requestedBy({ ...typed, scope: 'all' }).target).toEqual({ scope: 'all' })
  expect(requestedBy(typed)).toMatchObject({ setId: '12x', target: { scope: 'tables', ...place } })
  expect(requestedBy({ ...typed, scope: 'servers' }).target).toMatchObject({ serverIds: ['126.2.2.2'] })
})
