import { expect, test } from 'vitest'
import { clipWord } from '~/i18n/clip-word'
import { oddCharacter, visibleText } from '~/ui/text/visible-text'

test.each([
  ['direction marks', '\u202a126\u202c', '126'],
  ['isolates', '\u2068126\u2069', '126'],
  ['a zero-width space inside', 'tb_pla\u200byer', 'tb_player'],
  ['a soft hyphen', 'tb_\u00adplayer', 'tb_player'],
  ['a byte order mark', '\ufeff126', '126'],
  ['a variation selector', 'a\ufe0f', 'a'],
  ['a tag character', 'a\u{e0041}', 'a'],
  ['an Arabic letter mark', '\u061c12', '12'],
  ['a Hangul filler', 'a\u3164', 'a'],
  ['white space of all kinds around it', ' \u00a0\u3000\t12\r\n', '12'],
  ['marks within white space', ' \u200b \u202a12\u202c \u200b', '12'],
  ['nothing else', 'a b', 'a b'],
  ['a lone surrogate, which is seen', 'a\ud800b', 'a\ud800b'],
])('what is seen of a text with %s', (_name, text, seen) => {
  expect(visibleText(text)).toBe(seen)
})

test.each([
  ['a\u0000b', 'U+0000'],
  ['a\u00a0b', 'U+00A0'],
  ['a\u3000b', 'U+3000'],
  ['a\u0085b', 'U+0085'],
  ['a\u2800b', 'U+2800'],
  ['a\tb', 'U+0009'],
  ['a b', undefined],
  ['玩家', undefined],
])('of %j the odd character is %s', (text, character) => {
  expect(oddCharacter(text)).toBe(character)
})

test('control characters can be seen in a message', () => {
  expect(clipWord('126.2.2.2\u0000')).toBe('126.2.2.2U+0000')
})
