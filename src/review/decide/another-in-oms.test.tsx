import { screen } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { withStatus } from '~/record/application'
import { ApproveDialog } from '~/review/decide/approve-dialog'
import { RejectDialog } from '~/review/decide/reject-dialog'
import { pendingFor } from '~/test/events'
import { renderDesk } from '~/test/render'
import { server } from '~/test/server'

const application = withStatus(pendingFor('player'), Date.now())

test.each([
  ['approve', { set_id: 126, table_name: 'guild' }, ApproveDialog],
  ['approve', { set_id: 127, table_name: 'player' }, ApproveDialog],
  ['reject', { set_id: 126, table_name: 'guild' }, RejectDialog],
] as const)('who is about to %s what is %j in OMS is warned', async (_action, inOms, Dialog) => {
  server.use(http.get('*/oms/apply-detail/558', () => HttpResponse.json({ id: 558, zone_id: 0, ...inOms })))
  await renderDesk(<Dialog application={application} onClose={() => {}} onDone={() => {}} />)
  expect(await screen.findByText(/^In OMS #558 has another set, zone or table/)).toBeVisible()
})
