import * as z from 'zod/mini'

/** Names that say nothing beside what stands under them. */
const unnamed = new Set(['apply', 'check', 'proxy', 'msg', 'message', 'error', 'errors', 'source_ip'])

/** Deeper than OMS nests anything. */
const deepest = 8

type Leaf = { name: string; text: string; isText: boolean }

/** Every value that lies in lists and maps, with the names of the maps. `isText`: words, and not a number that is written as one. */
function leavesOf(value: unknown, name = '', depth = deepest): Leaf[] {
  if (value === null || value === undefined || value === '') return []
  if (typeof value !== 'object') {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return [{ name, text, isText: typeof value === 'string' && !/^\s*-?\d+\s*$/.test(value) }]
  }
  if (depth === 0) return []
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const isQuiet = unnamed.has(key) || /^\d+$/.test(key)
    const inside = name === '' ? key : `${name}.${key}`
    return leavesOf(inner, isQuiet ? name : inside, depth - 1)
  })
}

const named = ({ name, text }: Leaf) => (name === '' ? text : `${name}: ${text}`)

/** Everything that an answer says, each value led by its name. */
export function everythingIn(json: unknown): string[] {
  return leavesOf(json).map(named)
}

/** The words in an answer, in whatever lists and maps they lie; where there are none its numbers. */
export function wordsIn(json: unknown): string[] {
  const leaves = leavesOf(json)
  const words = leaves.filter(({ isText }) => isText)
  return (words.length === 0 ? leaves : words).map(named)
}

const words = z.union([z.string(), z.array(z.unknown()), z.record(z.string(), z.unknown())])
/** A `ret` or `code` of OMS: 0 is success. */
export const code = z.union([z.number(), z.string().check(z.regex(/^-?\d+$/))])
const yiiError = z.object({ name: z.string(), message: words })
const tokenError = z.object({ code, error: words })
const yiiList = z.array(z.object({ field: z.string(), message: words })).check(z.minLength(1))

/** The messages of a failure that OMS or yii documents (oms-api.md section 3); undefined for any other shape. */
export function failureMessages(json: unknown): string[] | undefined {
  const yii = yiiError.safeParse(json)
  if (yii.success) return orElse(wordsIn(yii.data.message), [yii.data.name])
  const token = tokenError.safeParse(json)
  if (token.success && Number(token.data.code) !== 0) {
    return orElse(wordsIn(token.data.error), [`code: ${token.data.code}`])
  }
  const list = yiiList.safeParse(json)
  if (list.success) return list.data.flatMap(({ field, message }) => wordsIn({ [field]: message }))
  if (!Array.isArray(json)) return fieldMessages(json)
  const texts = textsIn(json)
  return texts?.length === 0 ? undefined : texts
}

function orElse(texts: string[], others: string[]): string[] {
  return texts.length === 0 ? others : texts
}

const map = z.record(z.string(), z.unknown())

/** The texts of a field -> messages map, each led by its field's wire name. */
export function fieldMessages(json: unknown): string[] | undefined {
  const fields = map.safeParse(json)
  if (!fields.success) return undefined
  const texts: string[] = []
  for (const [field, list] of Object.entries(fields.data)) {
    const messages = typeof list === 'string' ? undefined : textsIn(list)
    if (messages === undefined) return undefined
    for (const message of messages) texts.push(field === 'source_ip' ? message : `${field}: ${message}`)
  }
  return texts.length === 0 ? undefined : texts
}

/** Texts of a list that may hold further lists; undefined as soon as it holds anything else. */
function textsIn(value: unknown, depth = deepest): string[] | undefined {
  if (typeof value === 'string') return [value]
  const items = depth === 0 ? undefined : itemsOf(value)
  const texts = items?.map((item) => textsIn(item, depth - 1))
  return texts?.every((text) => text !== undefined) === true ? texts.flat() : undefined
}

/** The items of a list, also of one that has gaps: PHP writes that as a map of numbers. */
function itemsOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value
  const items = map.safeParse(value).data ?? {}
  const keys = Object.keys(items)
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key)) ? Object.values(items) : undefined
}

const whitelistError = z.object({ source_ip: words })

/**
 * The messages of a refusal by address, in either of its shapes: `source_ip`, alone or with the word, or a field map that says it of an
 * ip. The second is documented for get-ip-list; that cmd 10009 answers alike is *inferred* (oms-api.md section 3).
 */
export function whitelistMessages(json: unknown): string[] | undefined {
  const error = whitelistError.safeParse(json)
  const messages = error.success ? wordsIn(error.data.source_ip) : []
  if (messages.some(namesWhitelist) || (error.success && Object.keys(map.parse(json)).length === 1)) return messages
  const fields = fieldMessages(json)
  return fields?.some(namesWhitelist) === true ? fields : undefined
}

/** How OMS says that it does not know an address. */
export const notInWhitelist = /not in (?:the )?white-?list\b/i

/** Whether a message says of an ip that it is on no whitelist. */
export function namesWhitelist(message: string): boolean {
  return message
    .split(notInWhitelist)
    .slice(0, -1)
    .some((before) => /\bip\b/i.test(before))
}
