import { join } from 'node:path'
import * as z from 'zod/mini'
import { encodeToken } from '../src/oms/access-token.ts'
import { environmentColours, type DeskSettings } from './desk-json.ts'
import { readEnvFile } from './env-file.ts'
import type { OriginPolicy } from './gate.ts'
import { readFronts } from './limits.ts'
import { defaultRejectPath } from './routes.ts'

/** The names in the environment. */
export const settingNames = [
  'OMS_ADDRESS',
  'OMS_REJECT_PATH',
  'OMS_ACCESS_TOKEN',
  'ENVIRONMENT_NAME',
  'ENVIRONMENT_COLOUR',
  'IDLE_MINUTES',
  'LISTEN',
  'PUBLIC_ORIGIN',
  'TLS_CERT',
  'TLS_KEY',
  'TRUSTED_FRONT',
] as const
export type SettingName = (typeof settingNames)[number]

/** What an administrator sets, read on the Node side only. Without an OMS address the desk is a demo. */
export type Settings = DeskSettings & {
  /** OMS path of "reject" below `app/newoms.php/`. */
  rejectPath: string
  /** Where production listens, `host:port`. */
  listen: string
  /** The address people open, when it is not the one that is listened at. */
  publicOrigin?: string
  /** Files in PEM, for https. */
  tls?: { cert: string; key: string }
  /** Addresses and networks, by commas, whose X-Forwarded-For is believed. */
  trustedFront?: string
}

const bareAddress = (text: string) => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return (
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    /^\/?$/.test(url.pathname + url.search + url.hash) &&
    url.username + url.password === ''
  )
}
const addressText = z
  .string()
  .check(z.refine(bareAddress, 'must be http://host[:port] or https://host[:port], with no path'))
const rejectPathText = z
  .string()
  .check(z.regex(/^[\w-]+(\/[\w-]+)*$/, `must be a path like ${defaultRejectPath}, without a leading slash`))
const tokenText = z.string().check(z.regex(/^\P{Cc}{1,4000}$/u, 'must be one line, without control characters'))
const nameText = z.string().check(z.regex(/^\P{Cc}{1,40}$/u, 'must be one line of at most 40 characters'))
const colourText = z
  .string()
  .check(
    z.refine(
      (text) => environmentColours.some((colour) => colour === text),
      `must be one of ${environmentColours.join(', ')}`,
    ),
  )
const minutesText = z.string().check(z.regex(/^[1-9]\d{0,3}$/, 'must be a number of minutes, 1 to 9999'))
const listenText = z
  .string()
  .check(
    z.regex(
      /^(localhost|\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\]):[1-9]\d{0,4}$/i,
      'must be an address of this machine and a port, like 127.0.0.1:8080',
    ),
  )
