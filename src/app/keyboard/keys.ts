/** What a key asks for, wherever the focus is outside of fields and dialogs. */
export type Command = 'search' | 'next' | 'previous' | 'reject' | 'approve' | 'select' | 'help'

export type PressedKey = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'isComposing' | 'keyCode'
>

/** Where the focus is: in what takes typed text or a choice, in a row of applications, under a dialog. */
export type FocusPlace = { isTyping: boolean; isInRow: boolean; isInDialog: boolean }

const commands = new Map<string, Command>([
  ['/', 'search'],
  ['?', 'help'],
  ['j', 'next'],
  ['k', 'previous'],
  ['r', 'reject'],
  ['a', 'approve'],
  ['x', 'select'],
])
const arrows = new Map<string, Command>([
  ['ArrowDown', 'next'],
  ['ArrowUp', 'previous'],
])

/** Whether an input method is still composing a word; Safari says so by the key code alone. */
const isComposing = ({ isComposing: composing, keyCode }: PressedKey) => composing || keyCode === 229

/** What a key asks for. Keys that are typed, composed, or meant for the browser ask for nothing; a key held down only moves. */
export function commandOf(pressed: PressedKey, { isTyping, isInRow, isInDialog }: FocusPlace): Command | undefined {
  const { key, ctrlKey, metaKey, altKey, repeat } = pressed
  if (isTyping || isInDialog || ctrlKey || metaKey || altKey || isComposing(pressed)) return undefined
  // Elsewhere the arrows scroll the page.
  const command = commands.get(key) ?? (isInRow ? arrows.get(key) : undefined)
  return repeat && command !== 'next' && command !== 'previous' ? undefined : command
}

/** Whether a key opens the commands; it does so while something is typed as well. */
export function isSpotlight(pressed: PressedKey): boolean {
  return pressed.key.toLowerCase() === 'k' && isWithCtrl(pressed)
}

/** Whether a key submits the form that has the focus. Held down it does so once. */
export function isSubmit(pressed: PressedKey): boolean {
  return pressed.key === 'Enter' && isWithCtrl(pressed)
}

function isWithCtrl(pressed: PressedKey): boolean {
  const { ctrlKey, metaKey, altKey, repeat } = pressed
  return (ctrlKey || metaKey) && !altKey && !repeat && !isComposing(pressed)
}

/** Whether Enter is held down: what it has pressed must not be pressed again, nor what comes of it. */
export function isHeldEnter({ key, repeat }: Pick<PressedKey, 'key' | 'repeat'>): boolean {
  return key === 'Enter' && repeat
}

/** Whether a key leads from a search to the rows that it has found. */
export function isToRows(pressed: PressedKey): boolean {
  const { key, ctrlKey, metaKey, altKey, repeat } = pressed
  return (key === 'Enter' || key === 'ArrowDown') && !ctrlKey && !metaKey && !altKey && !repeat && !isComposing(pressed)
}
