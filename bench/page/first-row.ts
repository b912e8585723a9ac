import { nextFrame, painted } from './frames'

let first: { address: string; at: number } | undefined

/** Looks before every frame which application stands first in the list, for as long as the page lives. */
export async function watchFirstRow(): Promise<void> {
  for (;;) {
    await nextFrame()
    const address = document.querySelector('tbody a[href*="/applications/"]')?.getAttribute('href')
    if (address === null || address === undefined || address === first?.address) continue
    first = { address, at: await painted() }
  }
}

/** When the one that stands there now was painted there, in ms since the navigation began. */
export function firstRowSince(): number {
  return first?.at ?? NaN
}
