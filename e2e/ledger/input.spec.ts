import { field, fillForm, submit } from '../desk-page'
import { expect, expectStatus, form, test } from './desk'
import { readJournal } from './journal'
import { expectAgreement } from './ledger'

test.describe.configure({ mode: 'parallel' })

for (const typed of ['007', '1e3', '0x1F', '-0', '1.0', '+5', '１２', '1 2', '']) {
  test(`input: "${typed}" as a Set ID is an error on its field, and nothing is sent`, async ({ desk, oms }) => {
    await fillForm(desk, { setId: typed })
    await submit(desk).click()
    await expect(field(desk, 'Set ID')).toHaveAttribute('aria-invalid', 'true')
    await expect(field(desk, 'Set ID')).toBeFocused()
    expect(oms.ledger.arrivals).toEqual([])
    expect(await readJournal(desk, oms.environment)).toEqual([])
  })
}

for (const [name, typed] of [
  ['spaces', ' 12 '],
  ['no-break spaces', '\u00a012\u00a0'],
  ['a zero-width space', '\u200b12\u200b'],
  ['a byte order mark', '\ufeff12'],
] as const) {
  test(`input: ${name} around a number are trimmed`, async ({ desk, oms }) => {
    await fillForm(desk, { setId: typed, tableName: 'guild' })
    await submit(desk).click()
    await expectStatus(desk, 'guild', 'Pending')
    expect(oms.ledger.arrivals[0]?.body).toContain('"set_id":"12"')
    await expectAgreement(desk, oms)
  })
}

for (const [name, typed] of [
  ['tabs', '126.2.2.2\t126.2.2.3'],
  ['lines of Windows', '126.2.2.2\r\n126.2.2.3\r\n'],
  ['full-width commas and semicolons', '126.2.2.2，；126.2.2.3'],
  ['quotes', '"126.2.2.2","126.2.2.3"'],
  ['a repetition', '126.2.2.2 126.2.2.3 126.2.2.2'],
] as const) {
  test(`input: server ids with ${name} are split, each sent once and in order`, async ({ desk, oms }) => {
    await form(desk).getByRole('radio', { name: 'Selected servers' }).check()
    await fillForm(desk, { tableName: 'guild' })
    await field(desk, 'Server IDs').fill(typed)
    await submit(desk).click()
    await expectStatus(desk, 'guild', 'Pending')
    expect(oms.ledger.arrivals[0]?.body).toContain('"svr_ids":["126.2.2.2","126.2.2.3"]')
    await expectAgreement(desk, oms)
  })
}

test('input: what is not four dotted integers is listed, and nothing is sent', async ({ desk, oms }) => {
  await form(desk).getByRole('radio', { name: 'Selected servers' }).check()
  await fillForm(desk)
  await field(desk, 'Server IDs').fill('126.2.2.2 126.2.2 127.0.0.x')
  await submit(desk).click()
  await expect(form(desk)).toContainText('126.2.2, 127.0.0.x')
  expect(oms.ledger.arrivals).toEqual([])
})

test('input: ten thousand server ids work, whole and in order', async ({ desk, oms }) => {
  const ids = Array.from({ length: 10_000 }, (_none, index) => `126.2.${Math.floor(index / 250)}.${index % 250}`)
  await form(desk).getByRole('radio', { name: 'Selected servers' }).check()
  await fillForm(desk, { tableName: 'guild' })
  // Set as a whole: typing ten thousand lines through the editor of the browser takes minutes of its own.
  await field(desk, 'Server IDs').evaluate((element, text) => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(element, text)
    element.dispatchEvent(new Event('input', { bubbles: true }))
  }, ids.join('\n'))
  await submit(desk).click()
  await expectStatus(desk, 'guild', 'Pending')
  expect(JSON.parse(oms.ledger.arrivals[0]?.body ?? '{}')).toMatchObject({ svr_ids: ids })
  await expectAgreement(desk, oms)
})

test('input: a list and all servers at once is impossible', async ({ desk, oms }) => {
  await form(desk).getByRole('radio', { name: 'Selected servers' }).check()
  await fillForm(desk)
  await field(desk, 'Server IDs').fill('126.2.2.2')
  await form(desk).getByRole('radio', { name: 'All servers' }).check()
  await expect(field(desk, 'Server IDs')).toBeHidden()
  await field(desk, 'Type ALL to confirm').fill('ALL')
  await submit(desk).click()
  await expect(form(desk).getByRole('status')).toContainText('created')
  expect(oms.ledger.arrivals.map(({ body }) => body)).toEqual([
    '{"set_id":"126","app_id":"2","zone_id":"","table_name":"","svr_ids":0,"auto_approve":"0"}',
  ])
  await expectAgreement(desk, oms)
})
