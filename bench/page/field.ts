/** Asking an input for its labels has the browser walk through the whole document, which may not be done in every frame. */
const found = new Map<string, HTMLInputElement>()

/** The text field of that label, as the document has it at this moment. */
export function fieldOf(label: string): HTMLInputElement | undefined {
  const known = found.get(label)
  if (known?.isConnected === true) return known
  const input = [...document.querySelectorAll('input')].find(({ labels }) =>
    [...(labels ?? [])].some(({ textContent }) => textContent?.replace('*', '').trim() === label),
  )
  if (input !== undefined) found.set(label, input)
  return input
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
