import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react'
import { clipWord } from '~/i18n/clip-word'
import type { Language } from '~/i18n/language'
import { flat, numbersIn, speaker, type TextKey, type Values } from '~/i18n/text'

const loads: Record<Language, () => Promise<object>> = {
  en: async () => (await import('~/i18n/en')).en,
  'zh-CN': async () => (await import('~/i18n/zh-cn')).zhCn,
}

const marks: Record<Language, { comma: string; stop: string; space: string }> = {
  en: { comma: ', ', stop: '. ', space: ' ' },
  'zh-CN': { comma: '，', stop: '。', space: '' },
}

/** Most words that `joinFirst` names. */
const joinLimit = 10

export type Texts = {
  /** The text for a key of `en.ts`, its placeholders filled in. */
  <Key extends TextKey>(key: Key, ...[values]: Values<Key>): string
  readonly language: Language
  /** A count as the language writes it, as in "2,000". Ids stay as they are. */
  number: (count: number) => string
  /** Several things in one sentence, as the language separates them. */
  list: (parts: readonly (string | number)[]) => string
  /** Several sentences, as the language ends them but for the last. */
  sentences: (parts: readonly string[]) => string
  /** Several sentences that have their ends, as the language parts them. */
  paragraph: (sentences: readonly string[]) => string
  /** The first ten of many words, and how many more there are. */
  joinFirst: (words: readonly string[]) => string
  /** What `later` has kept. */
  said: (kept: string) => string
}

/** Keeps a text until it is shown, in whatever language the page then has: for the messages of schemas. A list is shown as its first few words. */
export function later<Key extends TextKey>(
  key: Key,
  ...[values]: Values<Key> extends [] ? [] : [Record<keyof Values<Key>[0] & string, string | number | string[]>]
): string {
  return JSON.stringify([key, values])
}

/** Says texts, as a file of this folder holds them, in that language. */
export function textsIn(language: Language, texts: object): Texts {
  const number = numbersIn(language)
  const say = speaker(new Map(flat(texts)), language, number)
  const { comma, stop, space } = marks[language]
  const list = (parts: readonly (string | number)[]) => parts.join(comma)
  const joinFirst = (words: readonly string[]) => {
    const shown = list(words.slice(0, joinLimit).map(clipWord))
    return words.length > joinLimit ? say('apply.error.andMore', { shown, count: words.length - joinLimit }) : shown
  }
  const said = (kept: string) => {
    const [key, values] = JSON.parse(kept) as [TextKey, Record<string, string | number | string[]>?] // what `later` has written
    const filled = Object.entries(values ?? {}).map(([name, value]) => [
      name,
      Array.isArray(value) ? joinFirst(value) : value,
    ])
    return say(key, Object.fromEntries(filled))
  }
  return Object.assign((key: TextKey, values?: Record<string, string | number>) => say(key, values), {
    language,
    number,
    list,
    sentences: (parts: readonly string[]) => parts.join(stop),
    paragraph: (sentences: readonly string[]) => sentences.join(space),
    joinFirst,
    said,
  })
}

/** Rejects where they can't be loaded. */
export async function loadTexts(language: Language): Promise<Texts> {
  return textsIn(language, await loads[language]())
}

const TextsContext = createContext<{ t: Texts; changeLanguage: (wanted: Language) => Promise<void> } | undefined>(
  undefined,
)

/** Gives everything below it the texts of the page's language, which begins as that of `texts`. */
export function TextsProvider({ texts, children }: { texts: Texts; children: ReactNode }) {
  const [t, setTexts] = useState(() => texts)
  const changeLanguage = useCallback(async (wanted: Language) => {
    const loaded = await loadTexts(wanted)
    setTexts(() => loaded)
  }, [])
  const value = useMemo(() => ({ t, changeLanguage }), [t, changeLanguage])
  return <TextsContext value={value}>{children}</TextsContext>
}

function useTexts() {
  const texts = use(TextsContext)
  if (texts === undefined) throw new Error('useT needs a TextsProvider')
  return texts
}

export function useT(): Texts {
  return useTexts().t
}

/** Everything is drawn again in that language. Rejects, and nothing changes, where its texts can't be loaded. */
export function useChangeLanguage(): (wanted: Language) => Promise<void> {
  return useTexts().changeLanguage
}
