import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { first } from '~/i18n/en/first'
import { rest } from '~/i18n/en/rest'
import { firstModules, keysIn } from '~/test/sources'

/** The keys of texts as `t` takes them: the plural forms of a text have one. */
function keysOf(texts: object, path: string[] = []): string[] {
  const keys = Object.entries(texts).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? keysOf(value, [...path, name])
      : [[...path, name].join('.').replace(/_(zero|one|other)$/, '')],
  )
  return [...new Set(keys)]
}

const everyModule = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|^i18n\//.test(path),
)

/** Those of the keys that one of the modules names. */
function named(keys: string[], modules: string[]): string[] {
  const patterns = modules.flatMap(keysIn)
  return keys.filter((key) => patterns.some((pattern) => pattern.test(key)))
}

const screen = firstModules().filter((path) => !path.startsWith('i18n/'))

test('what the first screen can say is among the first texts', () => {
  expect(screen).toContain('apply/apply-form.tsx')
  const late = screen.map((path) => ({ path, keys: named(keysOf(rest), [path]) }))
  expect(late.filter(({ keys }) => keys.length > 0)).toEqual([])
})

test('what the first screen never says is not among the first texts', () => {
  const keys = keysOf(first)
  expect(keys).toEqual(named(keys, screen))
})

test('every text is said somewhere', () => {
  const keys = [...keysOf(first), ...keysOf(rest)]
  expect(keys).toEqual(named(keys, everyModule))
})
