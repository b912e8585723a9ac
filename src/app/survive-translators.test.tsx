import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { App } from '~/app/app'
import { createQueryClient } from '~/app/query-client'
import { surviveTranslators } from '~/app/survive-translators'
import { t } from '~/test/texts'
import { openJournal } from '~/record/store/store'
import { accounts } from '~/mocks/world'
import { session } from '~/session/session'
import { realDesk as desk } from '~/test/render'

let stop = () => {}
beforeEach(() => {
  stop = surviveTranslators()
  window.history.replaceState(null, '', '/apply')
})
afterEach(() => {
  // React would not find what the translator has taken.
  cleanup()
  stop()
  window.history.replaceState(null, '', '/')
  document.documentElement.lang = 'en'
  // oxlint-disable-next-line unicorn/no-document-cookie -- where the language is remembered
  document.cookie = 'language=; max-age=0'
})

const font = (...children: (Node | string)[]) => {
  const element = document.createElement('font')
  element.append(...children)
  return element
}

/** What translators do with a text. */
const ways = {
  'puts elements in the place of': (text: Text) => text.replaceWith(font(font(`«${text.data}»`))),
  'puts an element before, then takes away': (text: Text) => {
    text.before(font(`«${text.data}»`))
    text.remove()
  },
  'puts an element after, then takes away': (text: Text) => {
    text.after(font(`«${text.data}»`))
    text.remove()
  },
  wraps: (text: Text) => {
    const wrapper = font()
    text.before(wrapper)
    wrapper.append(text)
  },
}

/** Every text of the page that is not translated yet, fields and scripts left alone. */
function translatePage(way: (text: Text) => void): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const texts: Text[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (
      node instanceof Text &&
      node.data.trim() !== '' &&
      !node.parentElement?.closest('font, textarea, style, script')
    )
      texts.push(node)
  }
  texts.forEach(way)
}

test.each(['puts elements in the place of', 'wraps'] as const)(
  'a translator that %s each text of React leaves a page that works and tells the truth',
  async (way) => {
    const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
    onTestFinished(() => errors.mockRestore())
    const user = userEvent.setup()
    session.signIn({ token: accounts[0].token, username: accounts[0].username })
    const journal = await openJournal('oms.example:80')
    render(<App texts={t} desk={desk} journal={journal} queryClient={createQueryClient()} />)
    const translate = () => translatePage(ways[way])
    const press = async (name: RegExp) => {
      translate()
      await user.click(await screen.findByRole('button', { name }))
      translate()
    }
    const field = (name: RegExp) => screen.findByRole('textbox', { name })
    const row = (id: string) => screen.getByText(new RegExp(`^«?${id}»?$`)).closest('tr') ?? document.body

    await screen.findByText(/No applications yet/)
    await press(/Submit application/)
    await user.type(await field(/Set ID/), '126')
    await user.type(await field(/App ID/), '2')
    await user.type(await field(/Zone ID/), '0')
    await user.type(await field(/Table name/), 'player')
    await press(/Submit application/)
    expect(await screen.findByText(/Application #558 created/)).toBeVisible()
    await waitFor(() => expect(row('#558')).toHaveTextContent('Pending'))

    await press(/Reject #558/)
    await user.type(await field(/Memo/), 'Wrong window')
    const dialog = screen.getByRole('dialog')
    translate()
    await user.click(within(dialog).getByRole('button', { name: /Reject/ }))
    await waitFor(() => expect(row('#558')).toHaveTextContent('Rejected'))
    expect(row('#558')).not.toHaveTextContent('Pending')

    translate()
    for (const tab of [/Many at once/, /One application/]) await user.click(screen.getByRole('tab', { name: tab }))
    for (const scope of ['Selected servers', 'All servers', 'Tables']) {
      translate()
      await user.click(screen.getByRole('radio', { name: new RegExp(scope) }))
    }
    translate()
    await user.selectOptions(screen.getByRole('combobox', { name: /Language/ }), 'zh-CN')
    expect(await screen.findByRole('button', { name: /提交/ })).toBeVisible()
    await waitFor(() => expect(row('#558')).toHaveTextContent('已驳回'))

    translate()
    await user.click(screen.getByRole('link', { name: /^«?单据/ }))
    await user.type(await screen.findByRole('searchbox'), 'nothing')
    await waitFor(() => expect(screen.queryByText(/#558/)).not.toBeInTheDocument())
    expect(document.body).not.toHaveTextContent(t('app.crashed'))
    expect(errors.mock.calls.filter(([what]) => /NotFoundError|not a child/.test(String(what)))).toEqual([])
  },
)

function Changing({ count }: { count: number }) {
  return (
    <p>
      {count === 1 && 'first '}
      {count} of {count < 3 ? 'few' : <b>many</b>}
      {count !== 2 && <i>!</i>}
    </p>
  )
}

test.each(Object.entries(ways))('what a translator %s changes and goes as React wants it', async (_name, way) => {
  const { container, rerender } = render(<Changing count={0} />)
  for (const [count, shown] of [
    [1, 'first 1 of few!'],
    [2, '2 of few'],
    [1, 'first 1 of few!'],
    [3, '3 of many!'],
    [4, '4 of many!'],
    [2, '2 of few'],
  ] as const) {
    translatePage(way)
    // Mutations are told of after the task that made them.
    await Promise.resolve()
    rerender(<Changing count={count} />)
    await Promise.resolve()
    expect(container.textContent.replaceAll(/[«»]/g, '')).toBe(shown)
  }
})

test('without that such a page breaks, which is what it is for', () => {
  stop()
  const [parent, text] = [document.createElement('p'), document.createTextNode('a')]
  parent.append(text)
  text.replaceWith(font('b'))
  expect(() => parent.removeChild(text)).toThrow(/not a child|NotFound/)
})
