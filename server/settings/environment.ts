import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { reasonOf } from './reason-of.ts'
import { readEnvFile } from './env-file.ts'
import { settingNames } from './settings.ts'

/** What is read besides, by the build, Node and `npm run serve`; the last one is systemd's. */
const otherNames = ['BASE_PATH', 'NODE_EXTRA_CA_CERTS', 'STATE_DIRECTORY', 'NOTIFY_SOCKET']

/** How names begin that are meant for the desk, in an environment that holds other things, too. */
const beginnings = settingNames.flatMap((name) => /^[A-Z]+_/.exec(name)?.[0] ?? [])

/** Names under which an editor or a person may have saved what was meant as `.env.local`. */
const misnamed = ['.env', '.env.txt', '.env.local.txt', 'env.local']

/**
 * The environment and, below it, `.env.local` of this folder; `unknown` are names that nothing reads. Throws an Error for
 * what Node reads from the environment alone.
 */
export function loadEnvironment(folder: string): {
  env: Record<string, string | undefined>
  unknown: string[]
  /** A settings file without `OMS_ADDRESS`, or one that is not read under its name. */
  undecided: string | undefined
} {
  const file = readEnvFile(join(folder, '.env.local'))
  if (file?.NODE_EXTRA_CA_CERTS !== undefined && process.env.NODE_EXTRA_CA_CERTS === undefined) {
    throw new Error(
      'Unusable settings:\n  NODE_EXTRA_CA_CERTS in .env.local has no effect: Node reads it before. Set it in the environment.',
    )
  }
  const known = new Set<string>([...settingNames, ...otherNames])
  const env = { ...file, ...process.env }
  const unread = file === undefined ? misnamed.find((name) => existsSync(join(folder, name))) : '.env.local'
  return {
    env,
    unknown: [
      ...Object.keys(file ?? {}).filter((name) => !known.has(name)),
      ...Object.keys(process.env).filter(
        (name) => !known.has(name) && beginnings.some((ours) => name.startsWith(ours)),
      ),
    ],
    undecided: env.OMS_ADDRESS === undefined ? unread : undefined,
  }
}

/** Throws an Error for a file of certificates that is needed and that Node can't use: it goes on without them. */
export function checkCertificates(env: Record<string, string | undefined>): void {
  const { NODE_EXTRA_CA_CERTS: file = '', OMS_ADDRESS: oms = '', NOTIFY_URL: robot = '' } = env
  if (file === '' || ![oms, robot].some((address) => /^\s*https:/i.test(address))) return
  try {
    // As text: of DER Node takes nothing.
    void new X509Certificate(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(
      `Unusable settings:\n  NODE_EXTRA_CA_CERTS must be a PEM file of certificates (${reasonOf(error)})`,
      {
        cause: error,
      },
    )
  }
}

/** One line about names that nothing reads, or undefined. */
export function aboutUnknown(unknown: readonly string[]): string | undefined {
  if (unknown.length === 0) return undefined
  return `Unknown settings, not used: ${unknown.join(', ')}. The known ones are ${settingNames.join(', ')}.`
}

/** Throws an Error where a settings file would be passed over and the demo shown instead. */
export function refuseAccidentalDemo({ undecided }: { undecided: string | undefined }): void {
  if (undecided === undefined) return
  throw new Error(
    undecided === '.env.local'
      ? 'Unusable settings:\n  .env.local has no OMS_ADDRESS. Add OMS_ADDRESS=http://host[:port], or the line OMS_ADDRESS= for the demo.'
      : `Unusable settings:\n  ${undecided} is not read. Rename it to .env.local, or set OMS_ADDRESS= for the demo.`,
  )
}
