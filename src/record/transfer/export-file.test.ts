import { expect, test } from 'vitest'
import { carriedBatches, exportName, exportPieces, exportText } from '~/record/transfer/export-file'
import { applicationOf, applied, at, draftFor } from '~/test/events'

test('a file names its format, version, environment and time', () => {
  expect(JSON.parse(exportText('here', at, []))).toEqual({
    format: 'backup-desk',
    version: 1,
    environment: 'here',
    exportedAt: at,
    events: [],
  })
})

test.each([1, 49, 50, 51, 100, 120])('a file of %i events is laid out as one JSON, in steps of fifty', (count) => {
  const events = Array.from({ length: count }, (_none, index) => applied(`a${index}`, { body: 'line\n "events": [\n' }))
  const whole = { format: 'backup-desk', version: 1, environment: 'here', exportedAt: at, events }
  expect(exportText('here', at, events)).toBe(JSON.stringify(whole, undefined, 1))
  expect([...exportPieces('here', at, events)]).toHaveLength(Math.ceil(count / 50))
})

test('the events come last, where the reader looks for them', () => {
  const text = exportText('here', at, [], [{ kind: 'view', name: 'mine', query: '' }], [{ id: 'b', at, rows: [] }])
  expect(Object.keys(JSON.parse(text)).slice(-3)).toEqual(['named', 'batches', 'events'])
})

test('a row of a table goes along with its latest application', () => {
  const batch = { id: 'b', at, rows: [{ line: 1, draft: draftFor('player') }] }
  const applications = ['first', 'latest'].map((key) => applicationOf({ key, batch: { id: 'b', row: 0 } }))
  expect(carriedBatches([{ batch, applications }], ['latest'])).toMatchObject([{ rows: [{ application: 'latest' }] }])
})

test('the name of a file has nothing that a file system refuses', () => {
  expect(exportName('oms.example:80', at, 'json')).toBe('backup-desk-oms.example-80-2026-11-23.json')
})
