import { expect, test } from 'vitest'
import { deskJson } from './desk-json.ts'
import { checkServing, isLoopback, originPolicy, refuseSharing } from './exposure.ts'
import { readSettings, settingNames } from './settings.ts'

const defaultReject = 'webservice/business/backup-svr-data/apply'

test('nothing set, or set to nothing, is the demo', () => {
  const unset = { rejectPath: defaultReject, executeCmd: 10009, listen: '127.0.0.1:8080' }
  expect(readSettings({})).toEqual(unset)
  expect(readSettings(Object.fromEntries(settingNames.map((name) => [name, ' '])))).toEqual(unset)
})

test('what is set is read, numbers as numbers', () => {
  const env = {
    OMS_REJECT_PATH: 'webservice/x-1/reject',
    IDLE_MINUTES: '15',
    LISTEN: 'LOCALHOST:8443',
    TLS_CERT: '/etc/desk cert.pem',
    TLS_KEY: '/etc/desk.key',
    TRUSTED_FRONT: '10.0.0.5, 10.1.0.0/16',
    RECORD: 'off',
    RECORD_DAYS: '365',
  }
  expect(readSettings(env)).toMatchObject({
    rejectPath: 'webservice/x-1/reject',
    idleMinutes: 15,
    listen: 'LOCALHOST:8443',
    tls: { cert: '/etc/desk cert.pem', key: '/etc/desk.key' },
    trustedFront: '10.0.0.5, 10.1.0.0/16',
    record: 'off',
    recordDays: 365,
  })
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
  'xhttp://oms.example',
  'http://',
  'http://oms.example/app',
  'http://a:b@oms.example',
  'http://o/?x',
])('%s is no address of OMS, and the error says so', (text) => {
  expect(() => readSettings({ OMS_ADDRESS: text })).toThrow(/OMS_ADDRESS must be http:\/\/host\[:port\]/)
})

test.each(['/webservice/x', 'http://elsewhere.example/x', 'a/../b', 'a?b', 'a b'])('%s is no reject path', (text) => {
  expect(() => readSettings({ OMS_REJECT_PATH: text })).toThrow(/OMS_REJECT_PATH must be a path/)
})

test.each(['0', '-1', '1e4', '10002x', '１０００２', '9'.repeat(10)])('%s is no cmd of "executing"', (text) => {
  expect(() => readSettings({ OMS_EXECUTE_CMD: text })).toThrow(/OMS_EXECUTE_CMD must be a number/)
})

test('the cmd of "executing" is a number', () => {
  expect(readSettings({ OMS_EXECUTE_CMD: '10002' })).toMatchObject({ executeCmd: 10002 })
})

test('every unusable setting is named at once', () => {
  expect(() => readSettings({ OMS_ADDRESS: 'x', OMS_REJECT_PATH: '/' })).toThrow(/OMS_ADDRESS.*\n.*OMS_REJECT_PATH/)
})

test('desk.json names the environment by host and port, the default port included', () => {
  expect(deskJson()).toMatchObject({ environment: 'demo', omsHost: null, signIn: 'person' })
  expect(deskJson({ omsAddress: 'http://oms.example' })).toMatchObject({
    environment: 'oms.example:80',
    omsHost: 'oms.example:80',
  })
  expect(deskJson({ omsAddress: 'https://oms.example' })).toMatchObject({ environment: 'oms.example:443' })
  expect(deskJson({ omsAddress: 'http://127.0.0.1:8091' })).toMatchObject({ environment: '127.0.0.1:8091' })
})

test('desk.json names where OMS takes applications, without a token', () => {
  const path = '/app/newoms.php/webservice/business/backup-svr-data/apply?cmd=10009&ip-type=webservicerest'
  expect(deskJson({ omsAddress: 'https://oms.example', accessToken: 'canary' }).applyAddress).toBe(
    `https://oms.example${path}`,
  )
  expect(deskJson().applyAddress).toBe(`http://OmsAddress${path}`)
})

