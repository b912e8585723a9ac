import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseEnv } from '../server/settings/env-file.ts'
import { settingNames } from '../server/settings/settings.ts'
import { settingsFile } from './settings-file.ts'

test('the file of settings has every setting, each as a line that is not in force', () => {
  const file = settingsFile(readFileSync(join(import.meta.dirname, '../docs/deploying.md'), 'utf8'))
  expect(parseEnv(file, 'desk.env')).toEqual({})
  expect(Object.keys(parseEnv(file.replaceAll(/^#(?=[A-Z_]+=)/gm, ''), 'desk.env'))).toEqual(
    expect.arrayContaining([...settingNames, 'NODE_EXTRA_CA_CERTS']),
  )
})
