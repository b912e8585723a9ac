import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { ApplyPanel } from '~/apply/apply-panel'
import { readExportFile } from '~/record/transfer/import-file'
import { namedLimits } from '~/record/named'
import { changeNamed, keptNamed } from '~/record/react/use-named'
import { Route } from 'wouter'
import { destination, renderDesk } from '~/test/render'
import { catchSaved } from '~/test/catch-saved'
import { noRoom } from '~/test/no-room'

const name = 'backup-desk:test'
const field = (label: string) => screen.getByRole('textbox', { name: label })
const player = { setId: '126', appId: '2', zoneId: '0', tableName: 'player', serverIds: '' }
const friday = { kind: 'form', name: 'Friday', rows: [player] } as const
const table = { kind: 'table', name: 'All tables', rows: [player, { ...player, tableName: 'guild' }] } as const

beforeEach(() => window.history.replaceState(null, '', '/apply'))

async function open(address = '/apply', kept: Parameters<typeof keep>[0] = []) {
  keep(kept)
  window.history.replaceState(null, '', address)
  const desk = await renderDesk(
    <Route path={/^\/apply(?:\/(?<mode>many))?$/}>
      {({ mode }) => <ApplyPanel destination={destination} mode={mode === 'many' ? 'many' : 'one'} />}
    </Route>,
  )
  const openList = async () => {
    await desk.user.click(screen.getByRole('button', { name: 'Templates' }))
    return within(await screen.findByRole('dialog', { name: 'Templates' }))
  }
  return { ...desk, openList }
}

function keep(list: readonly (typeof friday | typeof table)[]) {
  const copies = list.map((one) => structuredClone(one))
  changeNamed(name, () => JSON.parse(JSON.stringify(copies)))
}

test('what stands in the form is saved without auto-approve, which is said; nothing is sent', async () => {
  const { user, journal, openList } = await open()
  await user.type(field('Set ID'), '126')
  await user.type(field('Table name'), 'player')
  await user.click(screen.getByRole('switch', { name: 'Auto-approve' }))
  const dialog = await openList()
  expect(dialog.getByText(/No templates yet/)).toBeVisible()
  expect(dialog.getByText(/Auto-approve is not saved/)).toBeVisible()
  await user.type(dialog.getByRole('textbox', { name: 'Save the form as' }), '  Friday\u200b  night {Enter}')
  expect(await dialog.findByText('Saved as "Friday night"')).toBeVisible()
  expect(keptNamed(name)).toEqual([
    { kind: 'form', name: 'Friday night', rows: [{ ...player, appId: '', zoneId: '' }] },
  ])
  expect((await journal.list(10)).applications).toEqual([])
  expect(screen.queryByText('Required: a number such as 126')).not.toBeInTheDocument()
})

test('all servers and an empty form are no template, and the dialog says why', async () => {
  const { user, openList } = await open()
  await user.type(field('Set ID'), '126')
  await user.click(screen.getByRole('radio', { name: 'All servers' }))
  const dialog = await openList()
  expect(dialog.getByRole('alert')).toHaveTextContent('a template never does')
  expect(dialog.queryByRole('textbox')).not.toBeInTheDocument()
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: 'Clear the form' }))
  expect((await openList()).getByText(/The form is empty/)).toBeVisible()
})

