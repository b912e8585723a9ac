import * as z from 'zod/mini'
import { encodeToken } from '../oms/access-token.ts'
import type { Front } from './gate.ts'
import { defaultRejectPath, omsSides, omsTarget } from './routes.ts'

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
] as const
export type SettingName = (typeof settingNames)[number]

/** The colours that an environment can have, by their names in the page's theme. */
export const environmentColours = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'indigo',
  'grape',
  'gray',
] as const
export type EnvironmentColour = (typeof environmentColours)[number]

/** What an administrator sets, read on the Node side only. Without an OMS address the desk is a demo. */
export type Settings = {
  /** Origin of OMS, without a trailing slash. */
  omsAddress?: string
  /** OMS path of "reject" below `app/newoms.php/`. */
  rejectPath: string
  /** The token that the proxy puts in for everybody who reaches it, which is why that may only be on loopback. */
  accessToken?: string
  /** What people call this OMS, "Production" say. */
  environmentName?: string
  /** What its pages are marked with. */
  environmentColour?: EnvironmentColour
  /** Minutes without a key or a click after which the page forgets who is signed in. */
  idleMinutes?: number
  /** Where nginx listens, `host:port`. */
  listen: string
  /** The address people open, when it is not the one that nginx listens at. */
  publicOrigin?: string
  /** Files in PEM, for nginx to serve https. */
  tls?: { cert: string; key: string }
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
const pathText = z.string().check(z.regex(/^[^"$\r\n]+$/, 'must be the path of a file'))

/** Reads the settings; an empty one counts as unset. Throws an Error that names each unusable one. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const errors: string[] = []
  const read = (name: SettingName, schema: z.ZodMiniType<string, string>): string | undefined => {
    const text = env[name]?.trim()
    if (text === undefined || text === '') return undefined
    const result = schema.safeParse(text)
    if (result.success) return text
    errors.push(`${name} ${result.error.issues[0]?.message ?? 'is unusable'}`)
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

/** Where nginx's desk is at home. Throws an Error when other machines reach it and nobody said under which address. */
export function frontOf(settings: Settings): Front {
  const { listen, publicOrigin, tls } = settings
  const { hostname, port } = new URL(`http://${listen}`)
  refuseSharing(settings, [hostname, ...(publicOrigin === undefined ? [] : [new URL(publicOrigin).hostname])])
  if (publicOrigin === undefined && !isLoopback(hostname)) {
    throw new Error(
      `Unusable settings:\n  PUBLIC_ORIGIN must be set when LISTEN is ${listen}: the address that people open, like https://desk.example`,
    )
  }
  const scheme = tls === undefined ? 'http' : 'https'
  const own = [...new Set([hostname, ...(isLoopback(hostname) ? ['localhost', '127.0.0.1'] : [])])]
  return {
    origins:
      publicOrigin === undefined
        ? own.map((host) => new URL(`${scheme}://${host}:${port || '80'}`).origin)
        : [publicOrigin],
    injected: injectedToken(settings),
  }
}

/** The shared token in the form that goes into a URL. */
export function injectedToken({ accessToken }: Settings): string | undefined {
  return accessToken === undefined ? undefined : encodeToken(accessToken)
}

/** `host:port`, the default port included. */
export function hostAndPort({ protocol, hostname, port }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`
}

/** What `GET /desk.json` answers: the things that a static bundle can't know. */
export type DeskJson = {
  environment: string
  omsHost: string | null
  /** What people call it. */
  name?: string
  colour?: EnvironmentColour
  /** Where OMS itself takes applications, less the access token. The demo names no host, as the documentation does. */
  applyAddress: string
  signIn: 'person' | 'injected'
  idleMinutes?: number
}

export function deskJson(settings: Partial<Settings> = {}): DeskJson {
  const { omsAddress, accessToken, environmentName, environmentColour, idleMinutes } = settings
  const applyAddress = `${omsAddress ?? 'http://OmsAddress'}${omsTarget(omsSides.apply.path, omsSides.apply.cmd)}`
  if (omsAddress === undefined) return { environment: 'demo', omsHost: null, applyAddress, signIn: 'person' }
  const host = hostAndPort(new URL(omsAddress))
  return {
    environment: host,
    omsHost: host,
    applyAddress,
    signIn: accessToken === undefined ? 'person' : 'injected',
    ...(environmentName !== undefined && { name: environmentName }),
    ...(environmentColour !== undefined && { colour: environmentColour }),
    ...(idleMinutes !== undefined && { idleMinutes }),
  }
}
