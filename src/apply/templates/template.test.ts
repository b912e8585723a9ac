import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  linkOfTemplate,
  templateOfForm,
  templateOfRows,
  textOfRows,
  valuesOfTemplate,
} from '~/apply/templates/template'
import { readRowsLink } from '~/apply/templates/rows-link'
import { readLink } from '~/apply/draft/apply-link'
import { readRows } from '~/apply/table/many-rows'
import { emptyApplyValues, type ApplyValues } from '~/apply/values/apply-values'
import type { ApplicationDraft } from '~/oms/application-draft'
import { checkNamed } from '~/record/named'
import { draftFor } from '~/test/events'
import { t } from '~/test/texts'

const typed: ApplyValues = { ...emptyApplyValues, setId: ' 126', appId: '2', tableName: 'player' }
const servers: ApplicationDraft = {
  ...draftFor('', ''),
  target: { scope: 'servers', zoneId: '', tableName: 'a, "b"; c', serverIds: ['126.2.2.2', '126.2.2.3'] },
}
const readBack = (text: string) => readRows(t, text).rows.map((row) => (row.kind === 'valid' ? row.draft : row))

test.each<[string, Partial<ApplyValues>, unknown]>([
  ['as it stands', {}, { template: { rows: [{ setId: '126', serverIds: '' }] }, hasApproval: false }],
  ['without auto-approve', { autoApprove: true }, { hasApproval: true }],
  [
    'with its servers, and without their field where it is not shown',
    { scope: 'servers', serverIds: '126.2.2.2, 126.2.2.3' },
    { template: { rows: [{ serverIds: '126.2.2.2\n126.2.2.3' }] } },
  ],
  ['but not for all servers', { scope: 'all' }, { cannot: 'all servers' }],
  ['but not for their 0', { scope: 'servers', serverIds: '0' }, { cannot: 'wrong ids' }],
  [
    'but not for selected servers without one',
    { scope: 'servers', zoneId: '0', serverIds: ' , ' },
    { cannot: 'no ids' },
  ],
  ['but not when it is empty', { setId: '', appId: ' ', tableName: '' }, { cannot: 'empty form' }],
])('a form becomes a template %s', (_name, change, expected) => {
  const made = templateOfForm({ ...typed, ...change })
  expect(made).toMatchObject(expected as object)
  expect(JSON.stringify(made)).not.toMatch(/autoApprove|confirmation/)
})

test('a template fills in the form, and its link the same', () => {
  const made = templateOfForm({ ...typed, scope: 'servers', serverIds: '126.2.2.2 126.2.2.3', autoApprove: true })
  if (!('template' in made) || made.template.kind !== 'form') throw new Error('no template')
  const values = valuesOfTemplate(made.template)
  expect(values).toEqual({ ...typed, setId: '126', scope: 'servers', serverIds: '126.2.2.2\n126.2.2.3' })
  expect(readLink(linkOfTemplate(made.template)?.replace('apply?', '') ?? '')).toEqual(values)
})

test('a table comes back from its template and from its link, whatever its tables are called', () => {
  const names = fc.array(fc.stringMatching(/^[\w,;"' .一-三-]{0,8}x$/), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(names, (tables) => {
      const text = textOfRows(tables.map((tableName) => ({ ...rowOf(draftFor(tableName)), tableName })))
      const wanted = readBack(text)
      const drafts = wanted.flatMap((row) => ('target' in row ? [row] : []))
      const made = templateOfRows(drafts)
      if (!('template' in made)) return
      expect(checkNamed({ ...made.template, name: 'a' })).toHaveProperty('named')
      expect(readBack(textOfRows(made.template.rows))).toEqual(drafts)
      const link = linkOfTemplate(made.template) ?? ''
      const read = readRowsLink(t, new URLSearchParams(link.replace('apply/many?', '')).get('rows') ?? '')
      expect('text' in read && readBack(read.text)).toEqual(drafts)
    }),
  )
})

test('rows of several tables, some without a zone, a table or servers, come back from their template and from its link', () => {
  const target = fc.record({
    zoneId: fc.constantFrom('', '0', '1'),
    tableName: fc.constantFrom('', 'player', 'guild'),
    serverIds: fc.subarray(['126.2.2.2', '126.2.2.3']),
  })
  const anyRows = fc.array(fc.record({ setId: fc.constantFrom('126', '127'), target }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(anyRows, (rows) => {
      const one = rows.map(({ setId, target: { serverIds, ...place } }) =>
        textOfRows([{ setId, appId: '2', ...place, serverIds: serverIds.join('\n') }]),
      )
      const valid = [...new Set(one)].flatMap((text) => readRows(t, text).rows.filter((row) => row.kind === 'valid'))
      const drafts = valid.map(({ draft }) => draft)
      const made = templateOfRows(drafts)
      if (!('template' in made)) return
      const text = textOfRows(made.template.rows)
      expect(new Set(readBack(text))).toEqual(new Set(drafts))
      const link = linkOfTemplate(made.template) ?? ''
      expect(readRowsLink(t, new URLSearchParams(link.replace('apply/many?', '')).get('rows') ?? '')).toEqual({ text })
    }),
  )
})

test('rows keep their servers and lose auto-approve, which is told', () => {
  const made = templateOfRows([{ ...servers, autoApprove: true }, draftFor('player')])
  expect(made).toMatchObject({ hasApproval: true })
  if (!('template' in made)) throw new Error('no template')
  expect(readBack(textOfRows(made.template.rows))).toEqual([servers, draftFor('player')])
  expect(templateOfRows([{ ...draftFor('a'), target: { scope: 'all' } }])).toEqual({ cannot: 'empty table' })
})

test('thirty tables make a short link, and what is longer than an address none', () => {
  const linkOf = (length: number) => {
    const made = templateOfRows(Array.from({ length }, (_, index) => draftFor(`table_${index}`)))
    return 'template' in made ? linkOfTemplate(made.template) : undefined
  }
  expect(linkOf(30)?.length).toBeLessThan(800)
  expect(linkOf(2000)).toBeUndefined()
})

test.each([
  ['set_id,app_id,table_name,auto_approve\n126,2,player,1', 'auto-approve'],
  ['126,2,0,player,,yes\n126,2,0,guild', 'auto-approve'],
  ['126,2,,,0', 'all servers'],
  ['set_id,app_id,svr_ids\n126,2,0', 'all servers'],
  ['set_id,app_id,table_name\n126,2,player\n126,02,player', 'unreadable'],
  ['', 'unreadable'],
  ['<img src=x onerror=alert(1)>', 'unreadable'],
  ['x'.repeat(8001), 'too long'],
])('%j fills in nothing', (text, refused) => {
  expect(readRowsLink(t, text)).toEqual({ refused })
})

function rowOf({ setId, appId, target }: ApplicationDraft) {
  if (target.scope === 'all') throw new Error('no row')
  return { setId, appId, zoneId: target.zoneId, tableName: target.tableName, serverIds: '' }
}
