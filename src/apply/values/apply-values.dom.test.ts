import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { t } from '~/test/texts'
import { applyForm, previewDraft } from '~/apply/values/apply-rules'
import { applyFields, emptyApplyValues, valuesOf, type ApplyValues } from '~/apply/values/apply-values'
import { applyBody, type ApplicationDraft } from '~/oms/application-draft'
import { visibleText } from '~/ui/text/visible-text'

const base: ApplyValues = { ...emptyApplyValues, setId: '126', appId: '2' }
const errorsOf = (values: ApplyValues) =>
  Object.fromEntries(
    (applyForm.safeParse(values).error?.issues ?? []).map((issue) => [issue.path.join('.'), t.said(issue.message)]),
  )

test.each([
  ['a zone', { zoneId: '0' }, { scope: 'tables', zoneId: '0', tableName: '' }],
  ['a table', { tableName: 'player' }, { scope: 'tables', zoneId: '', tableName: 'player' }],
  ['both', { zoneId: '3', tableName: 'player' }, { scope: 'tables', zoneId: '3', tableName: 'player' }],
])('tables: %s is enough', (_name, typed, target) => {
  expect(applyForm.parse({ ...base, ...typed })).toEqual({ setId: '126', appId: '2', autoApprove: false, target })
})

test('tables: neither zone nor table is an error, so that an empty form cannot mean everything', () => {
  expect(errorsOf(base)).toEqual({ zoneId: expect.stringContaining('Enter a zone or a table') })
})

test('selected servers: at least one id', () => {
  expect(errorsOf({ ...base, scope: 'servers', serverIds: ' , ' })).toEqual({
    serverIds: expect.stringContaining('Enter at least one server id'),
  })
})

test('selected servers: what is no id is listed, and nothing is sent', () => {
  expect(errorsOf({ ...base, scope: 'servers', serverIds: '126.2.2.2 126.2.2 x' })).toEqual({
    serverIds: expect.stringContaining('126.2.2, x'),
  })
})

test('selected servers: repeated ids are sent once, zone and table go along', () => {
  const values = { ...base, scope: 'servers', serverIds: '126.2.2.2\n126.2.2.2', zoneId: '0', tableName: 't' } as const
  expect(applyForm.parse(values).target).toEqual({
    scope: 'servers',
    zoneId: '0',
    tableName: 't',
    serverIds: ['126.2.2.2'],
  })
})

test('all servers: only with the typed confirmation, and whatever else was typed stays out', () => {
  const values = { ...base, scope: 'all', zoneId: '3', tableName: 't', serverIds: '126.2.2.2' } as const
  expect(errorsOf(values)).toEqual({ confirmation: expect.stringContaining('Type ALL') })
  expect(errorsOf({ ...values, confirmation: 'all' })).toHaveProperty('confirmation')
  expect(applyForm.parse({ ...values, confirmation: ' ALL ' }).target).toEqual({ scope: 'all' })
})

test('all servers without a reviewer: a second typed confirmation, whatever else is wrong', () => {
  const values = { ...base, scope: 'all', autoApprove: true, confirmation: 'ALL' } as const
  expect(errorsOf(values)).toEqual({ approvalConfirmation: expect.stringContaining('Type APPROVE') })
  expect(Object.keys(errorsOf({ ...values, confirmation: '' }))).toEqual(['confirmation', 'approvalConfirmation'])
  expect(errorsOf({ ...values, approvalConfirmation: 'ALL' })).toHaveProperty('approvalConfirmation')
  expect(applyForm.parse({ ...values, approvalConfirmation: ' APPROVE ' })).toMatchObject({ autoApprove: true })
  expect(errorsOf({ ...values, autoApprove: false })).toEqual({})
})

test('a hidden field that is wrong does not stand in the way', () => {
  expect(errorsOf({ ...base, zoneId: '0', serverIds: 'nonsense', confirmation: 'x' })).toEqual({})
})

test('one press shows everything there is to mend', () => {
  expect(Object.keys(errorsOf(emptyApplyValues))).toEqual(['setId', 'appId', 'zoneId'])
})

test.each([' 12 ', '\u00a012', '12\u200b', '\ufeff12', '\t12\n', '\u202a12\u202c', '1\u200b2'])('%j is 12', (text) => {
  expect(applyForm.parse({ ...base, setId: text, zoneId: '0' }).setId).toBe('12')
})

test('what is not seen of a table name is not sent, and what looks like a space is named', () => {
  const target = applyForm.parse({ ...base, tableName: '\ufefftb_pla\u200byer\u202c' }).target
  expect(target).toEqual({ scope: 'tables', zoneId: '', tableName: 'tb_player' })
  expect(errorsOf({ ...base, tableName: 'tb\u00a0player' })).toEqual({ tableName: expect.stringContaining('U+00A0') })
  expect(errorsOf({ ...base, setId: '12\u00006', zoneId: '0' })).toEqual({ setId: expect.stringContaining('U+0000') })
  expect(errorsOf({ ...base, tableName: '#REF!' })).toEqual({
    tableName: expect.stringContaining('#REF! is a spreadsheet error'),
  })
})

