import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { Keyboard } from '~/app/keyboard/keyboard'
import { ApplyForm } from '~/apply/form/apply-form'
import { field, fillZone } from '~/apply/form/test-form'
import { sentApplications } from '~/test/server'
import { destination, renderDesk } from '~/test/render'

test('Ctrl+Enter applies once, pressed twice or held down', async () => {
  const arrivals = sentApplications()
  const { user, journal } = await renderDesk(
    <>
      <ApplyForm destination={destination} />
      <Keyboard />
    </>,
  )
  fillZone()
  field('Zone ID').focus()
  await user.keyboard('{Control>}{Enter}{Enter>5/}{/Control}')
  expect(await screen.findByText('Application #558 created')).toBeVisible()
  expect(arrivals).toHaveLength(1)
  expect((await journal.list(10)).applications).toHaveLength(1)
})

test("Enter held down is the browser's own once, and in a text area always", async () => {
  await renderDesk(
    <>
      <input aria-label="One line" />
      <textarea aria-label="Lines" />
      <button>Press</button>
      <Keyboard />
    </>,
  )
  const isLeft = (element: HTMLElement, repeat: boolean) => {
    element.focus()
    return fireEvent.keyDown(element, { key: 'Enter', repeat })
  }
  const [line, lines] = [screen.getByLabelText('One line'), screen.getByLabelText('Lines')]
  const button = screen.getByRole('button', { name: 'Press' })
  expect([isLeft(line, false), isLeft(button, false), isLeft(lines, false)]).toEqual([true, true, true])
  expect([isLeft(line, true), isLeft(button, true), isLeft(lines, true)]).toEqual([false, false, true])
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

test('r is for the rows that are selected, if any are', async () => {
  const onPress = vi.fn<() => void>()
  const { user } = await renderDesk(
    <main>
      <div role="group">
        <button aria-keyshortcuts="r" onClick={onPress}>
          Reject 2 applications
        </button>
      </div>
      <Shortcuts />
    </main>,
  )
  await user.keyboard('jr')
  expect(onPress).toHaveBeenCalledOnce()
  expect(screen.getByRole('status')).toBeEmptyDOMElement()
})

/** A list whose search, or whose rows, come later. */
function LaterList({ isLoaded, hasRows = isLoaded }: { isLoaded: boolean; hasRows?: boolean }) {
  const [search, setSearch] = useState('')
  return (
    <main>
      {isLoaded && (
        <input type="search" aria-label="Search" value={search} onChange={(event) => setSearch(event.target.value)} />
      )}
      {isLoaded && !hasRows && <div aria-busy />}
      {hasRows && (
        <table>
          <tbody>
            <tr>
              <td>
                <a href="#558">#558</a>
              </td>
            </tr>
          </tbody>
        </table>
      )}
      <output>{search}</output>
    </main>
  )
}

test.each<[string, string]>([
  ['/1234', '1234'],
  ['/12{Backspace}x?j', '1x?j'],
])('"%s" pressed before the search is there is obeyed when it is', async (keys, typed) => {
  window.history.replaceState(null, '', '/applications')
  const desk = await renderDesk(<Keyboard />)
  const { rerender } = render(<LaterList isLoaded={false} />)
  await desk.user.keyboard(keys)
  rerender(<LaterList isLoaded />)
  await waitFor(() => expect(screen.getByRole('searchbox')).toHaveValue(typed))
  expect(screen.getByRole('searchbox')).toHaveFocus()
  await desk.user.keyboard('5')
  expect(screen.getByRole('status')).toHaveTextContent(`${typed}5`)
})

test('"/" on a page that has a search of its own is for that one, also while the page is read', async () => {
  window.history.replaceState(null, '', '/backups?app=2')
  const desk = await renderDesk(<Keyboard />)
  const { rerender } = render(
    <main>
      <div aria-busy />
    </main>,
  )
  await desk.user.keyboard('/pla')
  rerender(<LaterList isLoaded />)
  await waitFor(() => expect(screen.getByRole('searchbox')).toHaveValue('pla'))
  expect(window.location.pathname).toBe('/backups')
})

test.each(['{Enter}', '{ArrowDown}'])('%s in the search goes to the first row, also before it is read', async (key) => {
  const desk = await renderDesk(<Keyboard />)
  const { rerender } = render(<LaterList isLoaded hasRows={false} />)
  await desk.user.type(screen.getByRole('searchbox'), `558${key}`)
  rerender(<LaterList isLoaded />)
  await waitFor(() => expect(screen.getByRole('link')).toHaveFocus())
  expect(screen.getByRole('searchbox')).toHaveValue('558')
})

test('a key for a row waits for the rows, and not for ever', async () => {
  const desk = await renderDesk(<Keyboard />)
  const { rerender } = render(<LaterList isLoaded hasRows={false} />)
  await desk.user.keyboard('j')
  rerender(<LaterList isLoaded />)
  await waitFor(() => expect(screen.getByRole('link')).toHaveFocus())

  screen.getByRole('link').blur()
  rerender(<LaterList isLoaded hasRows={false} />)
  await desk.user.keyboard('j')
  await desk.user.pointer({ keys: '[MouseLeft]', target: document.body })
  rerender(<LaterList isLoaded />)
  expect(await screen.findByRole('link')).not.toHaveFocus()

  rerender(<LaterList isLoaded hasRows={false} />)
  await desk.user.keyboard('j')
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 11_000)
  rerender(<LaterList isLoaded />)
  expect(await screen.findByRole('link')).not.toHaveFocus()
})

test('what was pressed before the script was there is obeyed, and nothing is kept twice', async () => {
  window.earlyKeys = ['/', '5', '5'].map((key) => new KeyboardEvent('keydown', { key }))
  render(<LaterList isLoaded />)
  await renderDesk(<Keyboard />)
  await waitFor(() => expect(screen.getByRole('searchbox')).toHaveValue('55'))
  expect(window.earlyKeys).toBeUndefined()
})

test('what is typed after Ctrl+K and the Enter behind it are for the commands, also before these are there', async () => {
  window.history.replaceState(null, '', '/apply')
  await renderDesk(<Keyboard />)
  const press = (key: string, ctrlKey = false) => fireEvent.keyDown(document.body, { key, code: key, ctrlKey })
  press('k', true)
  for (const key of ['h', 'e', 'l', 'p', 'Enter']) press(key)
  await waitFor(() => expect(window.location.pathname).toBe('/help'))
})

test('Enter after keys that are kept presses what has the focus', async () => {
  const { user } = await renderDesk(<Shortcuts />)
  render(<LaterList isLoaded={false} />)
  await user.keyboard('/')
  screen.getByRole('button', { name: 'Approve' }).focus()
  await user.keyboard('{Enter}')
  expect(screen.getAllByRole('status')[0]).toHaveTextContent('approve')
})
