import * as z from 'zod/mini'
import { defaultRejectPath } from './routes.ts'

/** What an administrator sets, read on the Node side only. Without an OMS address the desk is a demo. */
export type Settings = {
  /** Origin of OMS, without a trailing slash. */
  omsAddress?: string
  /** OMS path of "reject" below `app/newoms.php/`. */
  rejectPath: string
}

const addressText = z.string().check(
  z.refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    return (
      url !== undefined &&
      /^https?:$/.test(url.protocol) &&
      /^\/?$/.test(url.pathname + url.search + url.hash) &&
      url.username + url.password === ''
    )
  }, 'must be http://host[:port] or https://host[:port], with no path'),
)
const rejectPathText = z
  .string()
  .check(z.regex(/^[\w-]+(\/[\w-]+)*$/, `must be a path like ${defaultRejectPath}, without a leading slash`))

/** Reads the settings; an empty one counts as unset. Throws an Error that names each unusable one. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const errors: string[] = []
  const read = (name: string, schema: z.ZodMiniType<string, string>): string | undefined => {
    const text = env[name]?.trim()
    if (text === undefined || text === '') return undefined
    const result = schema.safeParse(text)
    if (!result.success) errors.push(`${name} ${result.error.issues[0]?.message ?? 'is unusable'}`)
    return text
  }
  const address = read('OMS_ADDRESS', addressText)
  const reject = read('OMS_REJECT_PATH', rejectPathText) ?? defaultRejectPath
  if (errors.length > 0) throw new Error(`Unusable settings:\n  ${errors.join('\n  ')}`)
  return { ...(address !== undefined && { omsAddress: new URL(address).origin }), rejectPath: reject }
}

/** What `GET /desk.json` answers: the things that a static bundle can't know. */
export type DeskJson = { environment: string; omsHost: string | null; signIn: 'person' | 'injected' }

export function deskJson(omsAddress?: string): DeskJson {
  if (omsAddress === undefined) return { environment: 'demo', omsHost: null, signIn: 'person' }
  const { protocol, hostname, port } = new URL(omsAddress)
  const host = `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`
  return { environment: host, omsHost: host, signIn: 'person' }
}
