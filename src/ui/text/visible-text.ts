import { codeOf } from '~/i18n/clip-word'

const unseen = /\p{Default_Ignorable_Code_Point}+/gu
const odd = /[\p{Cc}\u2800]|[^\S ]/u

/** Text without what nobody sees: zero-width, direction and format marks. */
export function withoutUnseen(text: string): string {
  return text.replaceAll(unseen, '')
}

/** The same without white space around it: what an id, a name or a cell says. */
export function visibleText(text: string): string {
  return withoutUnseen(text).trim()
}

/** The first character that looks like nothing or like a space and is neither, such as `U+0000`. */
export function oddCharacter(text: string): string | undefined {
  const [character] = odd.exec(text) ?? []
  return character === undefined ? undefined : codeOf(character)
}
