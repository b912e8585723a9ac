/** The text field of that label, as the document has it at this moment. */
export function fieldOf(label: string): HTMLInputElement | undefined {
  return [...document.querySelectorAll('input')].find((input) =>
    [...(input.labels ?? [])].some(({ textContent }) => textContent?.replace('*', '').trim() === label),
  )
}

/** Whether a pointer would meet it: to be seen, and under nothing else. */
export function isReachable(element: Element): boolean {
  if (!isSeen(element)) return false
  const { left, top, width, height } = element.getBoundingClientRect()
  return document.elementFromPoint(left + width / 2, top + height / 2) === element
}

export function isSeen(element: Element): boolean {
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
}

/** Puts the caret there and types a key; false when the field does not take it. */
export function typeInto(input: HTMLInputElement, key: string): boolean {
  input.focus()
  if (document.activeElement !== input) return false
  // The one way for a script to make the browser itself put text in, at the caret and with its own input event.
  document.execCommand('insertText', false, key)
  return input.value === key
}
