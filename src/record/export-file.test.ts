import { expect, test } from 'vitest'
import { exportText } from '~/record/export-file'
import { at } from '~/test/events'

test('a file names its format, version, environment and time', () => {
  expect(JSON.parse(exportText('here', at, []))).toEqual({
    format: 'backup-desk',
    version: 1,
    environment: 'here',
    exportedAt: at,
    events: [],
  })
})
