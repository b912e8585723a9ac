import { fieldOf, isSeen } from './field'
import { untilPainted } from './frames'

/** What the page shall have painted in answer to the next key or press. */
export type Expected =
  | { action: 'search'; found: number }
  | { action: 'typing'; label: string; value: string }
  | { action: 'dialog' }

let answer: Promise<number> | undefined

/** Waits for the next key, or for the next press where a dialog is expected, and then for what is expected of it. */
export function expectAnswer(expected: Expected): void {
  answer = new Promise((resolve) => {
    const onInput = ({ timeStamp }: Event) =>
      resolve(untilPainted(() => isAnswered(expected), JSON.stringify(expected)).then((at) => at - timeStamp))
    window.addEventListener(expected.action === 'dialog' ? 'click' : 'keydown', onInput, { capture: true, once: true })
  })
}

/** How long it took, in ms, from the moment that the browser has for the key or the press to the painted frame. */
export async function answered(): Promise<number> {
  if (answer === undefined) throw new Error('nothing is expected')
  return answer
}

function isAnswered(expected: Expected): boolean {
  switch (expected.action) {
    case 'search':
      return isFound(expected)
    case 'typing':
      return fieldOf(expected.label)?.value === expected.value
    case 'dialog':
      return isDialogReady()
  }
}

/** The table says how many rows it has, and its first one is whole. */
function isFound({ found }: { found: number }): boolean {
  const table = document.querySelector('table[aria-rowcount]')
  if (table?.getAttribute('aria-rowcount') !== String(found + 1)) return false
  return table.querySelector('tbody tr:not([aria-hidden]) a[href*="/applications/"]') !== null
}

function isDialogReady(): boolean {
  const { activeElement } = document
  return (
    activeElement instanceof HTMLTextAreaElement &&
    activeElement.closest('[role=dialog]') !== null &&
    isSeen(activeElement)
  )
}
