import { act, screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { server } from '~/test/server'
import { renderDesk } from '~/test/render'

async function openDialog() {
  const desk = await renderDesk(null)
  act(() => {
    session.signOut()
    session.openDialog()
  })
  await screen.findByRole('dialog', { name: 'Sign in' })
  const signIn = async (username: string, password: string) => {
    await desk.user.type(screen.getByRole('textbox', { name: 'Username' }), username)
    await desk.user.type(screen.getByLabelText('Password'), password)
    await desk.user.click(signInButton())
  }
  return { ...desk, signIn }
}

const signInButton = () => screen.getByRole('button', { name: 'Sign in' })

test('asks for username and password first, and keeps the token that OMS gives', async () => {
  const { signIn } = await openDialog()
  await signIn('reviewer', 'reviewer')
  await waitFor(() => expect(session.current()).toEqual({ token: accounts[1].token, username: 'reviewer' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
})

test('shows why OMS refuses, and keeps what was typed', async () => {
  const { signIn } = await openDialog()
  await signIn('demo', 'wrong')
  expect(await screen.findByRole('alert')).toHaveTextContent('username or password is wrong')
  expect(screen.getByRole('textbox', { name: 'Username' })).toHaveValue('demo')
  expect(session.current()).toBeUndefined()
})

test.each([
  [
    'the whitelist',
    () => HttpResponse.json({ source_ip: 'ip:10.29.89.51 not in whitelist' }, { status: 403 }),
    /the proxy's address/,
  ],
  ['no answer', () => HttpResponse.error(), /did not answer/],
  ['an empty token', () => HttpResponse.json({ code: 0, error: '', token: '' }), /./],
])('a sign-in stopped by %s says so', async (_name, answer, text) => {
  server.use(http.post('*/oms/token', answer))
  const { signIn } = await openDialog()
  await signIn('demo', 'demo')
  expect(await screen.findByRole('alert')).toHaveTextContent(text)
  expect(session.current()).toBeUndefined()
})

test('takes a pasted access token, without the space around it', async () => {
  const { user } = await openDialog()
  await user.click(screen.getByRole('button', { name: 'Use an access token instead' }))
  await user.type(screen.getByLabelText('Access token'), '  abc123 ')
  await user.click(signInButton())
  expect(session.current()).toEqual({ token: 'abc123' })
})

test('an empty field is an error, and nothing is asked', async () => {
  const { user } = await openDialog()
  await user.click(signInButton())
  expect(await screen.findAllByText('Required')).toHaveLength(2)
})

test('can be closed, still signed out', async () => {
  const { user } = await openDialog()
  await user.click(screen.getByRole('button', { name: 'Close' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(session.current()).toBeUndefined()
})
