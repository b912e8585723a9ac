/** English, and Chinese as it is written in China. */
export type Language = 'en' | 'zh-CN'

/**
 * The language that a person has chosen in this browser, or else the first of the browser's own that the desk has;
 * English where there is none. It stands in index.html too, as the text of this function, so it can use nothing but the browser.
 */
export function preferredLanguage(): Language {
  let chosen: string | null = null
  try {
    chosen = localStorage.getItem('backup-desk:language')
  } catch {
    // A browser that forbids storage has no choice in it.
  }
  const spoken = [chosen ?? '', ...navigator.languages].find((tag) => /^(?:en|zh)\b/i.test(tag))
  return spoken !== undefined && /^zh/i.test(spoken) ? 'zh-CN' : 'en'
}

/** Remembers the choice, where the browser allows it. */
export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem('backup-desk:language', language)
  } catch {
    // It holds for as long as the page does.
  }
}
