import { expect, test } from 'vitest'
import { endpoints } from '../oms/endpoints.ts'
import { nginxConf, tokenInclude, type Places } from './nginx.ts'
import { readSettings } from './settings.ts'

const places: Places = {
  dist: '/srv/desk/dist',
  work: '/srv/desk/.nginx',
  tokenInclude: '/srv/desk/.nginx/token.conf',
  certificates: '/etc/ssl/certs.pem',
}
const conf = (env: Record<string, string> = {}, more: Partial<Places> = {}) =>
  nginxConf(readSettings({ OMS_ADDRESS: 'http://oms.example:8091', ...env }), { ...places, ...more })

test('every call of the page has one location', () => {
  const text = conf()
  for (const { path } of Object.values(endpoints)) {
    const [literal, ...parts] = path.split(/:\w+/)
    const start = parts.length === 0 ? `location = ${path} {` : `location ~ '^${literal}(?<part_`
    expect(text.split(start)).toHaveLength(2)
  }
})

test('OMS is named by its address, its Host and nothing else', () => {
  expect(conf()).toContain('server oms.example:8091 max_fails=0;')
  expect(conf()).toContain("proxy_set_header Host 'oms.example:8091';")
  expect(conf({ OMS_ADDRESS: 'http://oms.example' })).toContain('server oms.example:80 max_fails=0;')
  expect(conf({ OMS_ADDRESS: 'http://oms.example' })).toContain("proxy_set_header Host 'oms.example';")
  expect(conf({ OMS_ADDRESS: 'http://localhost:8091' })).toContain('server 127.0.0.1:8091 max_fails=0;')
})

test('OMS by https is checked', () => {
  const text = conf({ OMS_ADDRESS: 'https://oms.example' }, { certificates: '/etc/own-ca.pem' })
  expect(text).toContain('server oms.example:443 max_fails=0;')
  expect(text).toContain('proxy_pass https://oms/app/newoms.php/')
  expect(text).not.toContain('proxy_pass http://')
  expect(text).toContain('proxy_ssl_verify on;')
  expect(text).toContain("proxy_ssl_name 'oms.example';")
  expect(text).toContain("proxy_ssl_trusted_certificate '/etc/own-ca.pem';")
})

test('OMS_REJECT_PATH moves "reject"', () => {
  const text = conf({ OMS_REJECT_PATH: 'webservice/business/backup-svr-data/reject' })
  expect(text).toContain('/backup-svr-data/reject?cmd=10009&ip-type=webservicerest&access-token=$access_token;')
})

test('the shared token stands in its own file and nowhere else', () => {
  const env = { OMS_ACCESS_TOKEN: "canary&'" }
  expect(conf(env)).toContain("include '/srv/desk/.nginx/token.conf';")
  expect(conf(env)).not.toContain('canary')
  expect(conf(env)).not.toContain('$http_authorization')
  expect(tokenInclude(readSettings(env))).toContain("default 'canary%26%27';")
  expect(conf()).not.toMatch(/^ *include/m)
  expect(() => tokenInclude(readSettings({}))).toThrow('OMS_ACCESS_TOKEN is not set')
})

test('https needs certificate and key, and the user is named only where there is a choice', () => {
  const text = conf({ LISTEN: '127.0.0.1:8443', TLS_CERT: '/etc/desk cert.pem', TLS_KEY: '/etc/desk.key' })
  expect(text).toContain('listen 127.0.0.1:8443 ssl;')
  expect(text).toContain("ssl_certificate '/etc/desk cert.pem';")
  expect(text).toContain("'https://127.0.0.1:8443' yes;")
  expect(conf()).not.toContain('ssl')
  expect(conf()).not.toMatch(/^user /m)
  expect(conf({}, { user: 'root' })).toMatch(/^user root;$/m)
})

test('a path with quotes stays one word', () => {
  expect(conf({}, { dist: String.raw`/home/o'neil\desk` })).toContain(String.raw`root '/home/o\'neil\\desk';`)
})

test.each([
  [{ OMS_ADDRESS: '' }, /OMS_ADDRESS must be set/],
  [{ LISTEN: '0.0.0.0:8080' }, /PUBLIC_ORIGIN must be set/],
  [{ OMS_ACCESS_TOKEN: 'canary', PUBLIC_ORIGIN: 'https://desk.example' }, /loopback only/],
])('%j makes no configuration', (env, message) => {
  expect(() => conf(env)).toThrow(message)
})
