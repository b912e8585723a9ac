import { useSyncExternalStore } from 'react'
import type { Language } from '~/i18n/language'
import { flat, speaker, type TextKey, type Values } from '~/i18n/text'

const loads: Record<Language, () => Promise<object>> = {
  en: async () => (await import('~/i18n/en')).en,
  'zh-CN': async () => (await import('~/i18n/zh-cn')).zhCn,
}

let language: Language = 'en'
let say = speaker(new Map(), 'en')
const listeners = new Set<() => void>()

/** The text for a key of `en.ts`, in the language of the page, its placeholders filled in. Before `changeLanguage` has resolved once, the key itself. */
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

/** Everything that is drawn is drawn again in that language. Rejects, and nothing changes, where its texts can't be loaded. */
export async function changeLanguage(wanted: Language): Promise<void> {
  say = speaker(new Map(flat(await loads[wanted]())), wanted)
  language = wanted
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
