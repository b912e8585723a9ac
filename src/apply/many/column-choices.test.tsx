import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ManyForm } from '~/apply/many/many-form'
import { destination, renderDesk } from '~/test/render'

const submitButton = (count: string) => screen.findByRole('button', { name: `Submit ${count}` })

test('rows with a value in a column that is not understood wait until it is assigned to a field or left out', async () => {
  const { user } = await renderDesk(<ManyForm destination={destination} />)
  await user.click(screen.getByRole('textbox', { name: 'Paste rows' }))
  await user.paste('set_id,app_id,zone_id,Tbl,Comment\n126,2,0,mail,first\n126,2,0,guild,z')
  expect(await submitButton('0 applications')).toBeDisabled()
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
