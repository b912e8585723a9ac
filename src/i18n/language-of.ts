import type { Language } from '~/i18n/language'

/** The language to read a foreign text in, such as a message of OMS: Chinese as soon as it holds Han characters. */
export function languageOf(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en'
}
