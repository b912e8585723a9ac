import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ApplyForm } from '~/apply/form/apply-form'
import { LanguageChoice } from '~/app/language-choice'
import { destination, renderDesk } from '~/test/render'

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Server IDs' })

async function renderServers() {
  const { user } = await renderDesk(
    <>
      <LanguageChoice disabled={false} />
      <ApplyForm destination={destination} />
    </>,
  )
  await user.type(screen.getByRole('textbox', { name: 'Set ID' }), '126')
  await user.type(screen.getByRole('textbox', { name: 'App ID' }), '2')
  await user.click(screen.getByRole('radio', { name: 'Selected servers' }))
  await user.click(await screen.findByRole('textbox', { name: 'Server IDs' }))
  return user
}

test('a paste is told, and what is no id is selected for correction', async () => {
  const user = await renderServers()
  await user.paste('126.2.2.3\n126.2.2.2\n126.2.2\n126.2.2.3')
  expect(await screen.findByText('2 added, 1 duplicate, 1 not an id: 126.2.2')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Correct 126.2.2' }))
  expect(box()).toHaveFocus()
  expect(box().value.slice(box().selectionStart, box().selectionEnd)).toBe('126.2.2')
  await user.keyboard('126.2.2.9')
  expect(box()).toHaveAccessibleDescription('3 servers, 1 duplicate')
  expect(screen.queryByText(/added/)).not.toBeInTheDocument()
})

test('ids that begin otherwise than set and app are a warning, once both are known', async () => {
  const user = await renderServers()
  await user.paste('126.2.2.2 127.2.2.2')
  const form = within(screen.getByRole('form'))
  expect(await form.findByText('1 server does not begin with 126.2: 127.2.2.2')).toBeVisible()
  await user.clear(screen.getByRole('textbox', { name: 'App ID' }))
  expect(form.queryByText(/does not begin/)).not.toBeInTheDocument()
})

test('everything removed is told in the language of the page as it changes, and comes back by Undo', async () => {
  const user = await renderServers()
  await user.paste('126.2.2.2 126.2.2.3')
  await user.click(await screen.findByRole('button', { name: 'Remove all' }))
  expect(box()).toHaveValue('')
  expect(screen.getByText('Removed 2 ids')).toBeVisible()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Language' }), '中文')
  expect(await screen.findByText('已移除 2 个 ID')).toBeVisible()
  await user.selectOptions(screen.getByRole('combobox', { name: '语言' }), 'English')
  await user.click(await screen.findByRole('button', { name: 'Undo' }))
  expect(box()).toHaveValue('126.2.2.2 126.2.2.3')
})
