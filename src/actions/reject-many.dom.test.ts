import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { withStatus, type ApplicationWithStatus } from '~/record/application'
import { approveApplication } from '~/actions/approve'
import { rejectMany, type RejectManyOrder } from '~/actions/reject-many'
import { rejectable, rejectRowState } from '~/record/reject-rows'
import { openJournal, type Journal } from '~/record/store/store'
import { track } from '~/actions/track'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { server } from '~/test/server'

const five = ['534', '538', '541', '543', '544']

/** A journal that has tracked these, and they as they were chosen, in this order. */
async function chosenOf(ids: string[]): Promise<{ journal: Journal; chosen: ApplicationWithStatus[] }> {
  session.signIn({ token: accounts[1].token, username: 'reviewer' })
  const journal = await openJournal('test')
  await track(journal, { ids }, { signal: new AbortController().signal, onResult: () => {} })
  const all = await now(journal)
  return { journal, chosen: ids.flatMap((id) => all.find((one) => one.id === id) ?? []) }
}

async function now(journal: Journal): Promise<ApplicationWithStatus[]> {
  return (await journal.list(Infinity)).applications.map((one) => withStatus(one, Date.now()))
}

async function statesOf(journal: Journal, chosen: ApplicationWithStatus[]): Promise<string[]> {
  const all = await now(journal)
  return chosen.map((one) =>
    rejectRowState(
      one,
      all.find(({ key }) => key === one.key),
    ),
  )
}

/** What arrives, as id and memo; a fault answers instead of the mock OMS. */
function watch(fault: (id: string) => Response | undefined = () => undefined): string[] {
  const arrivals: string[] = []
  server.use(
    http.post('*/oms/reject', async ({ request }) => {
      const { apply_id, memo } = (await request.clone().json()) as { apply_id: string; memo: string } // as rejectBody wrote it
      arrivals.push(`${apply_id} ${memo}`)
      return fault(apply_id)
    }),
  )
  return arrivals
}

const run = (
  journal: Journal,
  chosen: ApplicationWithStatus[],
  { which = 'left', memoOf = () => 'no' }: Partial<RejectManyOrder> = {},
) => rejectMany(journal, { chosen, which, memoOf }, new AbortController().signal)

test('rejects one after another with the memo of each, and a second run sends nothing', async () => {
  const { journal, chosen } = await chosenOf(five)
  const arrivals = watch()
  const memoOf = ({ id }: ApplicationWithStatus) => (id === '541' ? 'own' : 'no')
  expect(await run(journal, chosen, { memoOf })).toEqual({ why: 'done' })
  expect(arrivals).toEqual(['534 no', '538 no', '541 own', '543 no', '544 no'])
  expect(await statesOf(journal, chosen)).toEqual(five.map(() => 'rejected'))
  await run(journal, chosen)
  await run(journal, chosen, { which: 'refused' })
  expect(arrivals).toHaveLength(5)
})

test('the refused are retried on request, the unknown never', async () => {
  const { journal, chosen } = await chosenOf(five)
  watch((id) => {
    if (id === '538') return HttpResponse.json({ apply_id: ['busy'] }, { status: 422 })
    return id === '541' ? HttpResponse.error() : undefined
  })
  expect(await run(journal, chosen)).toEqual({ why: 'done' })
  expect(await statesOf(journal, chosen)).toEqual(['rejected', 'refused', 'unknown', 'rejected', 'rejected'])
  server.reset()
  const arrivals = watch()
  await run(journal, chosen)
  expect(arrivals).toEqual([])
  await run(journal, chosen, { which: 'refused' })
  expect(arrivals).toEqual(['538 no'])
  expect(await statesOf(journal, chosen)).toEqual(['rejected', 'rejected', 'unknown', 'rejected', 'rejected'])
})

test('what was approved since it was chosen is passed over', async () => {
  const { journal, chosen } = await chosenOf(['534', '538'])
  await approveApplication(journal, chosen[0]?.key ?? '', '534')
  const arrivals = watch()
  await run(journal, chosen)
  expect(arrivals).toEqual(['538 no'])
  expect(await statesOf(journal, chosen)).toEqual(['approved', 'rejected'])
})

test('only what is pending can be rejected', async () => {
  const { chosen } = await chosenOf(['534', '556'])
  expect(rejectable(chosen).map(({ id }) => id)).toEqual(['534'])
})

test('a refusal for the token ends it at its row, and the rest stays to be rejected', async () => {
  const { journal, chosen } = await chosenOf(['534', '538', '541'])
  const arrivals = watch((id) => (id === '538' ? HttpResponse.json({}, { status: 401 }) : undefined))
  expect(await run(journal, chosen)).toMatchObject({ why: 'refused', item: { id: '538' } })
  expect(arrivals).toHaveLength(2)
  expect(await statesOf(journal, chosen)).toEqual(['rejected', 'left', 'left'])
})
