import { expect, test } from 'vitest'
import { commandOf, isSpotlight, isSubmit, type Command, type FocusPlace, type PressedKey } from '~/app/keyboard/keys'

const press = (key: string, more: Partial<PressedKey> = {}): PressedKey => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
  keyCode: 0,
  ...more,
})
const page: FocusPlace = { isTyping: false, isInRow: false, isInDialog: false }

test.each<[string, Command | undefined]>([
  ['/', 'search'],
  ['?', 'help'],
  ['j', 'next'],
  ['k', 'previous'],
  ['r', 'reject'],
  ['a', 'approve'],
  ['x', 'select'],
  ['ArrowDown', undefined],
  ['ArrowUp', undefined],
  ['R', undefined],
  ['X', undefined],
  ['toString', undefined],
  ['Enter', undefined],
])('%s on the page asks for %s', (key, command) => {
  expect(commandOf(press(key), page)).toBe(command)
})

test.each<[string, Command]>([
  ['ArrowDown', 'next'],
  ['ArrowUp', 'previous'],
  ['j', 'next'],
])('%s in a row asks for %s, also when it is held down', (key, command) => {
  expect(commandOf(press(key), { ...page, isInRow: true })).toBe(command)
  expect(commandOf(press(key, { repeat: true }), { ...page, isInRow: true })).toBe(command)
})

test.each<[string, Partial<PressedKey>, Partial<FocusPlace>]>([
  ['while typing', {}, { isTyping: true }],
  ['under a dialog', {}, { isInDialog: true }],
  ['with Ctrl', { ctrlKey: true }, {}],
  ['with Cmd', { metaKey: true }, {}],
  ['with Alt', { altKey: true }, {}],
  ['while a word is composed', { isComposing: true }, {}],
  ['while Safari composes a word', { keyCode: 229 }, {}],
])('%s no key asks for anything', (_when, pressed, place) => {
  for (const key of ['/', '?', 'j', 'k', 'r', 'a', 'x', 'ArrowDown']) {
    expect(commandOf(press(key, pressed), { ...page, isInRow: true, ...place })).toBeUndefined()
  }
})

test.each(['r', 'a', 'x', '/', '?'])('%s held down asks once', (key) => {
  expect(commandOf(press(key, { repeat: true }), page)).toBeUndefined()
})

test.each<[string, boolean, PressedKey]>([
  ['Ctrl+Enter', true, press('Enter', { ctrlKey: true })],
  ['Cmd+Enter', true, press('Enter', { metaKey: true })],
  ['Enter', false, press('Enter')],
  ['Ctrl+Enter held down', false, press('Enter', { ctrlKey: true, repeat: true })],
  ['Ctrl+Alt+Enter', false, press('Enter', { ctrlKey: true, altKey: true })],
  ['Ctrl+Enter that ends a composed word', false, press('Enter', { ctrlKey: true, isComposing: true })],
  ['Ctrl+Enter with the code of composing', false, press('Enter', { ctrlKey: true, keyCode: 229 })],
  ['Ctrl+J', false, press('j', { ctrlKey: true })],
])('%s submits: %s', (_name, submits, pressed) => {
  expect(isSubmit(pressed)).toBe(submits)
})

test.each<[string, boolean, PressedKey]>([
  ['Ctrl+K', true, press('k', { ctrlKey: true })],
  ['Cmd+K with Caps Lock', true, press('K', { metaKey: true })],
  ['k', false, press('k')],
  ['Ctrl+Alt+K', false, press('k', { ctrlKey: true, altKey: true })],
  ['Ctrl+K held down', false, press('k', { ctrlKey: true, repeat: true })],
  ['Ctrl+K while composing', false, press('k', { ctrlKey: true, isComposing: true })],
])('%s opens the commands: %s', (_name, opens, pressed) => {
  expect(isSpotlight(pressed)).toBe(opens)
})
