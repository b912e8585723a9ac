import { withPatience } from '~/ui/with-patience'

/**
 * What is known of the page as the build has rendered it, until its scripts have taken it over: first the header and what stands
 * beside the form, then the form. `app/first-paint.ts` shows it, and marks on `#root` what is not taken over yet.
 */
type Piece = 'header' | 'form'

/** None where the build itself renders. */
const root = (): HTMLElement | null => (typeof document === 'undefined' ? null : document.getElementById('root'))

const marks = { header: 'early', form: 'prerendered' } as const

/** Whether the form is still the one that the build has rendered, and holds what nobody else knows. */
export function isFormBuilt(): boolean {
  return root()?.dataset.prerendered === 'form'
}

let formTaken = () => {}
const taking = new Promise<void>((resolve) => {
  formTaken = resolve
})

let rowsDrawn = () => {}
const drawing = new Promise<void>((resolve) => {
  rowsDrawn = resolve
})

/** Says that what stands beside the build's form is drawn, or can't be. */
export function besideFormDrawn(): void {
  rowsDrawn()
}

const nextFrame = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)))

/** Resolves once the build's form is next: it takes what is typed all the while, and what stands beside it has nothing to show before. */
export async function whenFormIsNext(): Promise<void> {
  if (isFormBuilt()) await withPatience(drawing.then(nextFrame))
}

/**
 * Has React take over the form now that its script is there: at once, as it does with what an event reaches. Left to itself it does
 * so in steps, and a key between two of them would be lost.
 */
export function awakeForm(): void {
  if (isFormBuilt()) document.querySelector('form')?.dispatchEvent(new Event('copy', { bubbles: true }))
}

/** Resolves once nothing of the build's form is left. */
export async function whenFormTaken(): Promise<void> {
  if (isFormBuilt()) await taking
}

/** Says that a piece has its scripts, and does what was pressed in it before. */
export function takeOver(piece: Piece): void {
  delete root()?.dataset[marks[piece]]
  if (piece === 'form') formTaken()
  const early = window.pressedEarly
  if (early === undefined || (piece === 'header' && isFormBuilt() && early.closest('main') !== null)) return
  delete window.pressedEarly
  standsFor(early)?.click()
}

/** Says that the build's form goes without having been taken over: somebody went to another page first. That form, if so. */
export function leaveForm(): HTMLFormElement | undefined {
  if (!isFormBuilt()) return undefined
  delete root()?.dataset[marks.form]
  delete window.pressedEarly
  formTaken()
  return document.querySelector('form') ?? undefined
}

/** The button itself, or the one that was drawn in its place where the page of the build could not be taken over. */
function standsFor(early: HTMLButtonElement): HTMLButtonElement | undefined {
  if (early.isConnected) return early
  const buttons = [...document.querySelectorAll('button')]
  return buttons.find(
    ({ ariaLabel, textContent }) => ariaLabel === early.ariaLabel && textContent === early.textContent,
  )
}
