import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { t } from '~/test/texts'
import { withStatus } from '~/record/application'
import { ApplicationPage } from '~/review/one/application-page'
import { ApplicationTable } from '~/review/list/table/application-table'
import { applicationsCsvRows } from '~/wording/applications-csv'
import { AttemptFailure } from '~/wording/attempt-failure'
import { accepted, applied, at, ended } from '~/test/events'
import { renderDesk } from '~/test/render'

const messages = Array.from({ length: 296 }, (_none, index) => `svr 126.2.2.${index + 3} is not a slave process.`)
const refused = { kind: 'refused', reason: 'request', messages } as const
const memo = `${'wrong window. '.repeat(144)}The end`
const base = { key: 'a', seq: 1, sentAt: at, expires: at, draft: applied('player').draft }
const refusedOne = withStatus({ ...base, outcome: refused }, Date.now())
const decision = { attempt: 'r', sentAt: at, expires: at, memo, outcome: { kind: 'rejected' } } as const
const rejectedOne = withStatus({ ...base, id: '558', outcome: accepted('558'), rejection: decision }, Date.now())

test('of 296 messages a row shows two and how many more, and the result of the press unfolds', async () => {
  const { user } = await renderDesk(
    <>
      <ApplicationTable applications={[refusedOne]} onDecide={() => {}} />
      <AttemptFailure action="apply" result={{ kind: 'attempted', outcome: refused, saved: true }} />
    </>,
  )
  const row = screen.getByRole('row', { name: /Refused/ })
  expect(row).toHaveTextContent(/126\.2\.2\.4 is not a slave process\.and 294 more$/)
  expect(row).not.toHaveTextContent('126.2.2.5')
  const alert = within(screen.getByRole('alert'))
  expect(alert.queryByText(/126\.2\.2\.298/)).not.toBeInTheDocument()
  await user.click(alert.getByRole('button', { name: 'and 294 more' }))
  expect(alert.getByText(/126\.2\.2\.298/)).toBeVisible()
  await user.click(alert.getByRole('button', { name: 'Show less' }))
  expect(alert.queryByText(/126\.2\.2\.298/)).not.toBeInTheDocument()
})

test('a long memo is cut in its row, and whole on its page and in the timeline after a press, and in the file', async () => {
  const { journal, user } = await renderDesk(
    <>
      <ApplicationTable applications={[rejectedOne]} onDecide={() => {}} />
      <ApplicationPage addressKey="558" applyAddress="" />
    </>,
  )
  const about = { application: 'a', attempt: 'r', at }
  await journal.importEvents([
    applied('a'),
    ended('a', accepted('558')),
    { kind: 'reject intent', ...about, expires: at, body: '{}', memo },
    { kind: 'reject outcome', ...about, outcome: { kind: 'rejected' } },
  ])
  expect(screen.getByRole('row', { name: /Rejected/ })).not.toHaveTextContent('The end')
  const folded = await screen.findAllByRole('button', { name: 'Show the whole text' })
  expect(folded).toHaveLength(2)
  expect(screen.queryByText(/The end/)).not.toBeInTheDocument()
  for (const button of folded) await user.click(button)
  expect(screen.getByText(`Memo: ${memo}`)).toBeVisible()
  expect(screen.getByText(`Rejection sent, memo: ${memo}`)).toBeVisible()
  const file = applicationsCsvRows(t, [rejectedOne, refusedOne])
  expect(file).toContain(memo)
  expect(file).toContain(messages.join('; '))
})
