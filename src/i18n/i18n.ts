import { useSyncExternalStore } from 'react'
import { first } from '~/i18n/en/first'
import type { Language } from '~/i18n/preferred-language'
import { flat, speaker, type TextKey, type Values } from '~/i18n/text'

const texts: Record<Language, Map<string, string>> = { en: new Map(flat(first)), 'zh-CN': new Map() }

const added = new WeakSet<object>()

const add = (of: Language, more: object): void => {
  // Every part of the page asks for them.
  if (added.has(more)) return
  added.add(more)
  for (const [key, text] of flat(more)) texts[of].set(key, text)
}

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
let say = speaker(texts.en, 'en')
const listeners = new Set<() => void>()

/** The text for a key of `en/`, in the language of the page, its placeholders filled in. Those of `rest.ts` are there once `loadRest` has resolved. */
export function t<Key extends TextKey>(key: Key, ...[values]: Values<Key>): string {
  return say(key, values)
}

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
  say = speaker(texts[wanted], wanted)
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
