import { act, screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { latch } from '~/test/latch'
import { server } from '~/test/server'
import { renderDesk } from '~/test/render'
import { Dialog } from '~/ui/dialog/dialog'

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
  [
    'the other whitelist shape',
    () => HttpResponse.json({ username: ['ip(10.29.89.51) not in whitelist'] }),
    /the proxy's address/,
  ],
  ['an empty token', () => HttpResponse.json({ code: 0, error: '', token: '' }), /gave no token.*It says: code: 0/],
  ['a page', () => HttpResponse.html('<h1>Down</h1>'), /OMS answered the sign-in.*status 200.*It says: Down/],
  ['a code alone', () => HttpResponse.json({ code: '17', error: [] }), /refused the sign-in.*code: 17/],
  [
    'a certificate',
    () => HttpResponse.json({ proxy: { kind: 'certificate', sent: false, why: 'SELF_SIGNED' } }, { status: 502 }),
    /certificate of OMS.*NODE_EXTRA_CA_CERTS/,
  ],
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

test.each(['a'.repeat(5_000), '令'.repeat(500)])(
  'what is longer than the proxy takes is no access token, and says so (%#)',
  async (text) => {
    const { user } = await openDialog()
    await user.click(screen.getByRole('button', { name: 'Use an access token instead' }))
    await user.click(screen.getByLabelText('Access token'))
    await user.paste(text)
    await user.click(signInButton())
    expect(await screen.findByText(/longer than an access token can be/)).toBeVisible()
    expect(session.current()).toBeUndefined()
  },
)

test('takes a pasted access token without what nobody sees of it', async () => {
  const { user } = await openDialog()
  await user.click(screen.getByRole('button', { name: 'Use an access token instead' }))
  await user.click(screen.getByLabelText('Access token'))
  await user.paste('\u2066some-token\u200b')
  await user.click(signInButton())
  await waitFor(() => expect(session.current()).toEqual({ token: 'some-token' }))
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

test.each([
  ['closes the dialog', 'Close'],
  ['turns to an access token', 'Use an access token instead'],
])('who %s calls off the sign-in that is on its way', async (_how, button) => {
  let isCalledOff = () => false
  const { opened, open } = latch()
  server.use(
    http.post('*/oms/token', async ({ request }) => {
      isCalledOff = () => request.signal.aborted
      await opened
      return HttpResponse.json({ code: 0, error: '', token: 'late' })
    }),
  )
  const { user, signIn } = await openDialog()
  await signIn('demo', 'demo')
  await user.click(screen.getByRole('button', { name: button }))
  await expect.poll(() => isCalledOff()).toBe(true)
  open()
  expect(session.current()).toBeUndefined()
})

test('Escape closes it and not the dialog that it lies over', async () => {
  const closed: string[] = []
  const { user } = await renderDesk(
    <Dialog title="Reject" onClose={() => closed.push('Reject')}>
      <input aria-label="Memo" data-autofocus />
    </Dialog>,
  )
  act(() => {
    session.signOut()
    session.openDialog()
  })
  await screen.findByRole('dialog', { name: 'Sign in' })
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Sign in' })).not.toBeInTheDocument())
  expect(closed).toEqual([])
  await user.keyboard('{Escape}')
  expect(closed).toEqual(['Reject'])
})
