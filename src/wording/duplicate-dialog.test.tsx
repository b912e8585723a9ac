import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { DuplicateDialog } from '~/wording/duplicate-dialog'
import { withStatus, type Application } from '~/record/application'
import { applicationOf, at, detailOf, draftFor, pendingFor } from '~/test/events'
import { renderDesk } from '~/test/render'

const nothing = () => {}
const sent = pendingFor('', { by: 'li.wei' })
const detail = detailOf({ username: 'sara', createTime: '2026-11-20 09:12:44', servers: '0' })
const serverIds = Array.from({ length: 300 }, (_none, index) => `126.2.2.${index}`)

const renderAbout = (other: Application, drafts: Parameters<typeof DuplicateDialog>[0]['drafts']) =>
  renderDesk(
    <DuplicateDialog
      others={[withStatus(other, Date.parse(at))]}
      drafts={drafts}
      onCancel={nothing}
      onSendAnyway={nothing}
    />,
  )
const item = () => within(screen.getByRole('dialog', { name: 'Possible duplicate' })).getByRole('listitem')

test.each<[string, Application, RegExp[]]>([
  [
    'this desk has sent',
    sent,
    [
      /^#558, Pending, 23 Nov, \d\d:\d\d by li\.wei/,
      /Set 126, App 2, Zone 0/,
      /It contains yours: it asks for the whole zone 0$/,
    ],
  ],
  [
    'was taken over from OMS',
    applicationOf({ seen: { at, detail } }),
    [/^#558, Pending, by sara, 2026-11-20 09:12:44 in OMS/, /probably asks for all servers, and then contains yours$/],
  ],
  [
    'names servers',
    { ...sent, draft: { ...draftFor(''), target: { scope: 'servers', zoneId: '', tableName: 'player', serverIds } } },
    [/126\.2\.2\.0, 126\.2\.2\.1, 126\.2\.2\.2 and 297 more/, /In both: table player of zone 0$/],
  ],
])('of what %s it says who, when, what, and what of it is asked for again', async (_name, other, texts) => {
  await renderAbout(other, [{ draft: draftFor('player') }])
  for (const text of texts) expect(item()).toHaveTextContent(text)
})

test('rows of a table that overlap alike are named together', async () => {
  await renderAbout(sent, [
    { draft: draftFor('player'), line: 2 },
    { draft: draftFor('player', '1'), line: 3 },
    { draft: draftFor('guild'), line: 4 },
    { draft: draftFor(''), line: 5 },
  ])
  expect(item()).toHaveTextContent('It contains yours: it asks for the whole zone 0 (2 rows: 2, 4)')
  expect(item()).toHaveTextContent('The same: the whole zone 0 (row 5)')
})

test('rows of a long table are named by their numbers as they stand in it', async () => {
  const row = (line: number, tableName: string) => ({ line, draft: draftFor(tableName) })
  const pair = { row: row(1200, ''), earlier: row(1100, 'player') }
  await renderDesk(
    <DuplicateDialog
      others={[]}
      drafts={[]}
      rows={{ lines: [1200], within: [pair] }}
      onCancel={nothing}
      onSendAnyway={nothing}
    />,
  )
  expect(item()).toHaveTextContent(/^Row 1200 \(.*\) overlaps row 1100 \(/)
})
