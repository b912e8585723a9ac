import { act, screen } from '@testing-library/react'
import { http } from 'msw'
import { expect, test } from 'vitest'
import { LinkedIds } from '~/review/list/linked-ids'
import { session } from '~/session/session'
import { renderDesk } from '~/test/render'
import { server } from '~/test/server'

async function opened(text: string) {
  const asked = new Set<unknown>()
  server.use(http.get('*/oms/apply-detail/:uid', ({ params }) => void asked.add(params.uid)))
  return { asked, ...(await renderDesk(<LinkedIds text={text} applications={[]} />)) }
}

test('what a link names is taken over from OMS at once', async () => {
  const { journal, asked } = await opened('534-536,538')
  expect(await screen.findByText('3 tracked, 1 not found')).toBeVisible()
  expect([...asked]).toEqual(['534', '535', '536', '538'])
  expect((await journal.list(9)).applications).toHaveLength(3)
})

test('more than 50 are looked up when somebody says so', async () => {
  const { asked, user } = await opened('500-550')
  const press = await screen.findByRole('button', { name: 'Look up 51 in OMS' })
  expect(asked.size).toBe(0)
  await user.click(press)
  expect(await screen.findByText(/not found/)).toBeVisible()
  expect(document.body).not.toHaveFocus()
  expect(asked.size).toBe(51)
})

test('signed out, it says that nothing can be looked up before somebody signs in', async () => {
  const { asked } = await opened('500-550')
  act(() => session.signOut())
  expect(await screen.findByText(/51 applications of the link are not known here. Sign in/)).toBeVisible()
  expect(asked.size).toBe(0)
})

test.each([
  ['1-501', /More than 500 ids/],
  ['x', /Neither an id nor a range/],
])('a link to %s asks nothing and says why', async (text, why) => {
  const { asked } = await opened(text)
  expect(await screen.findByRole('alert')).toHaveTextContent(why)
  expect(asked.size).toBe(0)
})
