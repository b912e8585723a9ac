import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { withCopy } from '../scripts/copy-tree'
import { findMmdebstrap } from '../scripts/find-program'
import { readEnvFile } from '../server/settings/env-file'
import packageJson from '../package.json' with { type: 'json' }
import { freePort } from './support/listen'

test.describe.configure({ mode: 'serial', timeout: 600_000 })
test.skip(
  (process.getuid?.() !== 0 || findMmdebstrap() === undefined) && !process.env.CI,
  'no bare Debian without root and mmdebstrap',
)

const tree = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'bare-debian-'))
const bare = join(folder, 'root')
const settings = join(bare, 'etc/backup-desk/desk.env')
const record = join(bare, 'var/lib/backup-desk/record')
let first = ''
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(program: string, ...options: string[]): string {
  return execFileSync(program, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

const dateOfCommit = run('git', '-C', tree, 'log', '-1', '--format=%ct').trim()

/** Makes the package of this tree and says where it is. */
function makePackage(root: string): string {
  const env = { ...process.env, SOURCE_DATE_EPOCH: dateOfCommit }
  execFileSync('npm', ['run', 'deb'], { cwd: root, env, stdio: ['ignore', 2, 2] })
  return join(root, 'dist-deb', `backup-desk_${packageJson.version}_${run('dpkg', '--print-architecture').trim()}.deb`)
}

/** dpkg of the bare machine, which has no network. */
const dpkg = (...options: string[]) => run('unshare', '--net', 'chroot', bare, 'dpkg', ...options)

function install(file: string): void {
  writeFileSync(join(bare, 'tmp/desk.deb'), readFileSync(file))
  dpkg('--install', '/tmp/desk.deb')
}

/** What systemd does with the unit: its settings, its user, its command, and nothing else of the environment. */
function command(): string[] {
  const unit = readFileSync(join(bare, 'usr/lib/systemd/system/backup-desk.service'), 'utf8')
  const said = (key: string) => new RegExp(`^${key}=(.+)$`, 'm').exec(unit)?.[1] ?? `no ${key}`
  const env = { ...readEnvFile(join(bare, said('EnvironmentFile'))), STATE_DIRECTORY: '/var/lib/backup-desk' }
  const user = `--userspec=${said('User')}:${said('User')}`
  const assigned = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  return [user, bare, '/usr/bin/env', '-i', ...assigned, ...said('ExecStart').split(' ')]
}

async function expectToServe(): Promise<void> {
  const port = Number(readEnvFile(settings)?.LISTEN?.split(':')[1])
  const desk = spawn('chroot', command(), { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(desk, 'exit')
  try {
    for await (const chunk of desk.stdout.iterator({ destroyOnReturn: false })) {
      if (String(chunk).includes('Backup Desk: http')) break
    }
    desk.stdout.resume()
    const get = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text()
    expect(await get('/healthz')).toContain(`"version":"${packageJson.version}"`)
    expect(await get('/desk.json')).toContain('"name":"Bare"')
    const script = /href="(\/assets\/en-[^"]+\.js)"/.exec(await get('/apply'))?.[1]
    expect(await get(script ?? 'no script')).toContain('Submit')
  } finally {
    desk.kill('SIGTERM')
  }
  expect(await ended).toEqual([0, null])
}

test('two packages of one commit are equal byte for byte, wherever they are made', { tag: '@deep' }, async () => {
  first = join(folder, 'first.deb')
  writeFileSync(first, readFileSync(makePackage(tree)))
  await withCopy(async (copy) => {
    expect(run('cmp', makePackage(copy), first)).toBe('')
  })
})

test(
  'on a bare Debian 12 it serves and refuses wrong settings; upgrade and removal keep record and settings',
  { tag: '@deep' },
  async () => {
    const needed = ['--variant=essential', '--include=libstdc++6,passwd']
    run('mmdebstrap', '--quiet', ...needed, 'bookworm', bare, 'http://deb.debian.org/debian')
    expect(spawnSync('chroot', [bare, 'sh', '-c', 'command -v node']).status).toBe(127)
    install(first)
    // systemd makes it with the first start.
    run('chroot', bare, 'install', '-d', '-o', 'backup-desk', '-g', 'backup-desk', '-m', '0700', '/var/lib/backup-desk')
    writeFileSync(record, 'what this team did')

    const refused = spawnSync('chroot', command(), { encoding: 'utf8' })
    expect(refused.stderr).toContain('OMS_ADDRESS must be set')
    expect(refused.status).toBe(78)
    const unit = readFileSync(join(tree, 'packaging/backup-desk.service'), 'utf8')
    expect(unit).toContain('RestartPreventExitStatus=78')
    expect(unit).toContain('RestartForceExitStatus=SIGHUP')

    appendFileSync(
      settings,
      `OMS_ADDRESS=http://127.0.0.1:9\nENVIRONMENT_NAME=Bare\nLISTEN=127.0.0.1:${await freePort()}\n`,
    )
    const changed = readFileSync(settings, 'utf8')
    await expectToServe()

    const unpacked = join(folder, 'unpacked')
    run('dpkg-deb', '--raw-extract', first, unpacked)
    const control = join(unpacked, 'DEBIAN/control')
    writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .+$/m, 'Version: 99.0.0'))
    appendFileSync(join(unpacked, 'usr/share/backup-desk/desk.env'), '#SETTING_OF_THE_NEXT=\n')
    run('dpkg-deb', '-Zgzip', '-z1', '--root-owner-group', '--build', unpacked, join(folder, 'next.deb'))
    install(join(folder, 'next.deb'))
    expect(readFileSync(join(bare, 'usr/share/backup-desk/desk.env'), 'utf8')).toContain('#SETTING_OF_THE_NEXT=')
    expect(dpkg('--status', 'backup-desk')).toContain('Version: 99.0.0')
    const kept = () => [readFileSync(settings, 'utf8'), readFileSync(record, 'utf8')]
    expect(kept()).toEqual([changed, 'what this team did'])
    await expectToServe()

    dpkg('--remove', 'backup-desk')
    expect(existsSync(join(bare, 'usr/lib/backup-desk'))).toBe(false)
    expect(kept()).toEqual([changed, 'what this team did'])
    expect(dpkg('--purge', 'backup-desk')).toContain('the record is kept in /var/lib/backup-desk')
    expect(existsSync(join(settings, '..'))).toBe(false)
    expect(readFileSync(record, 'utf8')).toBe('what this team did')
  },
)

test('systemd understands the unit, and finds little that it leaves open', { tag: '@deep' }, () => {
  test.skip(spawnSync('systemd-analyze', ['--version']).status !== 0 && !process.env.CI, 'no systemd-analyze')
  const unit = join(folder, 'backup-desk.service')
  const text = readFileSync(join(tree, 'packaging/backup-desk.service'), 'utf8')
  // The program is not on this machine, and verify looks for it.
  writeFileSync(unit, text.replace(/^ExecStart=.+$/m, 'ExecStart=/bin/true'))
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' })
  expect(stderr.split('\n').filter((line) => line.includes('backup-desk'))).toEqual([])
  expect(status).toBe(0)
  expect(() => run('systemd-analyze', 'security', '--offline=true', '--threshold=20', unit)).not.toThrow()
})
