import { screen } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { withStatus } from '~/record/application'
import { DecisionDialog } from '~/review/decide/decision-dialog'
import { pendingFor } from '~/test/events'
import { renderDesk } from '~/test/render'
import { server } from '~/test/server'

const application = withStatus(pendingFor('player'), Date.now())

test.each([
  ['approve', { set_id: 126, table_name: 'guild' }],
  ['approve', { set_id: 127, table_name: 'player' }],
  ['reject', { set_id: 126, table_name: 'guild' }],
] as const)('who is about to %s what is %j in OMS is warned', async (action, inOms) => {
  server.use(http.get('*/oms/apply-detail/558', () => HttpResponse.json({ id: 558, zone_id: 0, ...inOms })))
  await renderDesk(<DecisionDialog decision={{ action, application }} onClose={() => {}} onDone={() => {}} />)
  expect(await screen.findByText(/^In OMS #558 has another set, zone or table/)).toBeVisible()
})
