import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { AnyOutcome } from '~/record/attempt-result'
import { AttemptFailure } from '~/wording/attempt-failure'
import { renderDesk } from '~/test/render'

/** What is told of an attempt that ended so. */
async function told(action: Parameters<typeof AttemptFailure>[0]['action'], outcome: AnyOutcome) {
  await renderDesk(<AttemptFailure action={action} result={{ kind: 'attempted', outcome, saved: true }} />)
  return screen.getByRole('alert')
}

test.each([
  ['apply', /Send fewer servers/],
  ['reject', /The memo is larger.*Shorten it/],
] as const)('what is too large for the proxy is told by what was pressed: %s', async (action, text) => {
  expect(await told(action, { kind: 'not sent', why: 'too large' })).toHaveTextContent(text)
})

test.each([
  ['limited', /^Not sent.*from your address at once\. Wait a moment, then submit again\.$/],
  ['full', /^Not sent.*no room to remember this request.*tell an administrator\.$/],
])('what the proxy keeps back says why: %s', async (why, text) => {
  expect(await told('apply', { kind: 'not sent', why })).toHaveTextContent(text)
})

test('where there is no https at its address, the address of OMS is to be checked as well', async () => {
  expect(await told('apply', { kind: 'not sent', why: 'certificate: EPROTO' })).toHaveTextContent(
    /\(EPROTO\)\. An administrator must check OMS_ADDRESS and the cert/,
  )
})

test('an undocumented answer is told with what it says, markup as text', async () => {
  expect(
    await told('apply', { kind: 'unknown', why: 'answer', status: 200, text: '<b>Notice; ret: 0; id: 558' }),
  ).toHaveTextContent('(status 200). It says: <b>Notice; ret: 0; id: 558')
})

test('what the proxy adds to a lost answer for programs is not told', async () => {
  expect(
    await told('apply', { kind: 'unknown', why: 'proxy', status: 502, text: 'kind: cut; sent: maybe' }),
  ).not.toHaveTextContent('maybe')
})

test.each([
  ['apply', 'submit again'],
  ['reject', 'reject again'],
  ['approve', 'approve again'],
  ['start', 'start the backup again'],
  ['resume', 'resume the backup again'],
] as const)('what is to be done again is what was pressed: %s', async (action, words) => {
  await renderDesk(<AttemptFailure action={action} result={{ kind: 'not attempted', why: 'signed out' }} />)
  expect(screen.getByRole('alert')).toHaveTextContent(`Sign in, then ${words}.`)
})

test.each([
  ['apply', 'request', /no.*Your values are still here\. Change them and submit again\.$/],
  ['apply', 'whitelist', /no.*Ask an OMS administrator to add it to the whitelist\.$/],
  ['reject', 'request', /no.*Your memo is kept\. Close this to see what OMS says of it now\.$/],
  ['approve', 'request', /no.*Close this to see what OMS says of it now\.$/],
  ['start', 'request', /no.*Close this to see what OMS says of it now\.$/],
  ['resume', 'request', /no.*Close this to see what OMS says of it now\.$/],
] as const)('a refusal ends with what to do about it: %s, %s', async (action, reason, text) => {
  expect(await told(action, { kind: 'refused', reason, messages: ['no'] })).toHaveTextContent(text)
})