test('desk.json has the name and the colour that the environment was given, and its records keep their own', () => {
  const settings = readSettings({
    OMS_ADDRESS: 'http://oms.example',
    ENVIRONMENT_NAME: ' Production "A" ',
    ENVIRONMENT_COLOUR: 'red',
  })
  expect(deskJson(settings)).toMatchObject({ environment: 'oms.example:80', name: 'Production "A"', colour: 'red' })
  expect(deskJson({ omsAddress: 'http://oms.example' })).not.toHaveProperty('name')
  expect(deskJson({ omsAddress: 'http://oms.example' })).not.toHaveProperty('colour')
})

test('desk.json says when nobody needs to sign in, and after how long a person is forgotten', () => {
  const omsAddress = 'http://oms.example'
  expect(deskJson({ omsAddress })).toMatchObject({ signIn: 'person' })
  expect(deskJson({ omsAddress })).not.toHaveProperty('idleMinutes')
  expect(deskJson({ omsAddress, idleMinutes: 15 })).toMatchObject({ idleMinutes: 15 })
  const shared = deskJson({ omsAddress, accessToken: 'canary' })
  expect(shared).toMatchObject({ signIn: 'injected' })
  expect(JSON.stringify(shared)).not.toContain('canary')
})

test('desk.json names the memory of the record, and says that there is one', () => {
  const omsAddress = 'http://oms.example'
  expect(deskJson({ omsAddress }, 'memory-1')).toMatchObject({ memory: 'memory-1', record: true })
  expect(deskJson({ omsAddress })).not.toHaveProperty('memory')
  expect(deskJson({ omsAddress })).not.toHaveProperty('record')
})

test.each([
  [{ LISTEN: '8080' }, /LISTEN must be an address of this machine and a port/],
  [{ LISTEN: 'desk.example:8080' }, /LISTEN must be/],
  [{ LISTEN: '127.0.0.1' }, /LISTEN must be/],
  [{ LISTEN: '127.0.0.1:8080; include x' }, /LISTEN must be/],
  [{ LISTEN: '127.0.0.1:65536' }, /LISTEN must be/],
  [{ LISTEN: 'a@127.0.0.1:8080' }, /LISTEN must be/],
  [{ LISTEN: '127.0.0.1:8080/desk' }, /LISTEN must be/],
  [{ LISTEN: '300.0.0.1:8080' }, /LISTEN must be/],
  [{ LISTEN: '[:::]:8080' }, /LISTEN must be/],
  [{ PUBLIC_ORIGIN: 'desk.example' }, /PUBLIC_ORIGIN must be http/],
  [{ PUBLIC_ORIGIN: 'https://desk.example/path' }, /PUBLIC_ORIGIN must be http/],
  [{ OMS_ACCESS_TOKEN: 'a\nb' }, /OMS_ACCESS_TOKEN must be one line/],
  [{ ENVIRONMENT_NAME: 'x'.repeat(41) }, /ENVIRONMENT_NAME must be one line of at most 40 characters/],
  [{ ENVIRONMENT_NAME: 'a\nb' }, /ENVIRONMENT_NAME must be one line/],
  [{ ENVIRONMENT_COLOUR: 'crimson' }, /ENVIRONMENT_COLOUR must be one of red, orange, yellow/],
  [{ IDLE_MINUTES: '0' }, /IDLE_MINUTES must be a number of minutes/],
  [{ IDLE_MINUTES: '1.5' }, /IDLE_MINUTES must be .*, and is 1\.5$/],
  [{ TLS_CERT: '/etc/desk.pem' }, /TLS_CERT and TLS_KEY must be set together/],
  [{ TRUSTED_FRONT: 'desk.example' }, /TRUSTED_FRONT must be addresses or networks/],
  [{ TRUSTED_FRONT: '10.0.0.0/33' }, /TRUSTED_FRONT must be/],
  [{ OMS_ADDRESS: '"http://oms.example"' }, /OMS_ADDRESS must be .*, with no path; take away the quotes around it$/],
  [{ OMS_ACCESS_TOKEN: '"abc"' }, /OMS_ACCESS_TOKEN must stand without quotes/],
])('%j is unusable', (env, message) => {
  expect(() => readSettings(env)).toThrow(message)
})

