import { screen } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { ApplicationPage } from '~/review/one/application-page'
import { accepted, applied, ended } from '~/test/events'
import { renderDesk } from '~/test/render'
import { server } from '~/test/server'

test('Approve comes before Reject, as in every row, and every time on the page has its zone', async () => {
  server.use(http.get('*/oms/apply-detail/:uid', () => HttpResponse.json({ id: 558, set_id: 126, execute_status: 0 })))
  const { journal } = await renderDesk(<ApplicationPage addressKey="558" applyAddress="http://OmsAddress/apply" />)
  await journal.importEvents([applied('a'), ended('a', accepted('558'))])
  const decisions = await screen.findAllByRole('button', { name: /^(Approve|Reject) #558$/ })
  expect(decisions.map(({ textContent }) => textContent)).toEqual(['Approve #558', 'Reject #558'])
  expect(await screen.findByText(/^execute_status 0, as OMS said at/)).toBeVisible()
  for (const time of document.querySelectorAll('time')) expect(time.title).toMatch(/UTC[+-]\d\d:\d\d$/)
  expect(document.querySelectorAll('time').length).toBeGreaterThan(3)
})
