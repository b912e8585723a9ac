import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test, vi } from 'vitest'
import { session } from '~/session/session'
import { justSentBy } from '~/test/answers'
import { accepted, applied, ended } from '~/test/events'
import { latch } from '~/test/latch'
import { signInByHand } from '~/test/render'
import { sentApplications, server } from '~/test/server'
import { field, renderFilled, renderForm, submitButton } from '~/apply/form/test-form'

test('shows the created application with its OMS id, and an empty form for the next', async () => {
  const { user } = await renderFilled()
  await user.click(submitButton())
  expect(await screen.findByText('Application #558 created')).toBeVisible()
  expect(screen.getByRole('status')).toHaveTextContent('It is pending until a reviewer decides.')
  expect(field('Set ID')).toHaveValue('')
  expect(submitButton()).toHaveFocus()
})

test('who submits from a field goes on in the first one', async () => {
  const { user } = await renderFilled()
  await user.type(field('Zone ID'), '{Enter}')
  expect(await screen.findByText('Application #558 created')).toBeVisible()
  expect(field('Set ID')).toHaveFocus()
})

test('shows what will be sent, in words and to the letter', async () => {
  const { user } = await renderForm()
  const preview = within(screen.getByRole('region', { name: 'What will be sent' }))
  expect(preview.getByText(/Fill in the form/)).toBeVisible()
  await user.type(field('Set ID'), '126')
  await user.type(field('App ID'), '2')
  await user.type(field('Zone ID'), '0')
  await user.type(field('Table name'), 'player')
  await user.click(screen.getByRole('switch', { name: 'Auto-approve' }))
  expect(await preview.findByText(/without a reviewer/)).toHaveTextContent(
    /Back up table player of zone 0, set 126, app 2\./,
  )
  expect(
    preview.getByText('{"set_id":"126","app_id":"2","zone_id":"0","table_name":"player","auto_approve":"1"}'),
  ).toBeVisible()
})

test('"Why" goes into the record on one line, never to OMS, and the form is empty after it', async () => {
  const arrived = sentApplications()
  const { user, journal } = await renderFilled()
  fireEvent.change(field('Why'), { target: { value: ' before\tthe\u200b release ' } })
  expect(field('Why')).toHaveAccessibleDescription(/Kept in this browser and in any team record; OMS never sees it/)
  await user.click(submitButton())
  expect(await screen.findByText('Application #558 created')).toBeVisible()
  expect(arrived).toEqual(['{"set_id":"126","app_id":"2","zone_id":"0","auto_approve":"0"}'])
  expect((await journal.list(1)).applications).toMatchObject([{ why: 'before the release' }])
  expect(field('Why')).toHaveValue('')
})

test('a "Why" of more than 200 characters is an error of its field, and nothing is cut', async () => {
  const { user, journal } = await renderFilled()
  fireEvent.change(field('Why'), { target: { value: '维'.repeat(201) } })
  await user.click(submitButton())
  await waitFor(() => expect(field('Why')).toHaveFocus())
  expect(field('Why')).toHaveAccessibleDescription(/At most 200 characters; this has 201/)
  expect(field('Why')).toHaveValue('维'.repeat(201))
  expect((await journal.list(1)).applications).toEqual([])
})

test('puts errors on their fields and the focus on the first', async () => {
  const { user } = await renderForm()
  await user.type(field('Set ID'), '126')
  await user.click(submitButton())
  await waitFor(() => expect(field('App ID')).toHaveFocus())
  expect(field('App ID')).toBeInvalid()
  expect(field('App ID')).toHaveAccessibleDescription(/Required/)
  expect(field('Zone ID')).toHaveAccessibleDescription(/Enter a zone or a table/)
  expect(field('Set ID')).toBeValid()
})

test('keeps every value after a refusal, and shows the words of OMS', async () => {
  const { user } = await renderFilled({ 'Set ID': '999' })
  await user.type(field('Table name'), 'player')
  await user.click(submitButton())
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent("set_id: can't find set(set_id=999)")
  expect(alert).toHaveTextContent('nothing was created')
  expect(field('Set ID')).toHaveValue('999')
  expect(field('Table name')).toHaveValue('player')
})

