import { expect, test } from 'vitest'
import { emptyApplyValues } from '~/apply/values/apply-values'
import { afterCreated, broughtBack, drafts, emptyDraft, replaced, type Draft } from '~/apply/draft/draft'

const name = 'backup-desk:test'
const typed: Draft = { values: { ...emptyApplyValues, setId: '126', serverIds: '126.2.2.2\n' } }
const next: Draft = { values: { ...emptyApplyValues, setId: '127' }, linked: true }

test('a draft comes back to the letter, under its own environment only', () => {
  drafts.write(name, typed)
  expect(drafts.read(name)).toEqual(typed)
  expect(drafts.read('backup-desk:other')).toEqual(emptyDraft)
})

test('a draft that was kept before a field had come is read with that field empty', () => {
  const { why: _later, ...values } = typed.values
  sessionStorage.setItem(`${name}:draft`, JSON.stringify({ values }))
  expect(drafts.read(name)).toEqual(typed)
})

test('what was typed to confirm does not come back', () => {
  const values = {
    ...emptyApplyValues,
    setId: '1',
    scope: 'all',
    confirmation: 'ALL',
    approvalConfirmation: 'APPROVE',
  } as const
  drafts.write(name, { values })
  expect(drafts.read(name).values).toEqual({ ...values, confirmation: '', approvalConfirmation: '' })
})

test('an empty form leaves nothing behind', () => {
  drafts.write(name, typed)
  drafts.write(name, emptyDraft)
  expect(sessionStorage).toHaveLength(0)
})

test.each(['', '{', 'null', '{"values":{}}', '{"values":{"setId":1}}'])('%j in the storage is no draft', (text) => {
  sessionStorage.setItem(`${name}:draft`, text)
  expect(drafts.read(name)).toEqual(emptyDraft)
})

test('what was typed is put aside when the form is filled in with something else; the same once more changes nothing', () => {
  const filled = replaced(typed, next)
  expect(filled).toEqual({ ...next, filled: next.values, aside: typed })
  expect(replaced(filled, next)).toEqual(filled)
})

test('what was typed and is filled in once more is not put aside', () => {
  expect(replaced(typed, { ...next, values: typed.values })).not.toHaveProperty('aside')
})

test('a form that was only filled in is not put aside in place of what was typed', () => {
  const third: Draft = { values: { ...emptyApplyValues, setId: '128' } }
  expect(replaced(replaced(typed, next), third).aside).toEqual(typed)
  const changed = { ...replaced(typed, next), values: { ...next.values, appId: '9' } }
  expect(replaced(changed, third).aside).toEqual({ values: changed.values })
})

test('an empty form is not put aside, and what stands aside already stays', () => {
  expect(replaced(emptyDraft, next)).toEqual({ ...next, filled: next.values })
  expect(replaced({ ...emptyDraft, aside: typed }, next).aside).toEqual(typed)
})

test('what was brought back counts as typed: it is put aside again when the form is filled in once more', () => {
  const back = broughtBack(replaced(typed, next))
  expect(back).toEqual(typed)
  expect(replaced(back, next).aside).toEqual(typed)
  expect(replaced(back, emptyDraft).aside).toEqual(typed)
})

test('once created the form is empty, but for what was typed meanwhile; what stands aside stays', () => {
  const follows = { application: 'a', why: 'again' } as const
  expect(afterCreated({ ...typed, follows, aside: next }, typed.values)).toEqual({ ...emptyDraft, aside: next })
  expect(afterCreated({ ...typed, follows }, next.values)).toEqual(typed)
  expect(afterCreated(typed, { ...typed.values, confirmation: 'ALL' })).toEqual(emptyDraft)
})
