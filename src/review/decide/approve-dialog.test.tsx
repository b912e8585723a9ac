import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { withStatus } from '~/record/application'
import { ApproveDialog } from '~/review/decide/approve-dialog'
import { CopyDecision } from '~/review/decide/copy-decision'
import { ApplicationTable } from '~/review/list/table/application-table'
import { justSentBy } from '~/test/answers'
import { accepted, applicationOf, applied, at, detailOf, pendingFor } from '~/test/events'
import { renderDesk } from '~/test/render'
import { server } from '~/test/server'

const own = (target: ReturnType<typeof applied>['draft']['target']) =>
  withStatus(pendingFor('player', { draft: { ...applied('player').draft, target } }), Date.now())
const taken = (servers: string, transaction = '0') =>
  withStatus(applicationOf({ seen: { at, detail: detailOf({ servers, tableName: '', transaction }) } }), Date.now())
const nothingNamed = withStatus(applicationOf({ seen: { at, detail: detailOf({ zoneId: '', tableName: '' }) } }), 0)
const maybeAll = 'OMS names no zone, table or servers: perhaps ALL servers'

async function openApprove(application: ReturnType<typeof own>) {
  const arrivals: string[] = []
  server.use(
    http.post('*/oms/check', async ({ request }) => {
      arrivals.push(await request.text())
      return HttpResponse.json({ set_id: 126, trans_id: 408, username: 'tcaplus' })
    }),
  )
  const { user, journal } = await renderDesk(
    <ApproveDialog application={application} onClose={() => {}} onDone={() => {}} />,
  )
  await journal.importEvents([
    applied('a'),
    { kind: 'apply outcome', application: 'a', attempt: 'a', at, outcome: accepted('558') },
  ])
  const dialog = within(await screen.findByRole('dialog', { name: 'Approve #558' }))
  return { user, dialog, arrivals }
}

test('no key that follows the one which opens it approves', async () => {
  const { user, dialog, arrivals } = await openApprove(own(applied('player').draft.target))
  await waitFor(() => expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveFocus())
  expect(dialog.queryByText('All servers means all')).not.toBeInTheDocument()
  await user.keyboard('{Enter} {Control>}{Enter}{/Control}')
  expect(arrivals).toEqual([])
  await user.click(dialog.getByRole('button', { name: 'Approve' }))
  await waitFor(() => expect(arrivals).toEqual(['{"uid":558}']))
})

test.each([
  ['one applied for oneself', 'demo', 1],
  ['somebody else applied for', 'sara', 0],
])("what %s is said to be one's own before it is approved, or not", async (_name, by, notes) => {
  const { dialog } = await openApprove({ ...own(applied('player').draft.target), by })
  expect(dialog.getByRole('button', { name: 'Approve' })).toBeVisible()
  expect(dialog.queryAllByText('You applied for this yourself')).toHaveLength(notes)
})

test.each([
  [10, 0],
  [12, 2],
])('of %i servers every one can be read before a decision', async (count, more) => {
  const serverIds = Array.from({ length: count }, (_, index) => `126.2.2.${index}`)
  const { user, dialog } = await openApprove(own({ scope: 'servers', serverIds, zoneId: '', tableName: '' }))
  if (more > 0) await user.click(dialog.getByRole('button', { name: `and ${more} more` }))
  expect(dialog.getByText(`${count} servers: ${serverIds.join(', ')}`)).toBeVisible()
  expect(dialog.queryByRole('button', { name: /more$/ })).not.toBeInTheDocument()
})

test('a zone without a table is said to be every table of it', async () => {
  const { dialog } = await openApprove(own({ scope: 'tables', zoneId: '0', tableName: '' }))
  expect(dialog.getByText('Every table of the zone')).toBeVisible()
})

test.each([
  ['this desk has applied for', own({ scope: 'all' }), 'Set126App2ServersAll servers'],
  ['OMS has as 0', taken('0'), 'Set126AppunknownZone0Servers0: probably ALL servers'],
  ['OMS has as a list of "0"', taken('["0"]'), 'Set126AppunknownZone0Servers0: probably ALL servers'],
  ['OMS may mean where it names nothing', nothingNamed, `Set126AppunknownServers${maybeAll}`],
])('all servers that %s are warned about, and take the typed word', async (_name, application, target) => {
  const { user, dialog, arrivals } = await openApprove(application)
  expect(dialog.getByText('Set').parentElement).toHaveTextContent(target)
  expect(dialog.getByRole('note')).toHaveTextContent('All servers means all')
  const word = dialog.getByRole('textbox', { name: 'Type ALL to confirm' })
  await waitFor(() => expect(word).toHaveFocus())
  await user.keyboard('{Enter}')
  expect(await dialog.findByText('Type ALL in capital letters to confirm')).toBeVisible()
  await user.click(dialog.getByRole('button', { name: 'Approve' }))
  expect(arrivals).toEqual([])
  await user.type(word, ' ALL\u200b{Enter}')
  await waitFor(() => expect(arrivals).toEqual(['{"uid":558}']))
})

test('a row and a copied decision say so, too, and of other servers the first three and how many', async () => {
  const written: string[] = []
  const { user } = await renderDesk(
    <>
      <ApplicationTable applications={[taken('[0]', '408')]} onDecide={() => {}} />
      <ApplicationTable applications={[nothingNamed]} onDecide={() => {}} />
      <ApplicationTable applications={[taken('["1.1.1.1","1.1.1.2","1.1.1.3","1.1.1.4"]')]} onDecide={() => {}} />
      <CopyDecision application={taken('[0]', '408')} />
    </>,
  )
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: { writeText: async (text: string) => void written.push(text) },
  })
  expect(screen.getByText('Servers 0: probably ALL servers')).toBeVisible()
  expect(screen.getByText(maybeAll)).toBeVisible()
  expect(screen.getByText('4 servers: 1.1.1.1, 1.1.1.2, 1.1.1.3 and 1 more')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Copy decision' }))
  expect(written[0]).toContain('(set 126, zone 0, Servers 0: probably ALL servers) is approved')
})

test('what somebody else has just approved is said, and sent when the person wants it all the same', async () => {
  const { user, dialog } = await openApprove(own(applied('player').draft.target))
  const words: (string | null)[] = []
  server.use(
    http.post('*/oms/check', ({ request }) => {
      words.push(request.headers.get('x-send-anyway'))
      return justSentBy(undefined, request)
    }),
  )
  await user.click(dialog.getByRole('button', { name: 'Approve' }))
  expect(await dialog.findByText(/^Another person sent exactly the same at 24 Nov/)).toBeVisible()
  await user.click(dialog.getByRole('button', { name: 'Send anyway' }))
  await waitFor(() => expect(words).toEqual([null, '1']))
})