test('leaves a lost answer as unknown, with every value and no retry', async () => {
  server.use(http.post('*/oms/apply', () => HttpResponse.error()))
  const { user } = await renderFilled()
  await user.click(submitButton())
  expect(await screen.findByRole('alert')).toHaveTextContent(/Outcome unknown.*may or may not have been created/)
  expect(field('Set ID')).toHaveValue('126')
  expect(screen.queryByRole('button', { name: /retry/i })).not.toBeInTheDocument()
})

test('what somebody else has just sent is asked about, and sent when the person wants it all the same', async () => {
  const words: (string | null)[] = []
  server.use(
    http.post('*/oms/apply', ({ request }) => {
      words.push(request.headers.get('x-send-anyway'))
      return justSentBy('li.wei', request)
    }),
  )
  const { user, journal } = await renderFilled()
  await user.click(submitButton())
  const dialog = within(await screen.findByRole('dialog', { name: 'Possible duplicate' }))
  expect(dialog.getByText(/^li\.wei sent exactly the same at 24 Nov/)).toBeVisible()
  expect((await journal.list(10)).applications).toMatchObject([{ outcome: { kind: 'not sent', why: 'duplicate' } }])
  await user.click(dialog.getByRole('button', { name: 'Send anyway' }))
  expect(await screen.findByText('Application #558 created')).toBeVisible()
  expect(words).toEqual([null, '1'])
  expect((await journal.list(10)).applications).toHaveLength(2)
})

test('what came while "Possible duplicate" stood is asked about before it is sent anyway', async () => {
  const { user, journal } = await renderFilled()
  await journal.importEvents([applied('guild'), ended('guild', accepted('601'))])
  await user.click(submitButton())
  const question = async () => within(await screen.findByRole('dialog', { name: 'Possible duplicate' }))
  expect((await question()).getAllByRole('listitem')).toHaveLength(1)
  await journal.importEvents([applied('mail'), ended('mail', accepted('602'))])
  await user.click((await question()).getByRole('button', { name: 'Send anyway' }))
  await waitFor(async () => expect((await question()).getAllByRole('listitem')).toHaveLength(2))
  expect((await journal.list(10)).applications).toHaveLength(2)
  await user.click((await question()).getByRole('button', { name: 'Send anyway' }))
  expect(await screen.findByText('Application #558 created')).toBeVisible()
})

test('what is typed while OMS answers is another application than the one that is sent anyway, and so is its note', async () => {
  const [arrival, answer] = [latch(), latch()]
  server.use(
    http.post('*/oms/apply', async ({ request }) => {
      arrival.open()
      await answer.opened
      return justSentBy('li.wei', request)
    }),
  )
  const { user, journal } = await renderFilled()
  await user.click(submitButton())
  await arrival.opened
  await user.type(field('Table name'), 'guild')
  await user.type(field('Why'), 'for the guild')
  answer.open()
  await user.click(await screen.findByRole('button', { name: 'Send anyway' }))
  expect(await screen.findByText('Application #558 created')).toBeVisible()
  expect(field('Table name')).toHaveValue('guild')
  expect(field('Why')).toHaveValue('for the guild')
  const [sent] = (await journal.list(10)).applications
  expect(sent).toMatchObject({ id: '558', draft: { target: { tableName: '' } } })
  expect(sent?.why).toBeUndefined()
})

test.each<[string, (() => Response) | undefined, 'alert' | 'status']>([
  ['a refusal', () => HttpResponse.json({ apply: { ret: 1, msg: 'no' } }), 'alert'],
  ['a lost answer', () => HttpResponse.error(), 'alert'],
  ['an application', undefined, 'status'],
])('%s comes into view, and takes the focus unless it is a success', async (_name, answer, role) => {
  if (answer !== undefined) server.use(http.post('*/oms/apply', () => answer() as HttpResponse<null>)) // of msw, as it is made here
  const { user } = await renderFilled()
  const inView = vi.spyOn(Element.prototype, 'scrollIntoView')
  await user.click(submitButton())
  await waitFor(() => expect(screen.getByRole(role)).not.toBeEmptyDOMElement())
  const result = screen.getByRole(role)
  const around = (element: unknown) =>
    element instanceof Element && element !== document.body && element.contains(result)
  await waitFor(() => expect(inView.mock.contexts.some(around)).toBe(true))
  expect(around(document.activeElement)).toBe(role === 'alert')
})

