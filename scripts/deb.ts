// Makes dist-deb/backup-desk_<version>_<arch>.deb: the desk, the gate in one file, and the Node that this runs on.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { z } from 'zod'
import packageJson from '../package.json' with { type: 'json' }
import { settingsFile } from './settings-file.ts'

const root = join(import.meta.dirname, '..')
const { name, version, description } = packageJson
const arch = run('dpkg', '--print-architecture').trim()
/** Packages with a program for the machine in them, which no bundle can hold. */
const natives = ['libsql'].filter((native) => native in packageJson.dependencies)
const names = z.record(z.string(), z.string()).optional()
const billFile = z.looseObject({
  serialNumber: z.string(),
  metadata: z.looseObject({ component: z.looseObject({}) }),
  components: z.array(z.looseObject({ name: z.string() })),
})

process.umask(0o022)
// What was built from one commit has one date, whenever that was.
process.env.SOURCE_DATE_EPOCH ??= run('git', '-C', root, 'log', '-1', '--format=%ct').trim()
const stage = mkdtempSync(join(tmpdir(), 'backup-desk-deb-'))
// dpkg-deb takes over the mode of its root, which mkdtemp makes 0700.
chmodSync(stage, 0o755)
process.once('exit', () => rmSync(stage, { recursive: true, force: true }))

const program = join(stage, 'usr/lib', name)
const documents = join(stage, 'usr/share/doc', name)
await buildDesk(join(program, 'dist'))
await bundleGate(join(program, 'server'))
for (const native of natives) copyPackage(native)
copyNode()
const bom = billOfMaterials()
write(join(documents, 'sbom.cdx.json'), `${JSON.stringify(bom, null, 2)}\n`)
write(join(documents, 'copyright'), licences(bom.components.map((part) => part.name)))
for (const document of ['deploying.md', 'security.md']) copy(`docs/${document}`, join(documents, document))
// No conffile: dpkg would ask about it at an upgrade, and fail where nobody answers.
write(join(stage, 'usr/share', name, 'desk.env'), settingsFile(readFileSync(join(root, 'docs/deploying.md'), 'utf8')))
copy('packaging/backup-desk.service', join(stage, 'usr/lib/systemd/system/backup-desk.service'))
for (const script of ['postinst', 'prerm', 'postrm']) copy(`packaging/${script}`, join(stage, 'DEBIAN', script), 0o755)
write(
  join(stage, 'DEBIAN/control'),
  `Package: ${name}
Version: ${version}
Architecture: ${arch}
Maintainer: Backup Desk <root@localhost>
Depends: libc6 (>= 2.28), libstdc++6 (>= 8), passwd
Section: admin
Priority: optional
Description: ${description}
`,
)
const file = join(root, 'dist-deb', `${name}_${version}_${arch}.deb`)
mkdirSync(dirname(file), { recursive: true })
// gzip takes a tenth of the time of xz, and every dpkg reads it; level 9 takes three times as long for half a per cent.
run('dpkg-deb', '--root-owner-group', '-Zgzip', '-z6', '--build', stage, file)
console.log(file)

async function buildDesk(outDir: string): Promise<void> {
  await build({ root, logLevel: 'error', build: { outDir, emptyOutDir: true } })
}

async function bundleGate(outDir: string): Promise<void> {
  await build({
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'error',
    resolve: { tsconfigPaths: true },
    ssr: { noExternal: true, external: natives },
    build: {
      ssr: 'server/main.ts',
      outDir,
      emptyOutDir: true,
      target: 'node20',
      // Left alone, it writes the path of every module above it.
      rolldownOptions: {
        experimental: { attachDebugInfo: 'none' },
        output: { entryFileNames: 'main.mjs', codeSplitting: false },
      },
    },
  })
}

/** A package and what it needs, as far as it is installed: of the programs for other machines none is. */
function copyPackage(wanted: string): void {
  const from = join(root, 'node_modules', wanted)
  const to = join(program, 'node_modules', wanted)
  if (!existsSync(from) || existsSync(to)) return
  cpSync(from, to, { recursive: true })
  const { dependencies, optionalDependencies } = z
    .object({ dependencies: names, optionalDependencies: names })
    .parse(JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')))
  for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) copyPackage(needed)
}

function copyNode(): void {
  if (
    Object.entries(process.config.variables).some(([key, value]) => key.startsWith('node_shared') && value === true)
  ) {
    throw new Error('This Node needs libraries of its own, which a bare machine has not: use one of nodejs.org.')
  }
  const prefix = join(dirname(process.execPath), '..')
  const licence = [join(prefix, 'LICENSE'), join(prefix, 'share/doc/nodejs/LICENSE')].find((path) => existsSync(path))
  if (licence === undefined) throw new Error(`There is no licence beside ${process.execPath}.`)
  copy(process.execPath, join(program, 'node'), 0o755)
  copy(licence, join(documents, 'LICENSE.node'))
}

/** What npm says is inside, without what changes from one run and one folder to the next. */
function billOfMaterials() {
  const said = run(
    'npm',
    '--prefix',
    root,
    'sbom',
    '--package-lock-only',
    '--sbom-format',
    'cyclonedx',
    '--omit',
    'dev',
  )
  const { serialNumber: _, ...bill } = billFile.parse(JSON.parse(said))
  const timestamp = new Date(Number(process.env.SOURCE_DATE_EPOCH) * 1000).toISOString()
  const component = { ...bill.metadata.component, name, type: 'application' }
  const node = { type: 'application', name: 'node', version: process.versions.node }
  return { ...bill, metadata: { ...bill.metadata, timestamp, component }, components: [...bill.components, node] }
}

function licences(packages: string[]): string {
  const texts = [...new Set(packages)].toSorted().flatMap((part) => {
    const folder = join(root, 'node_modules', part)
    const licence = existsSync(folder) && readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    return licence ? [`${part}\n\n${readFileSync(join(folder, licence), 'utf8').trim()}\n`] : []
  })
  return [`${name} ${version}. It contains Node (LICENSE.node) and these packages:\n`, ...texts].join(
    `\n${'-'.repeat(72)}\n`,
  )
}

function copy(from: string, to: string, mode = 0o644): void {
  write(to, readFileSync(join(from.startsWith('/') ? '' : root, from)), mode)
}

function write(path: string, content: string | Buffer, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  chmodSync(path, mode)
}

function run(command: string, ...options: string[]): string {
  return execFileSync(command, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 2], maxBuffer: 2 ** 25 })
}
