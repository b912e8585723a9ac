import { expect, test } from 'vitest'
import { chooseLanguage, choosePage } from './pages.ts'

test.each([
  ['/', 'index'],
  ['/apply', 'index'],
  ['/apply?set=126', 'app'],
  ['/?seed=10', 'app'],
  ['/apply/many', 'app'],
  ['/applications/attempt-6c84fb90', 'app'],
  ['/favicon.ico', undefined],
  ['/assets/x', undefined],
  ['/oms/x', undefined],
])('%s is answered by %s', (target, page) => {
  expect(choosePage(target)).toBe(page)
})

test.each([
  ['', '', 'en'],
  ['', 'zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['', 'de,en;q=0.5,zh;q=0.7', 'zh-CN'],
  ['', 'zh;q=0,en;q=0.1', 'en'],
  ['', 'zha,fr', 'en'],
  ['a=b; language=en', 'zh', 'en'],
  ['language=zh-CN; a=b', 'en', 'zh-CN'],
  ['language=de', 'zh-TW', 'zh-CN'],
  ['xlanguage=zh-CN', '', 'en'],
])('cookie "%s" and languages "%s" mean %s', (cookie, languages, language) => {
  expect(chooseLanguage(cookie, languages)).toBe(language)
})
