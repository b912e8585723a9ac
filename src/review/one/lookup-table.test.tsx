import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { LookedUp } from '~/actions/resolve'
import type { ApplicationDraft } from '~/oms/application-draft'
import { LookupTable } from '~/review/one/lookup-table'
import { detailOf, draftFor, serversDraft } from '~/test/events'
import { renderDesk } from '~/test/render'

const servers: ApplicationDraft = {
  ...serversDraft,
  target: { scope: 'servers', zoneId: '', tableName: '', serverIds: ['126.2.2.2', '126.2.2.3'] },
}
const all: ApplicationDraft = { ...serversDraft, target: { scope: 'all' } }
const noPlace = { zoneId: '', tableName: '' }
const same = 'Same set, zone and table'
const other = 'Something else'
const recovery = '#558 in OMS is a recovery, not a backup'
const nameless = '#558 in OMS is of an undocumented kind (apply_type 0), perhaps no backup'

test.each([
  ['the same table', draftFor('player'), {}, same],
  ['another table', draftFor('guild'), {}, other],
  ['another set', draftFor('player'), { setId: '127' }, other],
  ['servers of the table', draftFor('player'), { servers: '["126.2.2.2"]' }, other],
  ['the same servers in another order', servers, { ...noPlace, servers: '["126.2.2.3","126.2.2.2"]' }, same],
  ['one of the servers', servers, { ...noPlace, servers: '["126.2.2.2"]' }, other],
  ['other servers', servers, { ...noPlace, servers: '["126.2.2.2","126.2.2.4"]' }, other],
  ['all servers', servers, { ...noPlace, servers: '0' }, other],
  ['servers that OMS leaves out', servers, noPlace, same],
  ['servers in a word that nobody understands', servers, { ...noPlace, servers: 'x' }, same],
  ['all servers as asked', all, { ...noPlace, servers: '0' }, same],
  ['all servers, which OMS leaves out', all, noPlace, same],
  ['what is a recovery of the same table', draftFor('player'), { otherKind: '11' }, recovery],
  ['what is a blocking form', draftFor('player'), { otherKind: '10' }, '#558 in OMS is a blocking form, not a backup'],
  ['what is of a kind without a name', draftFor('player'), { otherKind: '0' }, nameless],
  ['servers instead of all', all, { ...noPlace, servers: '["126.2.2.2"]' }, other],
])('what was looked up and asks for %s says so', async (_name, requested, detail, said) => {
  const lookup = { kind: 'found', detail: detailOf(detail) } as const
  await renderDesk(<LookupTable requested={requested} found={[{ id: '558', lookup }]} />)
  expect(screen.getByRole('row', { name: /#558/ })).toHaveTextContent(said)
})

test.each<[string, string, 'status' | 'alert', LookedUp['lookup']]>([
  ['result', 'that there is none', 'status', { kind: 'refused', reason: 'request', messages: ["can't find apply"] }],
  ['failure', 'that OMS did not answer', 'alert', { kind: 'unknown', why: 'deadline' }],
])('it is a %s of the look-up %s', async (_name, _what, role, lookup) => {
  await renderDesk(<LookupTable requested={all} found={[{ id: '558', lookup }]} />)
  expect(screen.getByRole(role)).toHaveTextContent(/^#558: /)
})
