import { expect, test } from 'vitest'
import { rowsDraft } from '~/apply/draft/rows-draft'
import { readRows } from '~/apply/table/many-rows'
import { addedRows } from '~/record/react/added-rows'
import { t } from '~/test/texts'

test('rows that another page adds come below those that are there, once', () => {
  rowsDraft.write('backup-desk:test', 'set_id\tapp_id\ttable_name\n126\t2\tplayer')
  addedRows.add('backup-desk:test', 'set_id\tapp_id\ttable_name\n126\t2\tguild')
  const both = rowsDraft.read('backup-desk:test')
  expect(both).toMatch(/player\n(.*\n)?126\t2\tguild$/)
  expect(rowsDraft.read('backup-desk:test')).toBe(both)
})

test('rows that were handed over and not taken yet stay when others are', () => {
  addedRows.add('backup-desk:test', 'set_id\tapp_id\tzone_id\ttable_name\n126\t2\t0\tmail')
  addedRows.add('backup-desk:test', 'set_id\tapp_id\ttable_name\n126\t3\tquest')
  const { rows } = readRows(t, rowsDraft.read('backup-desk:test'))
  expect(rows.map(({ kind, cells }) => [kind, cells.appId, cells.tableName])).toEqual([
    ['valid', '2', 'mail'],
    ['valid', '3', 'quest'],
  ])
})
