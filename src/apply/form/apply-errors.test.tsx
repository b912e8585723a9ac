import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ApplyForm } from '~/apply/form/apply-form'
import { destination, renderDesk } from '~/test/render'

type User = Awaited<ReturnType<typeof renderDesk>>['user']

const field = (name: string) => screen.getByRole('textbox', { name })
const fill = (name: string, value: string) => fireEvent.change(field(name), { target: { value } })
const choose = (user: User, name: string) => user.click(screen.getByRole('radio', { name }))
const press = (user: User) => user.click(screen.getByRole('button', { name: 'Submit application' }))
const flip = (user: User) => user.click(screen.getByRole('switch', { name: 'Auto-approve' }))
const isWrong = (name: string) => waitFor(() => expect(field(name)).toBeInvalid())

test.each<[string, field: string, before: (user: User) => unknown, change: (user: User) => unknown]>([
  ['a choice that does not ask for it', 'Zone ID', () => {}, (user) => choose(user, 'Selected servers')],
  ['a table where a zone was asked for', 'Zone ID', () => {}, () => fill('Table name', 'player')],
  [
    'a choice that has no such field, and the way back',
    'Type ALL to confirm',
    (user) => choose(user, 'All servers'),
    async (user) => {
      await choose(user, 'Tables')
      await choose(user, 'All servers')
    },
  ],
  [
    'a switch that makes it needless, and back',
    'Type APPROVE to confirm auto-approve',
    async (user) => {
      await choose(user, 'All servers')
      await flip(user)
    },
    async (user) => {
      await flip(user)
      await flip(user)
    },
  ],
  ['an empty form', 'Set ID', () => {}, (user) => user.click(screen.getByRole('button', { name: 'Clear the form' }))],
])('an error ends with what ends it: %s', async (_name, name, before, change) => {
  const { user } = await renderDesk(<ApplyForm destination={destination} />)
  await before(user)
  await press(user)
  await isWrong(name)
  await change(user)
  await waitFor(() => expect(field(name)).toBeValid())
})

test('what is still wrong stays so when something else is changed, and nothing new is complained about', async () => {
  const { user } = await renderDesk(<ApplyForm destination={destination} />)
  await press(user)
  await isWrong('App ID')
  await choose(user, 'Selected servers')
  await waitFor(() => expect(field('Zone ID')).toBeValid())
  expect(field('App ID')).toBeInvalid()
  expect(field('Server IDs')).toBeValid()
})

test.each([
  ['Set ID', '126', ['', 'x']],
  ['App ID', '2', ['', 'x']],
  ['Zone ID', '0', ['x']],
])('the hint and the errors of %s give the same example', async (name, example, wrong) => {
  const { user } = await renderDesk(<ApplyForm destination={destination} />)
  expect(field(name)).toHaveAttribute('placeholder', example)
  const hint = document.getElementById(`${field(name).id}-description`)?.textContent ?? ''
  expect(hint.match(/\d+/g)).toEqual([example])
  for (const value of wrong) {
    fill(name, value)
    await press(user)
    await isWrong(name)
    expect(document.getElementById(`${field(name).id}-error`)?.textContent?.match(/\d+/g)).toEqual([example])
  }
})
