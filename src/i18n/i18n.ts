import { createInstance } from 'i18next'
import { first } from '~/i18n/en/first'
import type { rest } from '~/i18n/en/rest'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof first & typeof rest }
  }
}

const i18n = createInstance({
  lng: 'en',
  resources: {},
  // React escapes; a second time would show the entities.
  interpolation: { escapeValue: false },
  initAsync: false,
})
void i18n.init()

const add = (texts: object) => i18n.addResourceBundle('en', 'translation', texts, true)
add(first)

const plain = new Map<string, string>()
i18n.store.on('added', () => plain.clear())
const placeholder = /\{\{(\w+)\}\}/g
const formatted = /\{\{\w+,/

/**
 * The text for a key of `en/`, its placeholders filled in. Those of `en/rest.ts` are there once `loadRest` has resolved.
 * i18next is asked for a plural and a format, and for every other text once: a list asks for hundreds at a time.
 */
export const t = ((key: string, options?: object) => {
  const ask = i18n.t as (key: string, options?: object) => string // whatever `t` has let through
  if (options !== undefined && 'count' in options) return ask(key, options)
  const known = plain.get(key) ?? ask(key, { skipInterpolation: true })
  plain.set(key, known)
  if (options === undefined) return known
  if (formatted.test(known)) return ask(key, options)
  const values = new Map(Object.entries(options))
  return known.replaceAll(placeholder, (_all, name: string) => String(values.get(name)))
}) as typeof i18n.t // its type says which key takes which placeholders, and this asks it

/** Loads a part of the page with the texts that the first screen does without. */
export async function withTexts<Part>(load: () => Promise<Part>): Promise<Part> {
  const [part] = await Promise.all([load(), loadRest()])
  return part
}

/** Loads the texts that the first screen does without. */
export async function loadRest(): Promise<void> {
  const { rest } = await import('~/i18n/en/rest')
  add(rest)
}
