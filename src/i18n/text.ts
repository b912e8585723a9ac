import type { en } from '~/i18n/en'

type Texts = typeof en
type Form = 'zero' | 'one' | 'other'
type WithoutForm<Name> = Name extends `${infer Of}_${Form}` ? Of : Name
type Keys<Part> = {
  [Name in keyof Part & string]: Part[Name] extends string ? WithoutForm<Name> : `${Name}.${Keys<Part[Name]>}`
}[keyof Part & string]

/** What a text is called: `group.name`, without the forms of a plural. */
export type TextKey = Keys<Texts>

/** The text of a key, in all its forms. */
type TextOf<Part, Key> = Key extends `${infer Group}.${infer Rest}`
  ? Group extends keyof Part
    ? TextOf<Part[Group], Rest>
    : never
  : { [Name in keyof Part]: WithoutForm<Name> extends Key ? Part[Name] : never }[keyof Part]

type NamesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | NamesIn<Rest> : never

/** What is to be filled in for a key: a value for each of its placeholders. */
export type Values<Key> = [NamesIn<TextOf<Texts, Key>>] extends [never]
  ? []
  : [values: Record<NamesIn<TextOf<Texts, Key>>, string | number>]

/** Texts by their whole keys, the forms of a plural each on its own. */
export function flat(texts: object, before = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    if (typeof value === 'string') return [[before + name, value]]
    return typeof value === 'object' && value !== null ? flat(value, `${before}${name}.`) : []
  })
}

const placeholder = /\{\{(\w+)\}\}/

/** Of a value they would turn the words after it, too. */
const directionMarks = /[\u202a-\u202e\u2066-\u2069]/g

export function numbersIn(language: string): (count: number) => string {
  // Made when it is first needed: the page's start would wait for it.
  let format: Intl.NumberFormat | undefined
  return (count) => (count < 1000 ? String(count) : (format ??= new Intl.NumberFormat(language)).format(count))
}

/** Says texts of one language: the form of a plural goes by `count`, a placeholder is filled in to the letter that is seen, and a number as it is written there. */
export function speaker(texts: ReadonlyMap<string, string>, language: string, number: (count: number) => string) {
  let plural: Intl.PluralRules | undefined
  /** A text cut at its placeholders: what stands before each, and its name. */
  const cut = new Map<string, string[]>()

  const textOf = (key: string, count: unknown): string => {
    if (typeof count !== 'number') return texts.get(key) ?? key
    plural ??= new Intl.PluralRules(language)
    const zero = count === 0 ? texts.get(`${key}_zero`) : undefined
    return zero ?? texts.get(`${key}_${plural.select(count)}`) ?? texts.get(key) ?? key
  }

  return (key: string, values?: Readonly<Record<string, string | number>>): string => {
    const text = textOf(key, values?.['count'])
    if (values === undefined) return text
    const parts = cut.get(text) ?? text.split(placeholder)
    cut.set(text, parts)
    let said = parts[0] ?? ''
    for (let at = 1; at < parts.length; at += 2) {
      const value = values[parts[at] ?? ''] ?? ''
      said += typeof value === 'number' ? number(value) : value.replaceAll(directionMarks, '')
      said += parts[at + 1]
    }
    return said
  }
}
