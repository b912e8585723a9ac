/** English, and Chinese as it is written in China. */
export type Language = 'en' | 'zh-CN'

export const languageNames: Record<Language, string> = { en: 'English', 'zh-CN': '中文' }

/** The language that this page was served in. */
export function servedLanguage(): Language {
  return document.documentElement.lang === 'zh-CN' ? 'zh-CN' : 'en'
}

/** What a person has chosen in this browser. The gate reads the same cookie when it chooses a page. */
export function rememberedLanguage(): Language | undefined {
  try {
    const chosen = /(?:^|; )language=(en|zh-CN)(?:;|$)/.exec(document.cookie)?.[1]
    return chosen === 'en' || chosen === 'zh-CN' ? chosen : undefined
  } catch {
    return undefined
  }
}

/** Remembers the choice for a year, where the browser allows cookies. */
export function rememberLanguage(language: Language): void {
  try {
    // oxlint-disable-next-line unicorn/no-document-cookie -- the gate must get it with the request for the page
    document.cookie = `language=${language}; path=${import.meta.env.BASE_URL}; max-age=31536000; samesite=strict`
  } catch {
    // The choice holds for this page.
  }
}
