import { act, render, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { App } from '~/app/app'
import { createQueryClient } from '~/app/query-client'
import { drafts } from '~/apply/draft/draft'
import { emptyApplyValues } from '~/apply/values/apply-values'
import { loadTexts } from '~/i18n/i18n'
import type { Language } from '~/i18n/language'
import { openJournal } from '~/record/store/store'
import { submitApplication } from '~/actions/submit'
import { accounts } from '~/mocks/world'
import { prerender } from '~/prerender'
import { session } from '~/session/session'
import { realDesk as desk } from '~/test/render'
import { draftFor } from '~/test/events'

afterEach(() => {
  document.body.replaceChildren()
  window.history.replaceState(null, '', '/')
})

/** Opens the page of the build as a browser that knows much does: somebody is signed in, applications are recorded, a draft is kept. */
async function takeOver(language: Language, prepare: (page: HTMLElement) => void = () => {}, path = '/apply') {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
  const { form, header } = await prerender(language)
  const isForm = path === '/apply'
  const texts = await loadTexts(language)
  session.signIn({ token: accounts[0].token, username: accounts[0].username })
  const journal = await openJournal('oms.example:80')
  await submitApplication(journal, draftFor('player'))
  const page = document.createElement('div')
  page.innerHTML = isForm ? form : header
  document.body.append(page)
  prepare(page)
  window.history.replaceState(null, '', path)
  const onRecoverableError = vi.fn<(error: unknown) => void>()
  const { unmount } = render(
    <StrictMode>
      <App
        texts={texts}
        desk={desk}
        journal={journal}
        queryClient={createQueryClient()}
        address={isForm ? '/apply' : '/'}
      />
    </StrictMode>,
    { container: page, hydrate: true, onRecoverableError },
  )
  return { page, unmount, complaints: [...onRecoverableError.mock.calls, ...errors.mock.calls] }
}

test.each(['en', 'zh-CN'] as const)(
  'the first render of every component is what the build has rendered in %s',
  async (language) => {
    const { complaints } = await takeOver(language)
    expect(await screen.findByText(/oms\.example:80/, { selector: 'span' })).toBeVisible()
    expect(await screen.findByRole('link', { name: '#558' })).toBeVisible()
    expect(complaints).toEqual([])
  },
)

test('at any other address the header of the build stays, and the page comes below it', async () => {
  let link: Element | null = null
  const { page, complaints } = await takeOver('en', (before) => (link = before.querySelector('nav a')), '/applications')
  expect(await screen.findByRole('link', { name: '#558' })).toBeVisible()
  expect(window.location.pathname).toBe('/applications')
  expect(page.querySelector('nav a')).toBe(link)
  expect(screen.getByRole('link', { name: /^Applications/ })).toHaveAttribute('aria-current', 'page')
  expect(complaints).toEqual([])
})

test('every field keeps what was put into it before', async () => {
  const { page } = await takeOver('en', (before) => {
    for (const input of before.querySelectorAll<HTMLInputElement>('form input')) {
      if (input.type === 'checkbox') input.checked = true
      else if (input.type === 'radio') input.checked = input.value === 'servers'
      else input.value = `typed into ${input.name}`
    }
  })
  const fields = Object.fromEntries(new FormData(page.querySelector('form') ?? undefined))
  expect(fields).toEqual({
    setId: 'typed into setId',
    appId: 'typed into appId',
    scope: 'servers',
    zoneId: 'typed into zoneId',
    tableName: 'typed into tableName',
    serverIds: '',
    autoApprove: 'on',
    why: 'typed into why',
  })
})

test('a kept draft fills in the form, and is put aside where something was typed before', async () => {
  const kept = { ...emptyApplyValues, setId: '127' }
  drafts.write('backup-desk:oms.example:80', { values: kept })
  const first = await takeOver('en')
  expect(screen.getByRole('textbox', { name: 'Set ID' })).toHaveValue('127')
  first.unmount()
  first.page.remove()
  await takeOver('en', (before) => {
    const input = before.querySelector<HTMLInputElement>('[name=appId]')
    if (input) input.value = '3'
  })
  expect(screen.getByRole('textbox', { name: 'Set ID' })).toHaveValue('')
  expect(screen.getByRole('textbox', { name: 'App ID' })).toHaveValue('3')
  act(() => screen.getByRole('button', { name: 'Restore' }).click())
  expect(screen.getByRole('textbox', { name: 'Set ID' })).toHaveValue('127')
})
