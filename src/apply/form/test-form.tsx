import { fireEvent, screen } from '@testing-library/react'
import { ApplyForm } from '~/apply/form/apply-form'
import { destination, renderDesk } from '~/test/render'

export const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name })
export const submitButton = () => screen.getByRole('button', { name: 'Submit application' })
export const renderForm = () => renderDesk(<ApplyForm destination={destination} />)

function fill(values: Record<string, string>): void {
  for (const [name, value] of Object.entries(values)) fireEvent.change(field(name), { target: { value } })
}

async function renderWith(values: Record<string, string>) {
  const desk = await renderForm()
  fill(values)
  return desk
}

export const fillZone = (zoneId = '0') => fill({ 'Set ID': '126', 'App ID': '2', 'Zone ID': zoneId })

/** The form, filled in for a zone, or with what is given instead. */
export const renderFilled = (values: Record<string, string> = {}) =>
  renderWith({ 'Set ID': '126', 'App ID': '2', 'Zone ID': '0', ...values })

/** The form, of which only set and app are filled in. */
export const renderApp = ({ setId = '126', appId = '2' } = {}) => renderWith({ 'Set ID': setId, 'App ID': appId })

export const options = () => screen.queryAllByRole('option').map((option) => option.textContent)

export async function openList(user: Awaited<ReturnType<typeof renderDesk>>['user'], name: string) {
  await user.click(field(name))
  await screen.findAllByRole('option')
  return options()
}
