import { fieldOf, isSeen, isReachable, typeInto } from './field'
import { nextFrame, painted } from './frames'

/** What a load waits for: the field "Set ID", and a row of the list, or that the list says that it has none. */
export type Wanted = { field: boolean; list?: 'row' | 'empty' }

/** In ms since the navigation began. */
export type Load = {
  /** Of text or a picture: an empty background is nothing to a person. */
  firstPaint: number
  field: number
  /** When a button that submits could be pressed, where there is one. */
  submit?: number
  row: number
}

const key = '1'
const calmMs = 2_000

/**
 * Types a key into the field as soon as it takes one, and again whenever the key has gone, so that `field` is the first moment
 * from which on what was typed has stayed. Times are those of the painted frame.
 */
export async function watchLoad({ field: wantsField, list }: Wanted): Promise<Load> {
  let field: number | undefined
  let row: number | undefined
  let submit: number | undefined
  let end = Infinity
  while (performance.now() < end) {
    await nextFrame()
    if (field !== undefined && fieldOf('Set ID')?.value !== key) field = undefined
    const takesKey = wantsField && field === undefined && tryKey()
    const hasRow = list !== undefined && row === undefined && isListed(list)
    const canSubmit = submit === undefined && document.querySelector('[type=submit]:not(:disabled)') !== null
    if (takesKey || hasRow || canSubmit) {
      const at = await painted()
      if (takesKey) field = at
      if (hasRow) row = at
      if (canSubmit) submit = at
    }
    const isThere = (!wantsField || field !== undefined) && (list === undefined || row !== undefined)
    end = isThere ? Math.max(field ?? 0, row ?? 0) + calmMs : Infinity
  }
  return {
    firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    field: field ?? NaN,
    ...(submit !== undefined && { submit }),
    row: row ?? NaN,
  }
}

function tryKey(): boolean {
  const input = fieldOf('Set ID')
  return input !== undefined && isReachable(input) && typeInto(input, key)
}

function isListed(list: 'row' | 'empty'): boolean {
  if (list === 'empty') return document.querySelector('main')?.textContent?.includes('No applications yet') === true
  const name = document.querySelector('tbody a[href*="/applications/"]')
  return name !== null && isSeen(name)
}
