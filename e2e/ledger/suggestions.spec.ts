import { canary, expect, expectStatus, form, press, test } from './desk'
import { expectAgreement } from './ledger'

test('suggestions: a refusal that echoes the token shows none of it, and is in no ledger', async ({ desk, oms }) => {
  oms.suggest(422, JSON.stringify([`access-token=${canary} is not allowed to ask`]))
  await press(desk, 'guild')
  await expectStatus(desk, 'guild', 'Pending')
  await form(desk).getByRole('textbox', { name: 'Set ID' }).fill('126')
  await form(desk).getByRole('textbox', { name: 'App ID' }).fill('2')
  await expect(form(desk).getByText(/no suggestions from OMS/)).toContainText('access-token=[token] is not allowed')
  expect(oms.ledger.arrivals).toHaveLength(1)
  await expectAgreement(desk, oms)
})