test('an application whose approval failed is created all the same', async () => {
  const { user } = await renderFilled({ 'Set ID': '127' })
  await user.click(screen.getByRole('switch', { name: 'Auto-approve' }))
  await user.click(submitButton())
  expect(await screen.findByText('Application #558 created')).toBeVisible()
  expect(screen.getByRole('status')).toHaveTextContent(/automatic approval failed.*does not allow automatic approval/)
})

test('all servers without a reviewer wants a second typed confirmation', async () => {
  const { user } = await renderForm()
  await user.type(field('Set ID'), '126')
  await user.type(field('App ID'), '2')
  await user.click(screen.getByRole('radio', { name: 'All servers' }))
  await user.click(screen.getByRole('switch', { name: 'Auto-approve' }))
  await user.type(field('Type ALL to confirm'), 'ALL')
  await user.click(submitButton())
  await waitFor(() => expect(field('Type APPROVE to confirm auto-approve')).toHaveFocus())
  expect(field('Type APPROVE to confirm auto-approve')).toHaveAccessibleDescription(/Type APPROVE in capital letters/)
  await user.type(field('Type APPROVE to confirm auto-approve'), 'APPROVE')
  await user.click(submitButton())
  expect(await screen.findByText('Application #558 created')).toBeVisible()
})

test('a recent target fills in the form, and what was typed before can be brought back', async () => {
  const { user } = await renderFilled()
  await user.type(field('Table name'), 'player')
  await user.click(screen.getByRole('switch', { name: 'Auto-approve' }))
  await user.click(submitButton())
  await screen.findByText('Application #558 created')
  const recent = within(screen.getByRole('group', { name: 'Recent targets' }))
  await user.type(field('Set ID'), '127')
  await user.click(recent.getByRole('button', { name: '126.2 · player · zone 0' }))
  expect(field('Set ID')).toHaveValue('126')
  expect(field('Table name')).toHaveValue('player')
  expect(screen.getByRole('switch', { name: 'Auto-approve' })).not.toBeChecked()
  await user.click(screen.getByRole('button', { name: 'Restore' }))
  expect(field('Set ID')).toHaveValue('127')
  expect(field('Table name')).toHaveValue('')
  expect(screen.queryByRole('button', { name: 'Restore' })).not.toBeInTheDocument()
  expect(field('Set ID')).toHaveFocus()
  await user.click(recent.getByRole('button', { name: '126.2 · player · zone 0' }))
  await user.click(screen.getByRole('button', { name: 'Restore' }))
  expect(field('Set ID')).toHaveValue('127')
})

test('what was typed survives a change of mind about the choice', async () => {
  const { user } = await renderForm()
  await user.type(field('Zone ID'), '7')
  await user.click(screen.getByRole('radio', { name: 'All servers' }))
  await user.click(screen.getByRole('radio', { name: 'Tables' }))
  expect(field('Zone ID')).toHaveValue('7')
})

test('two quick presses apply once', async () => {
  const arrivals = sentApplications()
  const { user, journal } = await renderFilled()
  await user.dblClick(submitButton())
  expect(await screen.findByText('Application #558 created')).toBeVisible()
  expect(arrivals).toHaveLength(1)
  expect((await journal.list(10)).applications).toHaveLength(1)
})

test('an expired token opens the sign-in over the untouched form, and nothing is replayed', async () => {
  const { user } = await renderFilled()
  session.signIn({ token: 'expired' })
  await user.click(submitButton())
  await signInByHand(user)
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(field('Set ID')).toHaveValue('126')
  expect(screen.queryByText(/^Application #/)).not.toBeInTheDocument()
  await user.click(submitButton())
  expect(await screen.findByText('Application #558 created')).toBeVisible()
})

test('signed out, a press opens the sign-in and sends nothing, and says so in words that are true after it', async () => {
  const { user, journal } = await renderFilled()
  session.signOut()
  await user.click(submitButton())
  await screen.findByRole('dialog', { name: 'Sign in' })
  expect((await journal.list(10)).applications).toEqual([])
  await signInByHand(user)
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(screen.getByRole('alert')).toHaveTextContent('You were not signed in. Sign in, then submit again.')
})