test('an unusable token, password or address of OMS is not repeated in the error', () => {
  for (const env of [{ OMS_ACCESS_TOKEN: 'canary\u0007' }, { OMS_ADDRESS: 'http://oms/?access-token=canary' }]) {
    expect(() => readSettings(env)).toThrow(/^(?!.*canary)/s)
  }
  for (const [record, shown] of [
    ['mysql://desk:with/canary@db/desk', 'mysql://...@db/desk'],
    ['mysql://desk:with\ncanary@db/desk', 'mysql://...@db/desk'],
    ['mysql://db/desk?Password=canary&user=desk', 'mysql://db/desk?Password=...&user=desk'],
  ] as const) {
    const read = () => readSettings({ RECORD: record })
    expect(read).toThrow(`, and is ${shown}`)
    expect(read).not.toThrow(/canary/)
  }
})

test.each(['127.0.0.1', '127.8.8.8', 'localhost', 'LocalHost', '[::1]', '::1'])('%s is loopback', (host) => {
  expect(isLoopback(host)).toBe(true)
})

test.each(['0.0.0.0', '10.0.0.1', 'localhost.example', 'my-localhost', '127.0.0.1.example', '[::]', '::'])(
  '%s is not loopback',
  (host) => {
    expect(isLoopback(host)).toBe(false)
    expect(() => refuseSharing(readSettings({ OMS_ACCESS_TOKEN: 'canary' }), ['127.0.0.1', host])).toThrow(
      /OMS_ACCESS_TOKEN acts for everybody/,
    )
    expect(() => refuseSharing(readSettings({}), [host])).not.toThrow()
  },
)

test('the desk is at home at its own loopback address under each of its names, and at the address reached', () => {
  const at = { address: '127.0.0.2', port: 8080, secure: false }
  expect(originPolicy(readSettings({}), at).origins).toEqual([
    'http://127.0.0.1:8080',
    'http://localhost:8080',
    'http://[::1]:8080',
    'http://127.0.0.2:8080',
  ])
  expect(originPolicy(readSettings({}), { address: '::1', port: 443, secure: true }).origins).toEqual([
    'https://127.0.0.1',
    'https://localhost',
    'https://[::1]',
  ])
})

test.each([
  ['::ffff:10.0.0.1', ['http://10.0.0.1:8080']],
  ['fd00::1', ['http://[fd00::1]:8080']],
  // No browser opens a network card's own address.
  ['fe80::1%eth0', []],
])('reached at %s the desk is at home there, too: %j', (address, more) => {
  const { origins } = originPolicy(readSettings({}), { address, port: 8080, secure: false })
  expect(origins.slice(3)).toEqual(more)
})

test('with a public origin, the desk is at home there alone', () => {
  const env = { LISTEN: '0.0.0.0:8080', PUBLIC_ORIGIN: 'https://Desk.example/' }
  expect(originPolicy(readSettings(env), { address: '10.0.0.1', port: 8080, secure: false }).origins).toEqual([
    'https://desk.example',
  ])
})

