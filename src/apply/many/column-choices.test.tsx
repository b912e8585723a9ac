import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ManyForm } from '~/apply/many/many-form'
import { destination, renderDesk } from '~/test/render'

const submitButton = (count: string) => screen.findByRole('button', { name: `Submit ${count}` })

test('rows with a value in a column that is not understood wait until it is assigned to a field or left out', async () => {
  const { user } = await renderDesk(<ManyForm destination={destination} />)
  await user.click(screen.getByRole('textbox', { name: 'Paste rows' }))
  await user.paste('Backup list\nset_id,app_id,zone_id,Tbl,Comment\n126,2,0,mail,first\n126,2,0,guild,z')
  expect(await submitButton('0 applications')).toBeDisabled()
  expect(screen.getByText('Left out, because these are not rows of the table: Backup list')).toBeVisible()
  const table = await screen.findByRole('combobox', { name: 'Column "Tbl"' })
  expect(table).toHaveAccessibleDescription('Holds mail, guild')

  await user.selectOptions(table, 'Table name (table_name)')
  expect(await submitButton('0 applications')).toBeDisabled()
  const comment = screen.getByRole('combobox', { name: 'Column "Comment"' })
  expect(comment).not.toHaveTextContent('Table name')
  await user.selectOptions(comment, 'Leave out')
  expect(await submitButton('2 applications')).toBeEnabled()
  expect(screen.getByRole('table', { name: 'Rows as they were read' })).toHaveTextContent('Table mail')

  await user.selectOptions(comment, 'Choose what it holds')
  expect(await submitButton('0 applications')).toBeDisabled()
})

test('what was said of a column says nothing of the next table, and stays while rows of the same one are changed', async () => {
  const { user } = await renderDesk(<ManyForm destination={destination} />)
  const rows = screen.getByRole('textbox', { name: 'Paste rows' })
  await user.click(rows)
  await user.paste('set_id,app_id,zone_id,table_name,\n126,2,0,mail,1')
  await user.selectOptions(
    await screen.findByRole('combobox', { name: 'Column 5, which has no name' }),
    'Auto-approve (auto_approve)',
  )
  expect(await submitButton('1 application')).toBeEnabled()
  await user.click(rows)
  await user.paste('\n126,2,0,guild,0')
  expect(await submitButton('2 applications')).toBeEnabled()

  await user.clear(rows)
  await user.click(rows)
  await user.paste('set_id,app_id,table_name,zone_id,\n126,2,guild,0,1')
  expect(await screen.findByRole('combobox', { name: 'Column 5, which has no name' })).toHaveDisplayValue(
    'Choose what it holds',
  )
  expect(await submitButton('0 applications')).toBeDisabled()
})
