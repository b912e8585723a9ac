import { encodeToken } from '../../src/oms/access-token.ts'
import type { OriginPolicy } from '../gate/rules.ts'
import type { Settings } from './settings.ts'

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

/** Throws an Error when production would be reached by other machines under an address that nobody has said, or by https under one that says http. */
export function checkServing(settings: Settings): void {
  const { listen, publicOrigin, omsAddress, tls } = settings
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
  if (tls !== undefined && publicOrigin?.startsWith('http:') === true) {
    throw new Error(
      `Unusable settings:\n  PUBLIC_ORIGIN must begin with https: where TLS_CERT is set, and is ${publicOrigin}`,
    )
  }
}

/** Whether people open the desk by https: at this program itself (`secure`), or at a front. */
export function isHttps({ publicOrigin }: Pick<Settings, 'publicOrigin'>, secure: boolean): boolean {
  return secure || publicOrigin?.startsWith('https:') === true
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
