import { screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { latch } from '~/test/latch'
import { sentApplications } from '~/test/server'
import { drafts } from '~/apply/draft/draft'
import { emptyApplyValues } from '~/apply/values/apply-values'
import { ApplyForm } from '~/apply/form/apply-form'
import { destination, renderDesk } from '~/test/render'
import { field, fillZone, renderFilled, renderForm, submitButton } from '~/apply/form/test-form'

test('what is typed is there again after the page was gone, until it is created', async () => {
  const { unmount } = await renderFilled()
  unmount()
  const again = await renderForm()
  expect(field('Zone ID')).toHaveValue('0')
  await again.user.click(submitButton())
  expect(await screen.findByText('Application #558 created')).toBeVisible()
  again.unmount()
  await renderForm()
  expect(field('Zone ID')).toHaveValue('')
})

test('a list of servers is there again after the page was gone, in the form and not aside', async () => {
  const serverIds = '126.2.2.2\n126.2.2.3'
  drafts.write('backup-desk:test', { values: { ...emptyApplyValues, setId: '126', scope: 'servers', serverIds } })
  await renderForm()
  expect(screen.getByRole('radio', { name: 'Selected servers' })).toBeChecked()
  expect(field('Server IDs')).toHaveValue(serverIds)
  expect(screen.queryByRole('button', { name: 'Restore' })).not.toBeInTheDocument()
})

test('what is typed while an application is on its way stays, and what was sent is gone, wherever the person has been', async () => {
  const { opened: held, open: release } = latch()
  sentApplications(held)
  const { user, unmount } = await renderFilled()
  await user.click(submitButton())
  await user.clear(field('Zone ID'))
  await user.type(field('Zone ID'), '55')
  release()
  expect(await screen.findByText('Application #558 created')).toBeVisible()
  expect(field('Zone ID')).toHaveValue('55')

  await user.clear(field('Zone ID'))
  await user.type(field('Zone ID'), '1')
  await user.click(submitButton())
  unmount()
  await waitFor(() => expect(sessionStorage.getItem('backup-desk:test:draft')).toBeNull())
  await renderForm()
  expect(field('Zone ID')).toHaveValue('')
})

test('what was put aside while it was on its way is not offered again once it is created', async () => {
  const { opened: held, open: release } = latch()
  sentApplications(held)
  const { user } = await renderFilled()
  await user.click(submitButton())
  await user.click(screen.getByRole('button', { name: 'Clear the form' }))
  expect(screen.getByRole('button', { name: 'Restore' })).toBeVisible()
  release()
  expect(await screen.findByText('Application #558 created')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Restore' })).not.toBeInTheDocument()
})

test('a form that is drawn anew while its application is on its way takes no press, and is empty once it is created', async () => {
  const { opened: held, open: release } = latch()
  const arrivals = sentApplications(held)
  const { user } = await renderDesk(<Leavable />)
  fillZone()
  await user.click(submitButton())
  await waitFor(() => expect(arrivals).toHaveLength(1))
  await user.click(screen.getByRole('button', { name: 'Leave' }))
  await user.click(screen.getByRole('button', { name: 'Return' }))
  expect(field('Zone ID')).toHaveValue('0')
  expect(submitButton()).toHaveAttribute('aria-disabled', 'true')
  release()
  await waitFor(() => expect(submitButton()).toHaveAttribute('aria-disabled', 'false'))
  expect(field('Zone ID')).toHaveValue('')
  expect(arrivals).toHaveLength(1)
})

function Leavable() {
  const [isHere, setIsHere] = useState(true)
  return (
    <>
      <button onClick={() => setIsHere(!isHere)}>{isHere ? 'Leave' : 'Return'}</button>
      {isHere && <ApplyForm destination={destination} />}
    </>
  )
}

test('leaving is warned about while something is typed', async () => {
  const { user } = await renderForm()
  const leave = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
  expect(leave()).toBe(true)
  await user.type(field('Zone ID'), '0')
  expect(leave()).toBe(false)
  await user.click(screen.getByRole('button', { name: 'Clear the form' }))
  expect(leave()).toBe(true)
  await user.click(screen.getByRole('button', { name: 'Restore' }))
  expect(field('Zone ID')).toHaveValue('0')
  expect(leave()).toBe(false)
})
