const loads: (() => Promise<unknown>)[] = []

/** Marks what a person is likely to want next: `fetchLikely` fetches it before it is asked for. */
export function likely<Part>(load: () => Promise<Part>): () => Promise<Part> {
  loads.push(load)
  return load
}

/** Fetches it once the page has nothing else to do. What can't be fetched now is asked for again when it is wanted. */
export function fetchLikely(): void {
  onceIdle(() => {
    for (const load of loads) load().catch(() => {})
  })
}

/** Calls back once the page has nothing else to do; never where a person saves data. */
export function onceIdle(work: () => void): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } } // in Chromium only, so TypeScript does not know it
  if (connection?.saveData === true) return
  // Safari has no such callback.
  if ('requestIdleCallback' in window) requestIdleCallback(work)
  else setTimeout(work, 1000)
}