const pathText = z.string().check(z.regex(/^[^"\r\n]+$/, 'must be the path of a file'))
const frontText = z.string().check(z.refine(canReadFronts, 'must be addresses or networks, like 10.0.0.5,10.1.0.0/16'))

function canReadFronts(text: string): boolean {
  try {
    readFronts(text)
    return true
  } catch {
    return false
  }
}

/** A value as an error may show it: no token, no password of an address. */
function shown(name: SettingName, text: string): string {
  const value = text.slice(0, 100).replace(/\/\/[^/]*@/, '//...@')
  const quoted = /^(['"]).*\1$/.test(text) ? '; take away the quotes around it' : ''
  return name === 'OMS_ACCESS_TOKEN' ? quoted : `, and is ${value}${quoted}`
}

/** Reads the settings; an empty one counts as unset. Throws an Error that names each unusable one. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const errors: string[] = []
  const read = (name: SettingName, schema: z.ZodMiniType<string, string>): string | undefined => {
    const text = env[name]?.trim()
    if (text === undefined || text === '') return undefined
    const result = schema.safeParse(text)
    const unquoted = name !== 'OMS_ACCESS_TOKEN' || !/^(['"]).*\1$/.test(text)
    if (result.success && unquoted) return text
    const rule = result.error?.issues[0]?.message ?? 'must stand without quotes'
    errors.push(`${name} ${rule}${shown(name, text)}`)
    return undefined
  }
  const origin = (name: SettingName) => {
    const text = read(name, addressText)
    return text === undefined ? undefined : new URL(text).origin
  }
  const omsAddress = origin('OMS_ADDRESS')
  const rejectPath = read('OMS_REJECT_PATH', rejectPathText) ?? defaultRejectPath
  const accessToken = read('OMS_ACCESS_TOKEN', tokenText)
  const environmentName = read('ENVIRONMENT_NAME', nameText)
  const colour = read('ENVIRONMENT_COLOUR', colourText)
  const environmentColour = environmentColours.find((one) => one === colour)
  const idleMinutes = read('IDLE_MINUTES', minutesText)
  const listen = read('LISTEN', listenText) ?? '127.0.0.1:8080'
  const publicOrigin = origin('PUBLIC_ORIGIN')
  const cert = read('TLS_CERT', pathText)
  const key = read('TLS_KEY', pathText)
  const trustedFront = read('TRUSTED_FRONT', frontText)
  if ((cert === undefined) !== (key === undefined)) errors.push('TLS_CERT and TLS_KEY must be set together')
  if (errors.length > 0) throw new Error(`Unusable settings:\n  ${errors.join('\n  ')}`)
  return {
    rejectPath,
    listen,
    ...(omsAddress !== undefined && { omsAddress }),
    ...(accessToken !== undefined && { accessToken }),
    ...(environmentName !== undefined && { environmentName }),
    ...(environmentColour !== undefined && { environmentColour }),
    ...(idleMinutes !== undefined && { idleMinutes: Number(idleMinutes) }),
    ...(publicOrigin !== undefined && { publicOrigin }),
    ...(trustedFront !== undefined && { trustedFront }),
    ...(cert !== undefined && key !== undefined && { tls: { cert, key } }),
  }
}

/** Whether only this machine reaches `host`. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i.test(host)
}

/** Throws an Error when a shared token would be at the service of other machines. */
export function refuseSharing({ accessToken }: Settings, hosts: readonly string[]): void {
  const open = accessToken === undefined ? undefined : hosts.find((host) => !isLoopback(host))
  if (open === undefined) return
  throw new Error(
    `Unusable settings:\n  OMS_ACCESS_TOKEN acts for everybody who reaches the desk, so it is served on loopback only, not on ${open}`,
  )
}

/** Throws an Error when production would be reached by other machines under an address that nobody has said. */
export function checkServing(settings: Settings): void {
  const { listen, publicOrigin, omsAddress } = settings
  if (omsAddress === undefined) {
    throw new Error('Unusable settings:\n  OMS_ADDRESS must be set: http://host[:port] or https://host[:port] of OMS')
  }
  const { hostname } = new URL(`http://${listen}`)
  refuseSharing(settings, [hostname, ...(publicOrigin === undefined ? [] : [new URL(publicOrigin).hostname])])
  if (publicOrigin === undefined && !isLoopback(hostname)) {
    throw new Error(
      `Unusable settings:\n  PUBLIC_ORIGIN must be set when LISTEN is ${listen}: the address that people open, like https://desk.example`,
    )
  }
}

/** The origins of the desk's page: `PUBLIC_ORIGIN`, or else every name of this machine for itself, and the address that was reached. */
export function originPolicy(
  { publicOrigin, accessToken }: Settings,
  { address, port, secure }: { address: string; port: number; secure: boolean },
): OriginPolicy {
  const scheme = secure ? 'https' : 'http'
  const reached = address.replace(/^::ffff:/, '')
  const names = ['127.0.0.1', 'localhost', '[::1]', reached.includes(':') ? `[${reached}]` : reached]
  const origins = publicOrigin === undefined ? names.map((name) => `${scheme}://${name}:${port}`) : [publicOrigin]
  return {
    // An origin leaves the scheme's own port away.
    origins: [...new Set(origins.filter((origin) => URL.canParse(origin)).map((origin) => new URL(origin).origin))],
    injected: accessToken === undefined ? undefined : encodeToken(accessToken),
  }
}

/** The environment and, below it, `.env.local` of this folder; `unknown` are names that nothing reads. */
export function loadEnvironment(folder: string): {
  env: Record<string, string | undefined>
  unknown: string[]
  /** A settings file that says neither which OMS nor that there is none. */
  undecided: boolean
} {
  const file = readEnvFile(join(folder, '.env.local'))
  const known = new Set<string>([...settingNames, ...otherNames])
  const env = { ...file, ...process.env }
  return {
    env,
    unknown: [
      ...Object.keys(file ?? {}).filter((name) => !known.has(name)),
      ...Object.keys(process.env).filter((name) => name.startsWith('OMS_') && !known.has(name)),
    ],
    undecided: file !== undefined && env.OMS_ADDRESS === undefined,
  }
}

/** What `.env.local` may hold besides: settings of the build, of Node and of the tests. */
const otherNames = ['BASE_PATH', 'NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'CHROMIUM_PATH', 'NGINX_PATH', 'CI', 'PORT']

/** One line about names that nothing reads, or undefined. */
export function aboutUnknown(unknown: readonly string[]): string | undefined {
  if (unknown.length === 0) return undefined
  return `Unknown settings, not used: ${unknown.join(', ')}. The known ones are ${settingNames.join(', ')}.`
}

/** Throws an Error where a settings file would be passed over and the demo shown instead. */
export function refuseAccidentalDemo({ undecided }: { undecided: boolean }): void {
  if (!undecided) return
  throw new Error(
    'Unusable settings:\n  .env.local has no OMS_ADDRESS. Add OMS_ADDRESS=http://host[:port], or the line OMS_ADDRESS= for the demo.',
  )
}
