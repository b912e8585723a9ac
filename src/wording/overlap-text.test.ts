import { expect, test } from 'vitest'
import type { ApplicationDraft } from '~/oms/application-draft'
import { overlap } from '~/record/duplicates'
import type { RequestedTarget } from '~/record/requested-target'
import { draftFor } from '~/test/events'
import { t } from '~/test/texts'
import { overlapText } from '~/wording/overlap-text'

const base = draftFor('player')
const all: ApplicationDraft = { ...base, target: { scope: 'all' } }
const probablyAll: RequestedTarget = { ...base, target: { scope: 'probably all', zoneId: '', tableName: '' } }
const servers = (serverIds: string[], tableName = '', zoneId = ''): ApplicationDraft => ({
  ...base,
  target: { scope: 'servers', zoneId, tableName, serverIds },
})
const [two, three] = ['126.2.2.2', '126.2.2.3']

test.each<[ApplicationDraft, RequestedTarget, string]>([
  [all, all, 'Both ask for all servers'],
  [all, base, 'Yours asks for all servers, so it contains this one'],
  [all, probablyAll, 'Yours asks for all servers, so it contains this one'],
  [base, all, 'It asks for all servers, so it contains yours'],
  [base, probablyAll, 'It probably asks for all servers, and then contains yours'],
  [servers([two]), servers([two, three]), 'The same server: 126.2.2.2'],
  [servers([two, three]), servers([three, two]), 'All of your 2 servers are in both: 126.2.2.2, 126.2.2.3'],
  [servers([two, three]), servers([three]), '1 of your 2 servers are in both: 126.2.2.3'],
  [base, base, 'The same: table player of zone 0'],
  [draftFor(''), draftFor(''), 'The same: the whole zone 0'],
  [draftFor('player', ''), draftFor('player', ''), 'The same: table player of every zone'],
  [base, draftFor(''), 'It contains yours: it asks for the whole zone 0'],
  [draftFor('player', ''), draftFor(''), 'In both: table player of zone 0'],
  [draftFor(''), base, 'Yours contains it: you ask for the whole zone 0'],
  [base, draftFor('player', ''), 'It contains yours: it asks for table player of every zone'],
  [draftFor('player', ''), base, 'Yours contains it: you ask for table player of every zone'],
  [servers([two], 'player', '0'), draftFor(''), 'In both: table player of zone 0'],
  [base, servers([two], '', '0'), 'In both: table player of zone 0'],
  [servers([two], '', '0'), draftFor(''), 'The same: the whole zone 0'],
])('of %j and %j: %s', (one, other, text) => {
  const found = overlap(one, other)
  expect(found && overlapText(t, found)).toBe(text)
})
