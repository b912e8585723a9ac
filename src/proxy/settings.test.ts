import { expect, test } from 'vitest'
import { deskJson, readSettings } from './settings.ts'

const defaultReject = 'webservice/business/backup-svr-data/apply'

test('nothing set, or set to nothing, is the demo', () => {
  expect(readSettings({})).toEqual({ rejectPath: defaultReject })
  expect(readSettings({ OMS_ADDRESS: ' ', OMS_REJECT_PATH: '' })).toEqual({ rejectPath: defaultReject })
})

test.each([
  ['http://10.1.2.3', 'http://10.1.2.3'],
  ['http://oms.example:8080/', 'http://oms.example:8080'],
  ['https://oms.example', 'https://oms.example'],
])('%s is an address of OMS', (text, omsAddress) => {
  expect(readSettings({ OMS_ADDRESS: text })).toMatchObject({ omsAddress })
})

test.each([
  'oms.example',
  'ftp://oms.example',
  'http://',
  'http://oms.example/app',
  'http://a:b@oms.example',
  'http://o/?x',
])('%s is none, and the error says so', (text) => {
  expect(() => readSettings({ OMS_ADDRESS: text })).toThrow(/OMS_ADDRESS must be http:\/\/host\[:port\]/)
})

test.each(['/webservice/x', 'http://elsewhere.example/x', 'a/../b', 'a?b', 'a b'])('%s is no reject path', (text) => {
  expect(() => readSettings({ OMS_REJECT_PATH: text })).toThrow(/OMS_REJECT_PATH must be a path/)
})

test('every unusable setting is named at once', () => {
  expect(() => readSettings({ OMS_ADDRESS: 'x', OMS_REJECT_PATH: '/' })).toThrow(/OMS_ADDRESS.*\n.*OMS_REJECT_PATH/)
})

test('desk.json names the environment by host and port, the default port included', () => {
  expect(deskJson()).toEqual({ environment: 'demo', omsHost: null, signIn: 'person' })
  expect(deskJson('http://oms.example')).toMatchObject({ environment: 'oms.example:80', omsHost: 'oms.example:80' })
  expect(deskJson('https://oms.example')).toMatchObject({ environment: 'oms.example:443' })
  expect(deskJson('http://127.0.0.1:8091')).toMatchObject({ environment: '127.0.0.1:8091' })
})