test.each(['007', '1e3', '0x1F', '-0', '-1', '1.0', '+5', '１２', '1 2', '1,2', 'x'])(
  '%j is an error on its field',
  (text) => {
    expect(errorsOf({ ...base, setId: text, appId: text, zoneId: text })).toEqual({
      setId: expect.stringContaining('Digits only'),
      appId: expect.stringContaining('Digits only'),
      zoneId: expect.stringContaining('Digits only'),
    })
  },
)

test('any whole number stays as typed, beyond 2^53 too', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n }), (number) => {
      expect(applyForm.parse({ ...base, setId: String(number), zoneId: '0' }).setId).toBe(String(number))
    }),
  )
})

test('any text is either digits to the letter or an error', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { data } = applyForm.safeParse({ ...base, setId: text, zoneId: '0' })
      expect(data === undefined || (/^(0|[1-9][0-9]*)$/.test(data.setId) && visibleText(text) === data.setId)).toBe(
        true,
      )
    }),
  )
})

test('the preview needs no confirmation, but everything else', () => {
  expect(previewDraft({ ...base, scope: 'all' })).toMatchObject({ target: { scope: 'all' } })
  expect(previewDraft(base)).toBeUndefined()
})

test.each<ApplicationDraft['target']>([
  { scope: 'tables', zoneId: '0', tableName: 'player' },
  { scope: 'tables', zoneId: '', tableName: ' player' },
  { scope: 'servers', zoneId: '0', tableName: '', serverIds: ['126.2.2.2', '126.2.2.3'] },
])('filled in from an earlier one the form asks for the same, but without auto-approve: %j', (target) => {
  const values = valuesOf({ setId: '126', appId: '2', target, autoApprove: true })
  expect(values.autoApprove).toBe(false)
  const again = applyForm.parse(values)
  const trimmed = 'tableName' in target ? { ...target, tableName: target.tableName.trim() } : target
  expect(applyBody(again)).toBe(applyBody({ setId: '126', appId: '2', target: trimmed, autoApprove: false }))
})

test('filled in from one for all servers the form does not ask for all servers', () => {
  const values = valuesOf({ setId: '126', appId: '2', target: { scope: 'all' }, autoApprove: true })
  expect(values).toEqual({ ...emptyApplyValues, setId: '126', appId: '2' })
})

test('an id with leading zeros, as OMS wrote it, is filled in as it is and refused', () => {
  const servers = { zoneId: '', tableName: '', serverIds: ['126.02.2.2'] }
  const values = valuesOf({ setId: '126', appId: '2', target: { scope: 'servers', ...servers } })
  expect(values.serverIds).toBe('126.02.2.2')
  expect(errorsOf(values)).toEqual({ serverIds: expect.stringContaining('126.02.2.2') })
})

test('servers that OMS names in words of its own are filled in as they are and refused, not left out', () => {
  const target = { scope: 'tables', zoneId: '0', tableName: '' } as const
  const values = valuesOf({ setId: '126', appId: '2', target, servers: 'slaves of 126.2.2.2' })
  expect(values).toMatchObject({ scope: 'servers', zoneId: '0', serverIds: 'slaves of 126.2.2.2' })
  expect(errorsOf(values)).toEqual({ serverIds: expect.stringContaining('slaves, of') })
})

/** A form with an input of each of these kinds, filled in, checked or not. */
function formWith(inputs: Record<string, string | boolean>): HTMLFormElement {
  const form = document.createElement('form')
  for (const [name, value] of Object.entries(inputs)) {
    const input = document.createElement('input')
    input.name = name
    if (typeof value === 'boolean') Object.assign(input, { type: 'checkbox', checked: value })
    else if (name === 'scope') Object.assign(input, { type: 'radio', value, checked: true })
    else input.value = value
    form.append(input)
  }
  return form
}

test('what stands in the fields is read to the letter, and what is not there is empty', () => {
  const typed = { setId: ' 126\u00a0', scope: 'servers' } as const
  const values: ApplyValues = { ...emptyApplyValues, ...typed }
  expect(applyFields.read(formWith({ ...typed, autoApprove: false }))).toEqual(values)
  expect(applyFields.read(formWith({ ...typed, autoApprove: true }))).toEqual({ ...values, autoApprove: true })
  expect(() => applyFields.read(formWith({ scope: 'nothing' }))).toThrow(z.core.$ZodError)
})