test('a template fills in the form and submits nothing; what was typed is brought back by "Restore"', async () => {
  const { user, journal, openList } = await open('/apply', [friday])
  await user.type(field('Set ID'), '7')
  const dialog = await openList()
  await user.click(dialog.getByRole('link', { name: /^Friday/ }))
  await waitFor(() => expect(field('Table name')).toHaveValue('player'))
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  expect(window.location.href).toMatch(/\/apply$/)
  expect(screen.getByText(/Filled in from the template "Friday"/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Templates' })).toHaveFocus()
  await user.click(screen.getByRole('button', { name: 'Restore' }))
  expect(field('Set ID')).toHaveValue('7')
  expect(field('Table name')).toHaveValue('')
  expect((await journal.list(10)).applications).toEqual([])
})

test('a template of a table fills in Many at once from either tab, and so back again', async () => {
  const { user, openList } = await open('/apply', [friday, table])
  const box = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Paste rows' })
  await user.click((await openList()).getByRole('link', { name: /^All tables 2 rows, player, guild/ }))
  expect((await box()).value).toBe('set_id\tapp_id\tzone_id\ttable_name\n126\t2\t0\tplayer\n126\t2\t0\tguild')
  expect(await screen.findByRole('button', { name: 'Submit 2 applications' })).toBeEnabled()
  expect(screen.queryByRole('button', { name: 'Restore' })).not.toBeInTheDocument()
  await user.clear(await box())
  await user.type(await box(), '126,2,0,mail')
  await user.click((await openList()).getByRole('link', { name: /^All tables/ }))
  await waitFor(async () => expect((await box()).value).toContain('guild'))
  await user.click(screen.getByRole('button', { name: 'Restore' }))
  expect(await box()).toHaveValue('126,2,0,mail')
  await user.click((await openList()).getByRole('link', { name: /^Friday/ }))
  await waitFor(() => expect(field('Table name')).toHaveValue('player'))
})

test('the rows that are ready are saved, without auto-approve', async () => {
  const { user, openList } = await open('/apply/many')
  await user.click(await screen.findByRole('textbox', { name: 'Paste rows' }))
  await user.paste('126,2,0,player,,1\n126,2,0,guild\n126,x,0,mail')
  await screen.findByRole('button', { name: 'Submit 2 applications' })
  const dialog = await openList()
  expect(dialog.getByText(/Auto-approve is not saved/)).toBeVisible()
  await user.type(dialog.getByRole('textbox', { name: 'Save the 2 ready rows as' }), 'All tables{Enter}')
  expect(await dialog.findByText('Saved as "All tables"')).toBeVisible()
  expect(keptNamed(name)).toEqual([table])
})

test('the same name asks before it replaces, also when one is renamed; a name too long is refused', async () => {
  const { user, openList } = await open('/apply', [friday, table])
  await user.type(field('Set ID'), '9')
  const dialog = await openList()
  const box = dialog.getByRole('textbox', { name: 'Save the form as' })
  await user.type(box, 'All tables{Enter}')
  expect(dialog.getByText('There is a "All tables" already.')).toBeVisible()
  expect(keptNamed(name)).toEqual([friday, table])
  await user.click(dialog.getByRole('button', { name: 'Delete All tables' }))
  expect(dialog.queryByText('There is a "All tables" already.')).not.toBeInTheDocument()
  await user.click(dialog.getByRole('button', { name: 'Undo' }))
  await user.type(box, '{Enter}')
  await user.click(dialog.getByRole('button', { name: 'Replace it' }))
  expect(document.body).not.toHaveFocus()
  expect(keptNamed(name)).toMatchObject([friday, { kind: 'form', name: 'All tables' }])
  await user.click(box)
  await user.paste('x'.repeat(namedLimits.name + 1))
  await user.keyboard('{Enter}')
  expect(box).toBeInvalid()
  expect(box).toHaveAccessibleDescription(/A name has 1 to 60 visible characters/)

  await user.click(dialog.getByRole('button', { name: 'Rename Friday' }))
  const renamed = dialog.getByRole('textbox', { name: 'New name of Friday' })
  expect(renamed).toHaveFocus()
  await user.clear(renamed)
  await user.type(renamed, 'All tables{Enter}')
  expect(keptNamed(name)).toHaveLength(2)
  await user.clear(renamed)
  await user.type(renamed, 'Monday{Enter}')
  expect(dialog.getByRole('link', { name: /^Monday/ })).toBeVisible()
  expect(keptNamed(name).map((one) => one.name)).toEqual(['All tables', 'Monday'])
})

test('what is deleted can be brought back, the last one too', async () => {
  const { user, openList } = await open('/apply', [friday])
  const dialog = await openList()
  await user.click(dialog.getByRole('button', { name: 'Delete Friday' }))
  expect(dialog.getByText(/No templates yet/)).toBeVisible()
  expect(localStorage).toHaveLength(0)
  expect(dialog.getByRole('button', { name: 'Undo' })).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(dialog.getByRole('link', { name: /^Friday/ })).toBeVisible()
  expect(keptNamed(name)).toEqual([friday])
})

test('whatever is deleted can be brought back, the latest first, and what else is said does not end that', async () => {
  const { user, openList } = await open('/apply', [friday, table])
  const dialog = await openList()
  await user.click(dialog.getByRole('button', { name: 'Delete All tables' }))
  await user.click(dialog.getByRole('button', { name: 'Copy link of Friday' }))
  await dialog.findByText(/ink/, { selector: '[role=status] *' })
  await user.click(dialog.getByRole('button', { name: 'Delete Friday' }))
  expect(keptNamed(name)).toEqual([])
  for (const deleted of ['Friday', 'All tables']) {
    expect(dialog.getByText(`"${deleted}" is deleted.`)).toBeVisible()
    const undo = dialog.getByRole('button', { name: 'Undo' })
    expect(undo).toHaveFocus()
    await user.click(undo)
  }
  expect(keptNamed(name)).toEqual([friday, table])
  expect(dialog.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument()
})

test('one whose name is taken by now is not called lost to a full browser, and comes back once the name is free', async () => {
  const { user, openList } = await open('/apply', [friday])
  await user.type(field('Set ID'), '9')
  const dialog = await openList()
  await user.click(dialog.getByRole('button', { name: 'Delete Friday' }))
  await user.type(dialog.getByRole('textbox', { name: 'Save the form as' }), 'Friday{Enter}')
  expect(dialog.getByText('Saved as "Friday"')).toBeVisible()
  await user.click(dialog.getByRole('button', { name: 'Undo' }))
  expect(dialog.getByText('There is a "Friday" already.')).toBeVisible()
  expect(dialog.queryByText(/did not store it/)).not.toBeInTheDocument()
  await user.click(dialog.getByRole('button', { name: 'Rename Friday' }))
  await user.type(dialog.getByRole('textbox', { name: 'New name of Friday' }), ' too{Enter}')
  expect(dialog.queryByText('Saved as "Friday"')).not.toBeInTheDocument()
  await user.click(dialog.getByRole('button', { name: 'Undo' }))
  expect(keptNamed(name)).toMatchObject([{ name: 'Friday too' }, friday])
  expect(dialog.queryByText('There is a "Friday" already.')).not.toBeInTheDocument()
})

test('what another tab saves appears, and a browser that stores nothing is told of', async () => {
  const { user, openList } = await open('/apply', [friday])
  await user.type(field('Set ID'), '9')
  const dialog = await openList()
  act(() => {
    localStorage.setItem(`${name}:named`, JSON.stringify([friday, { kind: 'dream' }, table]))
    window.dispatchEvent(new StorageEvent('storage', { key: `${name}:named` }))
  })
  expect(dialog.getAllByRole('link')).toHaveLength(2)
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(noRoom)
  await user.type(dialog.getByRole('textbox', { name: 'Save the form as' }), 'Monday{Enter}')
  expect(dialog.getByText(/did not store it/)).toBeVisible()
  await user.click(dialog.getByRole('button', { name: 'Delete Friday' }))
  expect(dialog.getAllByRole('link')).toHaveLength(2)
})

test('a link is copied; where it would be too long the export is offered instead', async () => {
  const wide = {
    ...table,
    name: 'Wide',
    rows: Array.from({ length: 900 }, (_, row) => ({ ...player, zoneId: `${row}` })),
  }
  const saved = catchSaved()
  const { user, openList } = await open('/apply', [friday, wide as unknown as typeof table])
  const dialog = await openList()
  await user.click(dialog.getByRole('button', { name: 'Copy link of Friday' }))
  expect(await dialog.findByText('Link copied')).toBeVisible()
  expect(await navigator.clipboard.readText()).toMatch(/\/apply\?set=126&app=2&zone=0&table=player$/)
  await user.click(dialog.getByRole('button', { name: 'Copy link of Wide' }))
  const note = await dialog.findByRole('alert')
  expect(note).toHaveTextContent(/would be too long/)
  await user.click(within(note).getByRole('button', { name: 'Export templates' }))
  expect(saved[0]?.name).toMatch(/^backup-desk-test-.*\.json$/)
  const steps = readExportFile(new Uint8Array((await saved[0]?.blob.arrayBuffer()) as ArrayBuffer), 'test', Date.now())
  expect(steps.next().value).toMatchObject({ events: [], named: { carried: [friday, wide], leftOut: [] } })
})

test.each([
  ['/apply?template=Monday', 'This browser has no template of that name'],
  ['/apply/many?rows=126,2,0,player,,1', 'The link asks for auto-approve'],
  ['/apply/many?rows=126,2,,,0', 'The link asks for all servers'],
  ['/apply/many?rows=126,2,0,player%0Anonsense', 'rows that cannot be read'],
])('%s fills in nothing and says why', async (address, words) => {
  await open(address)
  expect(await screen.findByText(new RegExp(words))).toBeVisible()
  const button = await screen.findByRole('button', { name: /^Submit (application|0 applications)$/ })
  expect(button).toBeVisible()
  expect(sessionStorage).toHaveLength(0)
})

test('a link of a table fills in its rows, and either link says what it leaves out', async () => {
  const { unmount } = await open('/apply/many?rows=126,2,,player%0A126,2,,guild&rows=126,2,,mail&zone=0')
  expect(await screen.findByRole('button', { name: 'Submit 2 applications' })).toBeEnabled()
  const rowsNote = screen.getByText(/A link has filled in the form/)
  expect(rowsNote).toHaveTextContent('The form takes nothing from these parts of the link: rows, zone.')
  unmount()
  await open('/apply?set=126&auto_approve=1&table_name=player')
  const note = await screen.findByText(/Auto-approve and "All servers" are not filled in/)
  expect(note).toHaveTextContent('The form takes nothing from these parts of the link: auto_approve, table_name.')
})