test.each([
  [{}, /OMS_ADDRESS must be set/],
  [{ LISTEN: '0.0.0.0:8080' }, /PUBLIC_ORIGIN must be set/],
  [
    { PUBLIC_ORIGIN: 'http://desk.example', TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem' },
    /PUBLIC_ORIGIN must begin with https: where TLS_CERT is set, and is http:\/\/desk\.example/,
  ],
  [{ OMS_ACCESS_TOKEN: 'canary', PUBLIC_ORIGIN: 'https://desk.example' }, /loopback only, not on desk\.example/],
  [{ OMS_ACCESS_TOKEN: 'canary', LISTEN: '0.0.0.0:8080', PUBLIC_ORIGIN: 'http://127.0.0.1' }, /not on 0\.0\.0\.0/],
])('%j is not served', (env, message) => {
  const more = Object.keys(env).length === 0 ? {} : { OMS_ADDRESS: 'http://oms.example' }
  expect(() => checkServing(readSettings({ ...more, ...env }))).toThrow(message)
})

test.each([
  {},
  { LISTEN: '0.0.0.0:8080', PUBLIC_ORIGIN: 'http://desk.example' },
  { TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem' },
  { TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem', LISTEN: '0.0.0.0:8443', PUBLIC_ORIGIN: 'https://desk.example' },
  { OMS_ACCESS_TOKEN: 'canary', PUBLIC_ORIGIN: 'http://localhost:8080' },
])('%j is served', (env) => {
  expect(() => checkServing(readSettings({ OMS_ADDRESS: 'http://oms.example', ...env }))).not.toThrow()
})

test('the shared token goes into the address percent-encoded', () => {
  const injected = (env: Record<string, string>) =>
    originPolicy(readSettings(env), { address: '127.0.0.1', port: 8080, secure: false }).injected
  expect(injected({ OMS_ACCESS_TOKEN: "a b&c'$" })).toBe('a%20b%26c%27%24')
  expect(injected({})).toBeUndefined()
})

test('a robot is told what waits, in English, unless something else is said', () => {
  const set = { NOTIFY_URL: 'https://robot.example/send?key=canary', NOTIFY_KIND: 'wecom' }
  const notify = { url: set.NOTIFY_URL, kind: 'wecom', language: 'en', topics: ['waiting'] }
  expect(readSettings(set)).toMatchObject({ notify })
  expect(readSettings({ ...set, NOTIFY_LANGUAGE: 'zh-CN', NOTIFY_ABOUT: 'backup, decided, waiting' })).toMatchObject({
    notify: { ...notify, language: 'zh-CN', topics: ['waiting', 'decided', 'backup'] },
  })
})

test.each([
  [{ NOTIFY_URL: 'https://robot.example/canary' }, /NOTIFY_URL and NOTIFY_KIND must be set together/],
  [{ NOTIFY_KIND: 'slack' }, /NOTIFY_URL and NOTIFY_KIND must be set together/],
  [{ NOTIFY_URL: 'http://robot.example/canary', NOTIFY_KIND: 'slack' }, /NOTIFY_URL must be the https:\/\/ address/],
  [{ NOTIFY_URL: 'https://canary@robot.example/', NOTIFY_KIND: 'slack' }, /NOTIFY_URL must be the https:\/\/ address/],
  [{ NOTIFY_URL: 'canary', NOTIFY_KIND: 'slack' }, /NOTIFY_URL must be the https:\/\/ address/],
  [{ NOTIFY_KIND: 'teams' }, /NOTIFY_KIND must be one of wecom, dingtalk, feishu, slack, and is teams/],
  [
    { NOTIFY_URL: 'https://robot.example/canary', NOTIFY_KIND: 'slack', NOTIFY_ABOUT: 'waiting,backup', RECORD: 'off' },
    /NOTIFY_ABOUT can't have backup without the team's record, and RECORD is off/,
  ],
  [{ NOTIFY_LANGUAGE: 'zh' }, /NOTIFY_LANGUAGE must be one of en, zh-CN/],
  [{ NOTIFY_ABOUT: 'waiting,decide' }, /NOTIFY_ABOUT must be of waiting, decided, backup, by commas/],
  [{ NOTIFY_ABOUT: 'waiting;decided' }, /NOTIFY_ABOUT must be of waiting, decided, backup, by commas/],
])("what is wrong with a robot's settings is said without its key: %j", (env, says) => {
  const read = () => readSettings(env)
  expect(read).toThrow(says)
  expect(read).not.toThrow(/canary/)
})
