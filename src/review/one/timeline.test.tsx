import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { OutcomeEvent } from '~/record/events'
import { Timeline } from '~/review/one/timeline'
import { accepted, applied, at, detailOf, ended, transactionOf } from '~/test/events'
import { renderDesk } from '~/test/render'

test.each<[string, OutcomeEvent, boolean]>([
  ['accepted', ended('a', accepted('558')), false],
  ['refused', ended('a', { kind: 'refused', reason: 'request', messages: ['no'] }), false],
  ['of unknown outcome', ended('a', { kind: 'unknown', why: 'answer', status: 200, text: '' }), true],
])("OMS's answer to an attempt that is %s is there to the letter", async (_name, event, isOpen) => {
  const text = '{"apply":{"odd":"<b>"}}'
  const { user } = await renderDesk(<Timeline events={[applied('a'), { ...event, answer: { status: 200, text } }]} />)
  expect(screen.getByText(text).closest('details')).toHaveProperty('open', isOpen)
  if (!isOpen) await user.click(screen.getByText("OMS's answer (status 200)"))
  expect(screen.getByText(text)).toBeVisible()
})

test('each event has its time with year and zone in its title', async () => {
  await renderDesk(<Timeline events={[applied('a'), ended('a', accepted('558'))]} />)
  const titles = screen.getAllByRole('listitem').map((item) => item.querySelector('time')?.title)
  expect(titles).toHaveLength(2)
  for (const title of titles) expect(title).toMatch(/ \d{4}, \d\d:\d\d:\d\d UTC[+-]\d\d:\d\d$/)
})

test('what OMS said of a transaction is there whole, folded open by a press', async () => {
  const statusText = `${'the agent of a slave process did not answer. '.repeat(15)}It ends here`
  const transaction = transactionOf({ id: '260', status: '10', statusText })
  const seen = { application: 'a', attempt: 'a', at: applied('a').at }
  const { user } = await renderDesk(<Timeline events={[{ kind: 'transaction seen', ...seen, transaction }]} />)
  expect(screen.queryByText(/It ends here/)).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Show the whole text' }))
  expect(screen.getByText(/It ends here/)).toBeVisible()
})

test('what OMS has under the id of another application is told with what it is', async () => {
  const detail = detailOf({ tableName: 'guild', zoneId: '' })
  const seen = { kind: 'seen', application: 'a', attempt: 'a', at, detail } as const
  await renderDesk(<Timeline events={[applied('a'), ended('a', accepted('558')), seen]} />)
  expect(screen.getByText('OMS says: #558 has set 126, zone -, table guild')).toBeVisible()
})

test('where there was no answer none is offered', async () => {
  await renderDesk(<Timeline events={[applied('a'), ended('a', { kind: 'unknown', why: 'deadline' })]} />)
  expect(screen.queryByText(/OMS's answer/)).not.toBeInTheDocument()
})
