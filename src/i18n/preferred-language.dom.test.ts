import { afterEach, expect, test, vi } from 'vitest'
import { preferredLanguage, rememberLanguage, type Language } from '~/i18n/preferred-language'

afterEach(() => localStorage.clear())

const browserSpeaks = (...languages: string[]) => vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages)

test.each<[string[], Language]>([
  [['zh-CN', 'en'], 'zh-CN'],
  [['zh'], 'zh-CN'],
  [['zh-Hant-TW', 'en'], 'zh-CN'],
  [['ZH-cn'], 'zh-CN'],
  [['en-US', 'zh-CN'], 'en'],
  [['de-DE', 'zh-CN', 'en'], 'zh-CN'],
  [['de-DE', 'fr'], 'en'],
  [['zha'], 'en'],
  [[], 'en'],
])('a browser that speaks %j gets %s', (languages, expected) => {
  browserSpeaks(...languages)
  expect(preferredLanguage()).toBe(expected)
})

test('what a person has chosen goes before what the browser speaks', () => {
  browserSpeaks('zh-CN')
  rememberLanguage('en')
  expect(preferredLanguage()).toBe('en')
  browserSpeaks('en')
  rememberLanguage('zh-CN')
  expect(preferredLanguage()).toBe('zh-CN')
})

test('a remembered word that is no language is passed over', () => {
  localStorage.setItem('backup-desk:language', 'xx')
  browserSpeaks('zh-CN')
  expect(preferredLanguage()).toBe('zh-CN')
})

test('a browser that forbids storage speaks its own language', () => {
  browserSpeaks('zh-CN')
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('forbidden', 'SecurityError')
  })
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('forbidden', 'SecurityError')
  })
  expect(() => rememberLanguage('en')).not.toThrow()
  expect(preferredLanguage()).toBe('zh-CN')
})
