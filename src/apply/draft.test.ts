import { expect, test, vi } from 'vitest'
import { emptyApplyValues } from '~/apply/apply-values'
import { drafts, emptyDraft, replaced, type Draft } from '~/apply/draft'

const name = 'backup-desk:test'
const typed: Draft = { values: { ...emptyApplyValues, setId: '126', serverIds: '126.2.2.2\n' } }
const next: Draft = { values: { ...emptyApplyValues, setId: '127' }, linked: true }

test('a draft comes back to the letter, under its own environment only', () => {
  drafts.write(name, typed)
  expect(drafts.read(name)).toEqual(typed)
  expect(drafts.read('backup-desk:other')).toEqual(emptyDraft)
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

test('without storage nothing breaks', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  expect(() => drafts.write(name, typed)).not.toThrow()
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  expect(drafts.read(name)).toEqual(emptyDraft)
})

test('what was typed is put aside when the form is filled in with something else, once', () => {
  const filled = replaced(typed, next)
  expect(filled).toEqual({ ...next, aside: typed })
  expect(replaced(filled, next)).toEqual(filled)
})

test('an empty form is not put aside, and what stands aside already stays', () => {
  expect(replaced(emptyDraft, next)).toEqual(next)
  expect(replaced({ ...emptyDraft, aside: typed }, next)).toEqual({ ...next, aside: typed })
})
