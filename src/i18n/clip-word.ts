const wordLimit = 40

/** A word in a length that a line can hold, its control characters to be seen. */
export function clipWord(word: string): string {
  const shown = word.length > wordLimit ? `${word.slice(0, wordLimit).toWellFormed()}…` : word
  return shown.replaceAll(/[\p{Cc}\u2800]/gu, codeOf)
}

/** A character that nobody sees, such as `U+0000`. */
export function codeOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}
