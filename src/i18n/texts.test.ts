import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { en } from '~/i18n/en'
import { zhCn } from '~/i18n/zh-cn'
import { keysIn } from '~/test/sources'

type Texts = Record<string, string>

/** Every text under its whole key, the forms of a plural each on its own. */
function textsOf(texts: object, path: string[] = []): Texts {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'string'
        ? [[[...path, name].join('.'), value]]
        : Object.entries(textsOf(value as object, [...path, name])),
    ),
  )
}

const english = textsOf(en)
const chinese = textsOf(zhCn)

const everyModule = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|^i18n\/(en|zh-cn)\.ts$/.test(path),
)

/** Those of the keys that one of the modules names. */
function named(keys: string[], modules: string[]): string[] {
  const patterns = modules.flatMap(keysIn)
  return keys.filter((key) => patterns.some((pattern) => pattern.test(key)))
}

test('every text is said somewhere', () => {
  // The plural forms of a text have one key.
  const keys = [...new Set(Object.keys(english).map((key) => key.replace(/_(zero|one|other)$/, '')))]
  expect(keys).toEqual(named(keys, everyModule))
})

/** The placeholders of a text with their formats, each as often as it stands there. */
function placeholders(text = ''): string[] {
  return (text.match(/\{\{.*?\}\}/g) ?? []).toSorted()
}

test('the texts are the same in Chinese, in the same order, a plural with its one form', () => {
  expect(Object.keys(chinese)).toEqual(Object.keys(english).filter((key) => !key.endsWith('_one')))
})

test('the texts take the same placeholders in Chinese', () => {
  const differing = Object.entries(english).filter(([key, text]) => {
    const expected = placeholders(text)
    // The words for a single one may do without the number.
    const hasCount = expected.includes('{{count}}') || !key.endsWith('_one')
    const translated = placeholders(chinese[key.replace(/_one$/, '_other')])
    return translated.filter((name) => hasCount || name !== '{{count}}').join() !== expected.join()
  })
  expect(differing).toEqual([])
})

test('a plural in Chinese holds for one as well: no count stands after "and others"', () => {
  expect(Object.values(chinese).filter((text) => /等\s*\{\{count\}\}/.test(text))).toEqual([])
})

const sameInBoth = new Set([
  'app.name',
  'apply.recentPlace',
  'apply.setId',
  'apply.appId',
  'apply.zoneId',
  'review.column.set',
  'review.column.app',
  'review.column.zone',
  'review.zone',
  'many.placeholder',
  'resolve.column.status',
  'backup.idName',
  'backup.flag.canRedo',
  'backup.flag.canSuspend',
  'backup.flag.canRollback',
  'live.transId',
  'carry.csv',
  'carry.json',
  'carry.column.executeStatus',
])

test('no text is empty or still English, but names that both share', () => {
  const untranslated = Object.keys(chinese).filter((key) => !chinese[key]?.trim() || chinese[key] === english[key])
  expect(untranslated).toEqual(Object.keys(chinese).filter((key) => sameInBoth.has(key)))
})

test('what asks for a memo names it as its field does', () => {
  expect(chinese['reject.memoNeeded']).toBe(`请填写${chinese['reject.memo']}`)
})

test.each([
  ['备注', '驳回原因', ['reject.memo', 'reject.memoNeeded', 'backup.memo']],
  ['接受了|已接受', '已受理', []],
  ['刷新', '重新加载', ['live.refresh']],
  ['没有发送任何内容', '未发送任何内容', []],
  // What is resumed goes on; only what was lost is restored.
  ['恢复', '继续', ['apply.from.bringBack', 'otherKind.recovery', 'carry.clearHint', 'help.source']],
  ['窗口', '对话框', ['app.start.worker']],
  ['OMS 时钟', 'OMS 时间', []],
  ['"', '“', []],
])('one thing has one word in Chinese: "%s" is "%s"', (otherWord, _word, exceptions) => {
  const texts = Object.keys(chinese).filter((key) => new RegExp(otherWord).test(chinese[key] ?? ''))
  expect(texts).toEqual(exceptions)
})
