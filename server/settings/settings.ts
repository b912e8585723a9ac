import { environmentColours, type DeskSettings } from './desk-json.ts'
import { readFronts } from '../gate/client-address.ts'
import { notifyKinds, type NotifySettings } from '../robot/notify.ts'
import { notifyLanguages, notifyTopics } from '../robot/notify-text.ts'
import { defaultExecuteCmd, defaultRejectPath } from '../gate/routes.ts'

type Rule = { isValid: (text: string) => boolean; says: string }
const matches = (pattern: RegExp) => (text: string) => pattern.test(text)
const address: Rule = {
  isValid: isBareAddress,
  says: 'must be http://host[:port] or https://host[:port], with no path',
}
const oneOf = (names: readonly string[]): Rule => ({
  isValid: (text) => names.includes(text),
  says: `must be one of ${names.join(', ')}`,
})
const path: Rule = { isValid: matches(/^[^"\r\n]+$/), says: 'must be the path of a file' }

const rules = {
  OMS_ADDRESS: address,
  OMS_REJECT_PATH: {
    isValid: matches(/^[\w-]+(\/[\w-]+)*$/),
    says: `must be a path like ${defaultRejectPath}, without a leading slash`,
  },
  OMS_EXECUTE_CMD: { isValid: matches(/^[1-9]\d{0,8}$/), says: `must be a number like ${defaultExecuteCmd}` },
  OMS_ACCESS_TOKEN: { isValid: matches(/^\P{Cc}{1,4000}$/u), says: 'must be one line, without control characters' },
  ENVIRONMENT_NAME: { isValid: matches(/^\P{Cc}{1,40}$/u), says: 'must be one line of at most 40 characters' },
  ENVIRONMENT_COLOUR: oneOf(environmentColours),
  IDLE_MINUTES: { isValid: matches(/^[1-9]\d{0,3}$/), says: 'must be a number of minutes, 1 to 9999' },
  LISTEN: {
    isValid: (text) =>
      /^(localhost|\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\]):[1-9]\d{0,4}$/i.test(text) && URL.canParse(`http://${text}`),
    says: 'must be an address of this machine and a port, like 127.0.0.1:8080',
  },
  PUBLIC_ORIGIN: address,
  TLS_CERT: path,
  TLS_KEY: path,
  TRUSTED_FRONT: { isValid: canReadFronts, says: 'must be addresses or networks, like 10.0.0.5,10.1.0.0/16' },
  RECORD: {
    isValid: matches(/^(?:off|sqlite:.+|postgres(?:ql)?:\/\/.+)$/),
    says: 'must be sqlite:<file>, postgres://<user>@<host>/<database> or off',
  },
  RECORD_DAYS: { isValid: matches(/^[1-9]\d{0,4}$/), says: 'must be a number of days, 1 to 99999' },
  NOTIFY_URL: { isValid: isRobotAddress, says: "must be the https:// address of a group's robot" },
  NOTIFY_KIND: oneOf(notifyKinds),
  NOTIFY_LANGUAGE: oneOf(notifyLanguages),
  NOTIFY_ABOUT: {
    isValid: (text) => wordsOf(text).every((word) => notifyTopics.some((topic) => topic === word)),
    says: `must be of ${notifyTopics.join(', ')}, by commas`,
  },
} satisfies Record<string, Rule>

export type SettingName = keyof typeof rules
/** The names in the environment. */
export const settingNames = Object.keys(rules) as SettingName[] // Object.keys widens them

/** What an administrator sets, read on the Node side only. Without an OMS address the desk is a demo. */
export type Settings = DeskSettings & {
  /** OMS path of "reject" below `app/newoms.php/`. */
  rejectPath: string
  /** The cmd of "executing". */
  executeCmd: number
  /** Where production listens, `host:port`. */
  listen: string
  /** The address people open, when it is not the one that is listened at. */
  publicOrigin?: string
  /** Files in PEM, for https. */
  tls?: { cert: string; key: string }
  /** Addresses and networks, by commas, whose X-Forwarded-For is believed. */
  trustedFront?: string
  /** Where production keeps the team's record: `sqlite:<file>`, `postgres://...` or `off`. */
  record?: string
  /** What nothing has happened to for so many days is forgotten there. */
  recordDays?: number
  notify?: NotifySettings
}

/** Those whose values are never shown: what is no address of OMS may be one with a token behind it. */
const secrets = new Set<SettingName>(['OMS_ADDRESS', 'OMS_ACCESS_TOKEN', 'NOTIFY_URL'])

const pairs = [
  ['TLS_CERT', 'TLS_KEY'],
  ['NOTIFY_URL', 'NOTIFY_KIND'],
] as const satisfies [SettingName, SettingName][]

/** Reads the settings; an empty one counts as unset. Throws an Error that names each unusable one. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const values: Partial<Record<SettingName, string>> = {}
  const errors: string[] = []
  for (const name of settingNames) {
    const text = env[name]?.trim() ?? ''
    if (text === '') continue
    const error = errorIn(name, text)
    if (error === undefined) values[name] = text
    else errors.push(error)
  }
  const { TLS_CERT: cert, TLS_KEY: key, IDLE_MINUTES: idleMinutes, RECORD_DAYS: recordDays } = values
  for (const [one, other] of pairs) {
    const [isOne, isOther] = [one, other].map((name) => (env[name]?.trim() ?? '') !== '')
    if (isOne !== isOther) errors.push(`${one} and ${other} must be set together`)
  }
  const notify = notifyOf(values)
  if (notify?.topics.includes('backup') === true && values.RECORD === 'off') {
    errors.push("NOTIFY_ABOUT can't have backup without the team's record, and RECORD is off")
  }
  if (errors.length > 0) throw new Error(`Unusable settings:\n  ${errors.join('\n  ')}`)
  return {
    rejectPath: values.OMS_REJECT_PATH ?? defaultRejectPath,
    executeCmd: Number(values.OMS_EXECUTE_CMD ?? defaultExecuteCmd),
    listen: values.LISTEN ?? '127.0.0.1:8080',
    ...withoutUndefined({
      omsAddress: originOf(values.OMS_ADDRESS),
      accessToken: values.OMS_ACCESS_TOKEN,
      environmentName: values.ENVIRONMENT_NAME,
      environmentColour: environmentColours.find((colour) => colour === values.ENVIRONMENT_COLOUR),
      idleMinutes: idleMinutes === undefined ? undefined : Number(idleMinutes),
      publicOrigin: originOf(values.PUBLIC_ORIGIN),
      trustedFront: values.TRUSTED_FRONT,
      record: values.RECORD,
      recordDays: recordDays === undefined ? undefined : Number(recordDays),
      tls: cert === undefined || key === undefined ? undefined : { cert, key },
      notify,
    }),
  }
}

/** What is wrong with a value, which is repeated but for secrets and the password of an address. */
function errorIn(name: SettingName, text: string): string | undefined {
  const isSecret = secrets.has(name)
  const isQuoted = /^(['"]).*\1$/.test(text)
  const { isValid, says }: Rule = rules[name]
  if (isValid(text) && !(name === 'OMS_ACCESS_TOKEN' && isQuoted)) return undefined
  const rule = isValid(text) ? 'must stand without quotes' : says
  const shown = isSecret ? '' : `, and is ${withoutPassword(text).slice(0, 100)}`
  return `${name} ${rule}${shown}${isQuoted ? '; take away the quotes around it' : ''}`
}

/** An address as it may be shown; in a password that nobody has encoded everything up to the last @ may be a part of it. */
export function withoutPassword(text: string): string {
  return text.replace(/\/\/.*@/s, '//...@').replaceAll(/([?&]password=)[^&]*/gi, '$1...')
}

function isBareAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return (
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    /^\/?$/.test(url.pathname + url.search + url.hash) &&
    url.username + url.password === ''
  )
}

function isRobotAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === 'https:' && url.username + url.password === ''
}

function notifyOf(values: Partial<Record<SettingName, string>>): NotifySettings | undefined {
  const { NOTIFY_URL: url, NOTIFY_KIND, NOTIFY_LANGUAGE, NOTIFY_ABOUT = 'waiting' } = values
  const kind = notifyKinds.find((one) => one === NOTIFY_KIND)
  if (url === undefined || kind === undefined) return undefined
  const about = wordsOf(NOTIFY_ABOUT)
  return {
    url,
    kind,
    language: notifyLanguages.find((one) => one === NOTIFY_LANGUAGE) ?? 'en',
    topics: notifyTopics.filter((topic) => about.includes(topic)),
  }
}

function wordsOf(text: string): string[] {
  return text.split(',').map((word) => word.trim())
}

function canReadFronts(text: string): boolean {
  try {
    readFronts(text)
    return true
  } catch {
    return false
  }
}

function originOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : new URL(text).origin
}

function withoutUndefined<T extends object>(values: T) {
  const some = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(some) as { [Key in keyof T]?: Exclude<T[Key], undefined> } // those that are left
}
