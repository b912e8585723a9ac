import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { changeNamed, keptNamed } from '~/record/react/use-named'
import { SavedViews } from '~/review/list/filters/saved-views'
import { renderDesk } from '~/test/render'

const name = 'backup-desk:test'

async function open(address: string) {
  window.history.replaceState(null, '', address)
  const { user } = await renderDesk(<SavedViews />)
  await user.click(screen.getByRole('button', { name: 'Saved views' }))
  return { user, menu: within(await screen.findByRole('dialog', { name: 'Saved views' })) }
}

test('the address as it stands gets a name, less what is no part of it', async () => {
  const { user, menu } = await open('/applications?sort=-status&show=pending&status=not+sent&q=player&odd=1')
  await user.type(await menu.findByRole('textbox', { name: 'Save this view as' }), 'Waiting players{Enter}')
  expect(keptNamed(name)).toEqual([
    { kind: 'view', name: 'Waiting players', query: 'show=pending&q=player&status=not+sent&sort=-status' },
  ])
  const link = menu.getByRole('link', {
    name: 'Waiting players Show: Pending. Search applications: player. Status: Not sent. Sorted by Status, descending',
  })
  expect(link).toHaveAttribute('aria-current', 'page')
})

test('a view is chosen from the menu, which closes, and removed there', async () => {
  changeNamed(name, () => [{ kind: 'view', name: 'Mine by set', query: 'show=mine&sort=set' }])
  const { user, menu } = await open('/applications')
  const link = await menu.findByRole('link', { name: /^Mine by set/ })
  expect(link).not.toHaveAttribute('aria-current')
  await user.click(link)
  expect(window.location.href).toMatch(/\/applications\?show=mine&sort=set$/)
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Saved views' }))
  await user.click(await screen.findByRole('button', { name: 'Delete Mine by set' }))
  expect(keptNamed(name)).toEqual([])
})

test('a stored view can lead nowhere but to the list', async () => {
  changeNamed(name, () => [{ kind: 'view', name: 'x', query: '//evil.example/?javascript:alert(1)&show=<b>' }])
  const { menu } = await open('/applications')
  expect(await menu.findByRole('link', { name: /^x/ })).toHaveAttribute('href', '/applications')
})
