import { omsSides, omsTarget } from '../gate/routes.ts'

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
type EnvironmentColour = (typeof environmentColours)[number]

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
  /** The id of the memory in which the gate keeps every attempt; missing where it forgets. */
  memory?: string
  /** The team's record is on. */
  record?: true
}

/** What of the settings the page is told; without an OMS address it is the demo. */
export type DeskSettings = {
  omsAddress?: string
  accessToken?: string
  environmentName?: string
  environmentColour?: EnvironmentColour
  idleMinutes?: number
}

/** `memory` is the id of the team's record, where there is one. */
export function deskJson(settings: DeskSettings = {}, memory?: string): DeskJson {
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
    ...(memory !== undefined && { memory, record: true }),
  }
}

/** `host:port`, the default port included. */
function hostAndPort({ protocol, hostname, port }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`
}
