import * as z from 'zod/mini'

/** Most characters of a name, most templates and most views of one environment, and most characters that one of them and all together take as JSON. */
export const namedLimits = { name: 60, count: 100, each: 200_000, all: 1_000_000 }

const namePattern = /^(?!\s)[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]{1,60}(?<!\s)$/u
const allServers = /^[^\p{L}\p{N}]*0+[^\p{L}\p{N}]*$/u

const text = z.string()
const name = text.check(z.regex(namePattern))

/** What one application asks for, as typed. Nothing else is a template's: auto-approve has no place here, and the 0 of all servers is refused. */
const templateCells = z.strictObject({
  setId: text,
  appId: text,
  zoneId: text,
  tableName: text,
  serverIds: text.check(z.refine((ids) => !allServers.test(ids))),
})

const named = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('form'), name, rows: z.tuple([templateCells]) }),
  z.strictObject({
    kind: z.literal('table'),
    name,
    rows: z.array(templateCells).check(z.minLength(1)),
  }),
  z.strictObject({ kind: z.literal('view'), name, query: text.check(z.maxLength(4000)) }),
])

/** What a person has given a name in this browser: the form, a table of Many at once, or a view of the list by its query. */
export type Named = z.infer<typeof named>
/** The two kinds of it, and a row of a template as it was typed. */
export type Template = Exclude<Named, { kind: 'view' }>
export type View = Extract<Named, { kind: 'view' }>
export type TemplateCells = z.infer<typeof templateCells>

/** Why something is neither a template nor a view. */
export type NamedFlaw = 'auto-approve' | 'all servers' | 'name' | 'size' | 'shape'

/** Why one is not kept. `taken`: another one has its name. `full`: all together take too much room. */
export type NamedRefusal = NamedFlaw | 'taken' | 'too many' | 'full'

/** Which of the two kinds it is. */
export const isTemplate = (one: Named): one is Template => one.kind !== 'view'
export const isView = (one: Named): one is View => one.kind === 'view'

/** Reads one, whatever it is. */
export function checkNamed(raw: unknown): { named: Named } | { flaw: NamedFlaw } {
  const { data, error } = named.safeParse(raw)
  if (data === undefined) return { flaw: flawOf(error?.issues ?? []) }
  return JSON.stringify(data).length > namedLimits.each ? { flaw: 'size' } : { named: data }
}

function flawOf(issues: readonly z.core.$ZodIssue[]): NamedFlaw {
  const surplus = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
  const fields = new Set(issues.map(({ path }) => path.at(-1)))
  if (surplus.some((key) => /approv/i.test(key))) return 'auto-approve'
  if (issues.some(({ code }) => code === 'custom') || surplus.includes('scope')) return 'all servers'
  return fields.has('name') ? 'name' : 'shape'
}

/** Reads the text that {@link JSON.stringify} made of a list of them. Anything else in it is left out, and so is the second of a name. Never throws. */
export function readNamed(stored: string): Named[] {
  const list: Named[] = []
  for (const raw of parsedList(stored).slice(0, 2 * namedLimits.count)) {
    const read = checkNamed(raw)
    if ('named' in read && !list.some((one) => hasSameName(one, read.named))) list.push(read.named)
  }
  return list
}

function parsedList(stored: string): unknown[] {
  try {
    const list: unknown = JSON.parse(stored)
    return Array.isArray(list) ? list : []
  } catch {
    return []
  }
}

/** The text of this list, to stand for the stored one: what a newer desk has put there, and this one can't read, stays. */
export function storedNamed(stored: string, list: readonly Named[]): string {
  const unread = parsedList(stored).filter((raw) => 'flaw' in checkNamed(raw))
  const next = [...list, ...unread]
  return next.length === 0 ? '' : JSON.stringify(next)
}

/** Templates and views have names of their own. */
export function hasSameName(one: Named, other: Named): boolean {
  return one.name === other.name && isView(one) === isView(other)
}

/** The list with this one, or why it can't be; one of its name is replaced where that is wanted. */
export function withNamed(list: readonly Named[], one: Named, isReplacing = false): Named[] | NamedRefusal {
  const read = checkNamed(one)
  if ('flaw' in read) return read.flaw
  const others = list.filter((other) => !hasSameName(other, one))
  if (others.length < list.length && !isReplacing) return 'taken'
  if (others.filter((other) => isView(other) === isView(one)).length >= namedLimits.count) return 'too many'
  const next = [...others, read.named]
  return JSON.stringify(next).length > namedLimits.all ? 'full' : next
}

/** The templates and views of a file, and why others are left out. */
export type CarriedNamed = { carried: Named[]; leftOut: { name: string; flaw: NamedFlaw }[] }

/** Reads the section of a file, whatever it is. */
export function readCarriedNamed(section: unknown): CarriedNamed {
  const rows: unknown[] = Array.isArray(section) ? section : [section]
  const read = rows.slice(0, 2 * namedLimits.count).map((raw) => ({ raw, ...checkNamed(raw) }))
  return {
    carried: read.flatMap((one) => ('named' in one ? [one.named] : [])),
    leftOut: read.flatMap((one) => ('flaw' in one ? [{ name: nameIn(one.raw), flaw: one.flaw }] : [])),
  }
}

function nameIn(raw: unknown): string {
  return z.object({ name: text }).safeParse(raw).data?.name ?? ''
}

/** What an import does with one. `beside`: another one has its name, so it is kept under the next free one. `same`: it is here. */
export type NamedChange = { one: Named; does: 'new' | 'beside' | 'same' | NamedRefusal }

/** Puts those of a file to those that are here. The same file once more changes nothing. */
export function mergeNamed(
  here: readonly Named[],
  carried: readonly Named[],
): { list: Named[]; changes: NamedChange[] } {
  let list = [...here]
  const changes = carried.map((one): NamedChange => {
    const names = freeNames(one.name)
    for (const free of names) {
      const wanted = { ...one, name: free }
      const known = list.find((other) => hasSameName(other, wanted))
      if (known !== undefined && JSON.stringify(known) === JSON.stringify(wanted)) return { one: known, does: 'same' }
      if (known !== undefined) continue
      const next = withNamed(list, wanted)
      if (!Array.isArray(next)) return { one, does: next }
      list = next
      return { one: wanted, does: free === one.name ? 'new' : 'beside' }
    }
    return { one, does: 'too many' }
  })
  return { list, changes }
}

/** The name itself, then "name (2)" and so on, none of them too long. */
function freeNames(wanted: string): string[] {
  return Array.from({ length: namedLimits.count + 1 }, (_, index) => {
    if (index === 0) return wanted
    const end = ` (${index + 1})`
    return `${Array.from(wanted)
      .slice(0, namedLimits.name - end.length)
      .join('')
      .trimEnd()}${end}`
  })
}
