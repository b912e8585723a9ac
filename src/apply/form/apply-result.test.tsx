import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { field, renderFilled } from '~/apply/form/test-form'

const button = (name: string) => screen.findByRole('button', { name })
const preview = () => screen.getByRole('region', { name: 'What will be sent' })

test('a created application leads on: to its page, to the same once more, and to a link', async () => {
  const { user } = await renderFilled({ 'Table name': 'player' })
  await user.click(await button('Submit application'))
  const result = within(await screen.findByRole('status'))
  expect(await result.findByRole('link', { name: 'Open #558' })).toHaveAttribute('href', '/applications/558')
  await user.click(result.getByRole('button', { name: 'Copy link' }))
  expect(await result.findByText('Copied')).toBeVisible()
  expect(await navigator.clipboard.readText()).toBe(`${window.location.origin}/applications/558`)

  await user.type(field('Set ID'), '127')
  await user.click(await result.findByRole('button', { name: 'Apply again' }))
  const values = ['Set ID', 'App ID', 'Zone ID', 'Table name'].map((name) => field(name).value)
  expect(values).toEqual(['126', '2', '0', 'player'])
  expect(field('Set ID')).toHaveFocus()
  expect(await screen.findByText('Filled in from #558')).toBeVisible()
  await user.click(await button('Restore'))
  expect(field('Set ID')).toHaveValue('127')
})

test('what a created application leads on to comes later, and does not have it told once more', async () => {
  const { user } = await renderFilled()
  await user.click(await button('Submit application'))
  for (const one of [await screen.findByRole('link', { name: 'Open #558' }), await button('Apply again')]) {
    expect(one.closest('[role=status], [aria-live]')).toHaveAttribute('aria-live', 'off')
  }
})

test('where the browser refuses the clipboard the text is there, selected', async () => {
  const { user } = await renderFilled()
  await user.click(await button('Submit application'))
  const result = within(await screen.findByRole('status'))
  const copy = await result.findByRole('button', { name: 'Copy link' })
  Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })
  await user.click(copy)
  const text = await result.findByRole<HTMLTextAreaElement>('textbox', { name: /^Text to copy: press Ctrl\+C/ })
  expect(text).toHaveFocus()
  expect(result.getByRole('alert')).toHaveTextContent(/^Copying failed/)
  expect(text.value.slice(text.selectionStart, text.selectionEnd)).toMatch(/\/applications\/558$/)
})

test('the preview of many servers says how much it leaves out, and opens whole', async () => {
  const { user } = await renderFilled()
  await user.click(screen.getByRole('radio', { name: 'Selected servers' }))
  const ids = Array.from({ length: 300 }, (_, index) => `126.2.2.${index + 2}`)
  fireEvent.change(await screen.findByRole('textbox', { name: 'Server IDs' }), { target: { value: ids.join('\n') } })
  const whole = `{"set_id":"126","app_id":"2","zone_id":"0","svr_ids":${JSON.stringify(ids)},"auto_approve":"0"}`
  expect(await within(preview()).findByText(whole.slice(0, 200))).toBeVisible()
  const hidden = (whole.length - 200).toLocaleString('en')
  expect(within(preview()).getByText(`and ${hidden} more characters`)).toBeVisible()
  await user.click(within(preview()).getByRole('button', { name: 'Show the whole text' }))
  expect(within(preview()).getByText(whole)).toBeVisible()
  expect(within(preview()).queryByText(/more characters/)).not.toBeInTheDocument()
})

test('what OMS has refused leads to its page, and is no recent target', async () => {
  const { user, journal } = await renderFilled({ 'Set ID': '999' })
  await user.click(await button('Submit application'))
  const link = within(await screen.findByRole('alert')).getByRole('link', { name: 'Open application' })
  const [refused] = (await journal.list(1)).applications
  expect(link).toHaveAttribute('href', `/applications/attempt-${refused?.key}`)
  fireEvent.change(field('Set ID'), { target: { value: '126' } })
  await user.click(await button('Submit application'))
  const recent = within(screen.getByRole('group', { name: 'Recent targets' }))
  await waitFor(() => expect(recent.getByRole('button')).toHaveTextContent('126.2 · zone 0'))
  expect(recent.getByRole('button')).toHaveAttribute('title', '126.2 · zone 0')
})
