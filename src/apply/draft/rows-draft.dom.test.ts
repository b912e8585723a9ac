import { expect, test } from 'vitest'
import { rowsDraft } from '~/apply/draft/rows-draft'
import { addedRows } from '~/record/react/added-rows'

test('rows that another page adds come below those that are there, once', () => {
  rowsDraft.write('backup-desk:test', 'set_id\tapp_id\ttable_name\n126\t2\tplayer')
  addedRows.write('backup-desk:test', 'set_id\tapp_id\ttable_name\n126\t2\tguild')
  const both = rowsDraft.read('backup-desk:test')
  expect(both).toMatch(/player\n(.*\n)?126\t2\tguild$/)
  expect(rowsDraft.read('backup-desk:test')).toBe(both)
})
