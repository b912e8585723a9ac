import { screen } from '@testing-library/react'
import { http } from 'msw'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { Keyboard } from '~/app/keyboard'
import { ApplyForm } from '~/apply/form/apply-form'
import { server } from '~/test/server'
import { destination, renderDesk } from '~/test/render'

// jsdom lays nothing out, and has no such function.
Element.prototype.scrollIntoView = () => {}

const field = (name: string) => screen.getByRole('textbox', { name })

/** The form with the keys, filled in; `asked` is what OMS was asked for. */
async function renderForm() {
  const asked: unknown[] = []
  server.use(
    http.post('*/oms/apply', async ({ request }) => {
      asked.push(await request.clone().json())
    }),
  )
  const desk = await renderDesk(
    <>
      <ApplyForm destination={destination} />
      <Keyboard />
    </>,
  )
  await desk.user.type(field('Set ID'), '126')
  await desk.user.type(field('App ID'), '2')
  await desk.user.type(field('Zone ID'), '0')
  return { ...desk, asked }
}

test('Ctrl+Enter applies once, pressed twice or held down', async () => {
  const { user, asked, journal } = await renderForm()
  await user.keyboard('{Control>}{Enter}{Enter>5/}{/Control}')
  expect(await screen.findByText('Application #558 created')).toBeVisible()
  expect(asked).toHaveLength(1)
  expect((await journal.list(10)).applications).toHaveLength(1)
})

/** What has shortcuts, and says what was pressed. */
function Shortcuts() {
  const [pressed, setPressed] = useState<string[]>([])
  const press = (name: string) => setPressed((before) => [...before, name])
  return (
    <main>
      <span contentEditable suppressContentEditableWarning tabIndex={0} role="textbox" aria-label="Editable" />
      <span tabIndex={0} role="combobox" aria-label="Choice" aria-expanded={false} aria-controls="none" />
      <table>
        <tbody>
          {['one', 'two'].map((name) => (
            <tr key={name}>
              <td>
                <a href={`#${name}`}>{name}</a>
                <button aria-keyshortcuts="r" onClick={() => press(`reject ${name}`)}>
                  Reject
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button aria-keyshortcuts="a" onClick={() => press('approve')}>
        Approve
      </button>
      <output>{pressed.join(', ')}</output>
      <Keyboard />
    </main>
  )
}

test('a key decides about the row that has the focus, or about the page, and about nothing while something is typed', async () => {
  const { user } = await renderDesk(<Shortcuts />)
  const pressed = screen.getByRole('status')
  screen.getByRole('textbox').focus()
  await user.keyboard('ra')
  screen.getByRole('combobox').focus()
  await user.keyboard('ra')
  expect(pressed).toBeEmptyDOMElement()

  screen.getByRole('combobox').blur()
  await user.keyboard('ra')
  expect(pressed).toHaveTextContent(/^approve$/)
  await user.keyboard('jjra')
  expect(screen.getByRole('link', { name: 'two' })).toHaveFocus()
  expect(pressed).toHaveTextContent(/^approve, reject two$/)
})
