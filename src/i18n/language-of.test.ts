import { expect, test } from 'vitest'
import { languageOf } from '~/i18n/language-of'

test.each([
  ['已成功完成', 'zh-CN'],
  ['set(set_id=126) 不允许', 'zh-CN'],
  ['Token error', 'en'],
  ['', 'en'],
  ['，。', 'en'],
])('%j is read as %s', (text, language) => {
  expect(languageOf(text)).toBe(language)
})
