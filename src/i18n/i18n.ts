import { createInstance } from 'i18next'
import { useSyncExternalStore } from 'react'
import { first } from '~/i18n/en/first'
import type { rest } from '~/i18n/en/rest'
import type { Language } from '~/i18n/preferred-language'

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

const add = (of: Language, texts: object): void => {
  i18n.addResourceBundle(of, 'translation', texts, true)
}
add('en', first)

/** What each language loads on demand. */
const loads: Record<Language, { first: () => Promise<void>; rest: () => Promise<void> }> = {
  en: {
    first: () => Promise.resolve(),
    rest: async () => add('en', (await import('~/i18n/en/rest')).rest),
  },
  'zh-CN': {
    first: async () => add('zh-CN', (await import('~/i18n/zh-CN/first')).first),
    rest: async () => add('zh-CN', (await import('~/i18n/zh-CN/rest')).rest),
  },
}

let language: Language = 'en'
let ask = i18n.getFixedT('en') as (key: string, options?: object) => string // whatever `t` has let through
const listeners = new Set<() => void>()
const plain = new Map<string, string>()
i18n.store.on('added', () => plain.clear())
const placeholder = /\{\{(\w+)\}\}/g
const formatted = /\{\{\w+,/

/**
 * The text for a key of `en/`, in the language of the page, its placeholders filled in. Those of `rest.ts` are there once `loadRest` has resolved.
 * i18next is asked for a plural and a format, and for every other text once: a list asks for hundreds at a time.
 */
export const t = ((key: string, options?: object) => {
  if (options !== undefined && 'count' in options) return ask(key, options)
  const known = plain.get(key) ?? ask(key, { skipInterpolation: true })
  plain.set(key, known)
  if (options === undefined) return known
  if (formatted.test(known)) return ask(key, options)
  const values = new Map(Object.entries(options))
  return known.replaceAll(placeholder, (_all, name: string) => String(values.get(name)))
}) as typeof i18n.t // its type says which key takes which placeholders, and this asks it

/** Several things in one sentence, as the language separates them. */
export function joined(parts: readonly (string | number)[]): string {
  return parts.join(language === 'en' ? ', ' : '，')
}

/** Several sentences, as the language ends them but for the last. */
export function paragraph(sentences: readonly string[]): string {
  return sentences.join(language === 'en' ? '. ' : '。')
}

/** Loads a part of the page with the texts that the first screen does without. */
export async function withTexts<Part>(load: () => Promise<Part>): Promise<Part> {
  const [part] = await Promise.all([load(), loadRest()])
  return part
}

/** Loads the texts that the first screen does without. */
export function loadRest(): Promise<void> {
  return loads[language].rest()
}

/** Loads what the first screen says, before anything is drawn. Rejects where that can't be had; the page speaks English then. */
export async function startLanguage(wanted: Language): Promise<void> {
  await loads[wanted].first()
  speak(wanted)
}

/** Everything that is drawn is drawn again in the other language. Rejects, and nothing changes, where its texts can't be had. */
export async function changeLanguage(wanted: Language): Promise<void> {
  await Promise.all([loads[wanted].first(), loads[wanted].rest()])
  speak(wanted)
}

function speak(wanted: Language): void {
  language = wanted
  ask = i18n.getFixedT(wanted) as typeof ask // as above
  plain.clear()
  for (const listener of listeners) listener()
}

/** The language that `t` answers in. */
export function currentLanguage(): Language {
  return language
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The same for a component, which is drawn again when it changes: for the page as a whole, and for what is not drawn with it. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage, currentLanguage)
}
