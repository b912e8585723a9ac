import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { Route, Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import { ApplyForm } from '~/apply/form/apply-form'
import { fillZone, submitButton } from '~/apply/form/test-form'
import { ApplicationPage } from '~/review/one/application-page'
import { accepted, applied, at, detailOf, draftFor, ended, expires, underWay } from '~/test/events'
import { unauthorized } from '~/mocks/answers'
import { latch } from '~/test/latch'
import { destination, renderDesk } from '~/test/render'
import { session } from '~/session/session'
import { sentApplications, server } from '~/test/server'

const page = (key: string) => <ApplicationPage key={key} addressKey={key} applyAddress="http://OmsAddress/apply" />
const lost = [applied('a'), ended('a', { kind: 'unknown', why: 'connection' })]

const detail = detailOf({ tableName: 'a' })
const tracked = { kind: 'tracked', application: 't', attempt: 't', at, detail } as const

async function sendAgain(user: Awaited<ReturnType<typeof renderDesk>>['user']) {
  await user.click(await screen.findByRole('button', { name: 'It does not exist, send again' }))
  await user.click(await screen.findByRole('button', { name: 'Send again' }))
}

test('Approve comes before Reject, as in every row, and every time on the page has its zone', async () => {
  server.use(http.get('*/oms/apply-detail/:uid', () => HttpResponse.json({ id: 558, set_id: 126, execute_status: 0 })))
  const { journal } = await renderDesk(page('558'))
  await journal.importEvents([applied('a'), ended('a', accepted('558'))])
  const decisions = await screen.findAllByRole('button', { name: /^(Approve|Reject) #558$/ })
  expect(decisions.map(({ textContent }) => textContent)).toEqual(['Approve #558', 'Reject #558'])
  expect(await screen.findByText(/^execute_status 0, as OMS said at/)).toBeVisible()
  for (const time of document.querySelectorAll('time')) expect(time.title).toMatch(/UTC[+-]\d\d:\d\d$/)
  expect(document.querySelectorAll('time').length).toBeGreaterThan(3)
})

test('who has applied under a name that is not confirmed is named so, above the timeline, too', async () => {
  const { journal } = await renderDesk(page('558'))
  await journal.importEvents([applied('a', { by: 'mallory', unproven: true }), ended('a', accepted('558'))])
  const request = await screen.findByRole('region', { name: 'Request' })
  expect(request).toHaveTextContent('by mallory (name not confirmed)')
})

test('an id that was pasted is recorded, and looked up from, without what nobody sees of it', async () => {
  const asked: number[] = []
  server.use(
    http.get('*/oms/apply-detail/:uid', ({ params }) => {
      const id = Number(params.uid)
      asked.push(id)
      return HttpResponse.json({ id, set_id: 126, zone_id: 0, table_name: 'a' })
    }),
  )
  const { journal, user } = await renderDesk(
    <ApplicationPage addressKey="attempt-a" applyAddress="http://OmsAddress/apply" />,
  )
  await journal.importEvents([applied('a'), ended('a', { kind: 'unknown', why: 'connection' })])
  const from = await screen.findByRole('textbox', { name: 'First id to look at' })
  await user.click(from)
  await user.paste('\u2068558\u2069')
  await user.click(screen.getByRole('button', { name: 'Look it up in OMS' }))
  const rows = await screen.findByRole('table', { name: 'Find out what happened' })
  expect(within(rows).getAllByRole('row')).toHaveLength(11)
  expect(asked).toEqual([558, 559, 560, 561, 562, 563, 564, 565, 566, 567])
  await user.click(screen.getByRole('textbox', { name: 'It exists, its id is' }))
  await user.paste('559\u200b')
  await user.click(screen.getByRole('button', { name: 'Record this id' }))
  expect(await screen.findByRole('heading', { name: 'Application #559' })).toBeVisible()
  expect(document.body).not.toHaveFocus()
  expect((await journal.find('559'))?.events[2]).toMatchObject({ kind: 'apply resolved', id: '559', by: 'demo' })
  expect(screen.queryByText('Digits only, such as 558')).not.toBeInTheDocument()
})

const detailOfA = { id: 558, set_id: 126, zone_id: 0, table_name: 'a', apply_type: 9 }
const uncertain = 'It is not certain that this is #558'

async function giveId(user: Awaited<ReturnType<typeof renderDesk>>['user']) {
  await user.type(await screen.findByRole('textbox', { name: 'It exists, its id is' }), '558')
  await user.click(screen.getByRole('button', { name: 'Record this id' }))
}

test.each<[string, () => Response, string | RegExp]>([
  ['of another table', () => HttpResponse.json({ ...detailOfA, table_name: 'b' }), 'Something else'],
  ['of the whole zone', () => HttpResponse.json({ ...detailOfA, table_name: '' }), 'Something else'],
  ['of another zone', () => HttpResponse.json({ ...detailOfA, zone_id: 1 }), 'Something else'],
  ['of another set', () => HttpResponse.json({ ...detailOfA, set_id: 127 }), 'Something else'],
  ['of a recovery', () => HttpResponse.json({ ...detailOfA, apply_type: 11 }), /is a recovery, not a backup$/],
  [
    'that OMS does not have',
    () => HttpResponse.json({ uid: ["can't find apply_list(apply_id=558)"] }, { status: 422 }),
    /^#558: .*can't find/,
  ],
  ['that OMS does not tell of', () => new HttpResponse('', { status: 502 }), /^#558: /],
  ['that OMS tells of to nobody but who signs in', unauthorized, /^#558: /],
])('an id %s is recorded by a second press alone, by hand', async (_what, answer, told) => {
  server.use(http.get('*/oms/apply-detail/:uid', answer))
  const { journal, user } = await renderDesk(page('attempt-a'))
  await journal.importEvents(lost)
  await giveId(user)
  expect(await screen.findByRole('alert', { name: uncertain })).toBeVisible()
  expect(screen.getByText(told)).toBeInTheDocument()
  expect(await journal.find('558')).toBeUndefined()
  const signIn = screen.queryByRole('dialog', { name: 'Sign in' })
  if (signIn !== null) await user.keyboard('{Escape}')
  await user.click(await screen.findByRole('button', { name: 'Record #558 all the same' }))
  expect(await screen.findByText('Confirmed by hand: it exists as #558')).toBeVisible()
  expect(document.body).not.toHaveFocus()
})

test('an id is recorded by hand also where nobody is signed in to ask OMS about it', async () => {
  const { journal, user } = await renderDesk(page('attempt-a'))
  session.signOut()
  await journal.importEvents(lost)
  await giveId(user)
  expect(await screen.findByRole('alert', { name: uncertain })).toHaveTextContent('Sign in to ask OMS')
  await user.click(screen.getByRole('button', { name: 'Record #558 all the same' }))
  expect(await screen.findByText('Confirmed by hand: it exists as #558')).toBeVisible()
})

test.each([
  ['that another one was given', [applied('b'), ended('b', accepted('558'))]],
  ['that was on the desk before', [tracked]],
])('an id %s is told as that of another one', async (_what, before) => {
  server.use(http.get('*/oms/apply-detail/:uid', () => HttpResponse.json(detailOfA)))
  const { journal, user } = await renderDesk(page('attempt-a'))
  await journal.importEvents(before)
  await journal.importEvents(lost)
  await giveId(user)
  const alert = await screen.findByRole('alert', { name: uncertain })
  expect(alert).toHaveTextContent(/^.*Another application on this desk has #558: Pending/)
  await user.click(screen.getByRole('button', { name: 'Record #558 all the same' }))
  expect(await screen.findByText('Confirmed by hand: it exists as #558')).toBeVisible()
})

test('an id that was taken over from OMS since is recorded by one press', async () => {
  server.use(http.get('*/oms/apply-detail/:uid', () => HttpResponse.json(detailOfA)))
  const { journal, user } = await renderDesk(page('attempt-a'))
  await journal.importEvents([...lost, tracked])
  await giveId(user)
  expect(await screen.findByText('Confirmed by hand: it exists as #558')).toBeVisible()
})

test('a look-up ends at the id that OMS refuses to tell of, and asks to sign in where nobody is', async () => {
  const asked: unknown[] = []
  server.use(
    http.get('*/oms/apply-detail/:uid', ({ params }) => {
      asked.push(params.uid)
      return params.uid === '559' ? unauthorized() : HttpResponse.json({ id: Number(params.uid), set_id: 126 })
    }),
  )
  const { journal, user } = await renderDesk(page('attempt-a'))
  await journal.importEvents(lost)
  await user.type(await screen.findByRole('textbox', { name: 'First id to look at' }), '558')
  await user.click(screen.getByRole('button', { name: 'Look it up in OMS' }))
  const signIn = await screen.findByRole('dialog', { name: 'Sign in' })
  expect(asked).toEqual(['558', '559'])
  await user.keyboard('{Escape}')
  await waitFor(() => expect(signIn).not.toBeVisible())
  await user.click(screen.getByRole('button', { name: 'Look it up in OMS' }))
  expect(await screen.findByRole('dialog', { name: 'Sign in' })).toBeVisible()
  expect(asked).toHaveLength(2)
})

test.each([
  ['It is rejected', 'reject', true, ['latest unknown']],
  ['It is not rejected', 'reject', false, ['first', 'latest unknown']],
  ['It is approved', 'approve', true, ['latest unknown']],
  ['It is not approved', 'approve', false, ['first', 'latest unknown']],
] as const)(
  '"%s" is recorded of what is unknown, not of a later attempt that was not sent, and one id alone is looked up',
  async (words, verb, done, attempts) => {
    const asked: unknown[] = []
    server.use(
      http.get('*/oms/apply-detail/:uid', ({ params }) => {
        asked.push(params.uid)
        return HttpResponse.json({ id: Number(params.uid), set_id: 126 })
      }),
    )
    const { journal, user } = await renderDesk(page('558'))
    const intent = {
      kind: `${verb} intent`,
      application: 'a',
      attempt: 'first',
      at,
      expires,
      body: '{}',
      memo: 'no',
    } as const
    const later = { application: 'a', attempt: 'later', at: '2026-11-23T10:05:00.000Z' }
    await journal.importEvents([
      applied('a'),
      ended('a', accepted('558')),
      intent,
      { ...intent, attempt: 'latest unknown', at: '2026-11-23T10:00:30.000Z' },
      { ...intent, ...later },
      { kind: `${verb} outcome`, ...later, outcome: { kind: 'not sent', why: 'refused' } },
    ])
    await user.click(await screen.findByRole('button', { name: 'Look it up in OMS' }))
    expect(await screen.findByRole('table', { name: 'Find out what happened' })).toBeVisible()
    expect(new Set(asked)).toEqual(new Set(['558']))
    await user.click(screen.getByRole('button', { name: words }))
    await expect
      .poll(async () => (await journal.find('558'))?.events.filter((event) => 'done' in event))
      .toMatchObject(attempts.map((attempt) => ({ kind: `${verb} resolved`, attempt, done })))
    await waitFor(() => expect(screen.queryByRole('button', { name: words })).not.toBeInTheDocument())
    expect(document.body).not.toHaveFocus()
  },
)

test('an application is sent again also while another one of the form is on its way', async () => {
  const { opened: held, open: release } = latch()
  const arrivals = sentApplications(held)
  const { journal, user } = await renderDesk(
    <>
      <ApplyForm destination={destination} />
      {page('attempt-a')}
    </>,
  )
  await journal.importEvents(lost)
  fillZone('1')
  await user.click(submitButton())
  await expect.poll(() => arrivals).toHaveLength(1)
  await sendAgain(user)
  await expect.poll(() => arrivals).toHaveLength(2)
  expect(arrivals[1]).toBe('{"set_id":"126","app_id":"2","zone_id":"0","table_name":"a","auto_approve":"0"}')
  release()
  expect(await screen.findByText(/^Application #\d+ created$/)).toBeVisible()
})

test('while an application is sent again its page says so, also to who comes back to it', async () => {
  const { opened: held, open: release } = latch()
  const arrivals = sentApplications(held)
  const { hook } = memoryLocation({ path: '/applications/attempt-a' })
  const { journal, user } = await renderDesk(
    <Router hook={hook}>
      <Route path="/applications/:key">{({ key }) => page(key)}</Route>
    </Router>,
  )
  await journal.importEvents(lost)
  await sendAgain(user)
  await waitFor(() => expect(arrivals).toHaveLength(1))
  await user.click(await screen.findByRole('link', { name: /^Followed by/ }))
  await user.click(await screen.findByRole('link', { name: /^Sent again in place of/ }))
  expect(await screen.findByRole('button', { name: 'It does not exist, send again' })).toHaveAttribute('data-loading')
  const record = screen.getByRole('button', { name: 'Record this id' })
  expect(record).toBeDisabled()
  expect(record).toHaveAccessibleDescription('It is being sent again.')
  release()
  expect(await screen.findByText('Not sent')).toBeVisible()
})

test('what else may be backed up twice is asked about before an application is sent again', async () => {
  const words: (string | null)[] = []
  server.use(
    http.post('*/oms/apply', ({ request }) => {
      words.push(request.headers.get('x-send-anyway'))
      return HttpResponse.json({ apply: { ret: 1, msg: 'no' } })
    }),
  )
  const arrivals = sentApplications()
  const { journal, user } = await renderDesk(page('attempt-a'))
  await journal.importEvents([{ ...applied('a'), why: 'before the release' }, ...lost.slice(1)])
  await journal.importEvents([applied('b', { draft: draftFor('a') }), ended('b', accepted('601'))])
  await sendAgain(user)
  const question = within(await screen.findByRole('dialog', { name: 'Possible duplicate' }))
  expect(question.getByRole('listitem')).toHaveTextContent(/^#601, Pending/)
  expect(arrivals).toEqual([])
  expect((await journal.find('attempt-a'))?.application.absent).toBeUndefined()
  await user.click(question.getByRole('button', { name: 'Send anyway' }))
  await expect.poll(() => arrivals).toHaveLength(1)
  await expect.poll(async () => (await journal.find('attempt-a'))?.application.absent).toBe(true)
  expect(words).toEqual(['1'])
  expect((await journal.find('attempt-a'))?.followers).toMatchObject([
    { follows: { application: 'a', why: 'resent' }, why: 'before the release', outcome: { kind: 'refused' } },
  ])
})

test('what a refused application was fixed by names it by when it was sent', async () => {
  const { journal } = await renderDesk(page('558'))
  const follows = { application: 'a', why: 'fixed' } as const
  const refused = ended('a', { kind: 'refused', reason: 'request', messages: ['no'] })
  await journal.importEvents([applied('a'), refused, applied('b', { follows }), ended('b', accepted('558'))])
  expect(await screen.findByRole('link', { name: /^Fixes the application of \d+ Nov/ })).toBeVisible()
})

test('a token that OMS refuses while the desk asks by itself leaves the person signed in, and a pressed "Refresh" asks for another', async () => {
  const refused = () => HttpResponse.json({ error: 'bad access_token' }, { status: 401 })
  server.use(http.get('*/oms/apply-detail/:uid', refused))
  const { journal, user } = await renderDesk(page('558'))
  await journal.importEvents([applied('a'), ended('a', accepted('558'))])
  // Until it is recorded its page has another panel of that name.
  await screen.findByRole('region', { name: 'Timeline' })
  const panel = within(screen.getByRole('region', { name: 'In OMS' }))
  expect(await panel.findByText(/OMS rejected the access token\. Sign out and in again\.$/)).toBeVisible()
  expect(panel.queryByRole('alert')).toBeNull()
  await user.click(panel.getByRole('button', { name: 'Refresh' }))
  const dialog = await screen.findByRole('dialog', { name: 'Sign in' })
  // True also where no button was pressed.
  expect(dialog).toHaveTextContent('Sign in to go on; nothing is sent again unless you say so.')
  expect(await screen.findByText('Sign in to ask OMS')).toBeInTheDocument()
})

test('what OMS has instead of a backup is told as what it is, and not offered to be tracked', async () => {
  await renderDesk(page('542'))
  expect(await screen.findByText('#542 in OMS is a recovery, not a backup')).toBeVisible()
  expect(screen.queryByRole('button', { name: /Track|Approve|Reject/ })).not.toBeInTheDocument()
})

test('once OMS has no backup under its id, an application can be neither approved nor rejected', async () => {
  const { journal } = await renderDesk(page('542'))
  await journal.importEvents([applied('ledger'), ended('ledger', accepted('542'))])
  const timeline = within(await screen.findByRole('region', { name: 'Timeline' }))
  expect(await timeline.findByText('#542 in OMS is a recovery, not a backup')).toBeVisible()
  expect(screen.queryByRole('button', { name: /Approve|Reject/ })).not.toBeInTheDocument()
  expect(screen.getByText('Recorded here')).toBeVisible()
})

test('what OMS says of another set, zone or table is told as that, and confirms nothing', async () => {
  server.use(http.get('*/oms/apply-detail/:uid', () => HttpResponse.json({ id: 558, set_id: 127, execute_status: 0 })))
  const { journal } = await renderDesk(page('558'))
  const seen = { kind: 'seen', application: 'a', attempt: 'a', at, detail: detailOf({ tableName: 'a' }) } as const
  await journal.importEvents([applied('a'), ended('a', accepted('558')), seen])
  expect(await screen.findByText(/^In OMS #558 has another set, zone or table/)).toBeVisible()
  expect(screen.getByText('Recorded here')).toBeVisible()
})

test('looking for an application passes over what is no backup', async () => {
  const { journal, user } = await renderDesk(page('attempt-a'))
  await journal.importEvents(lost)
  await user.type(await screen.findByRole('textbox', { name: 'First id to look at' }), '541')
  await user.click(screen.getByRole('button', { name: 'Look it up in OMS' }))
  expect(await screen.findByRole('row', { name: /#542/ })).toHaveTextContent('#542 in OMS is a recovery, not a backup')
  expect(screen.getByRole('row', { name: /#550/ })).toBeVisible()
})

test('while a decision is on its way Approve and Reject are disabled and say why', async () => {
  const { journal } = await renderDesk(page('558'))
  const rejection = { kind: 'reject intent', application: 'a', attempt: 'r', body: '{}', memo: 'no' } as const
  await journal.importEvents([applied('a'), ended('a', accepted('558')), { ...rejection, ...underWay() }])
  for (const button of await screen.findAllByRole('button', { name: /^(Approve|Reject) #558$/ })) {
    expect(button).toBeDisabled()
    expect(button).toHaveAccessibleDescription('A decision is on its way; wait for its outcome')
  }
  expect(screen.getAllByRole('button', { name: /^(Approve|Reject) #558$/ })).toHaveLength(2)
})

test('while a request may still run nobody can say what happened to it, and the buttons say why', async () => {
  const { journal } = await renderDesk(page('attempt-a'))
  const times = underWay()
  await journal.importEvents([applied('a', times), ended('a', { kind: 'unknown', why: 'connection' }, times.at)])
  for (const name of ['Record this id', 'It does not exist, send again']) {
    const button = await screen.findByRole('button', { name })
    expect(button).toBeDisabled()
    expect(button).toHaveAccessibleDescription(/^The request may still be running until/)
  }
})
