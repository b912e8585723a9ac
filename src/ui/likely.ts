type Load = () => Promise<unknown>

const needs: Load[] = []
const loads: Load[] = []

/** What to do with what is marked: keep it for later, until that has come. */
let onNeeded = (load: Load): void => {
  needs.push(load)
}
let onLikely = (load: Load): void => {
  loads.push(load)
}

/** Marks what a press needs: `fetchNeeded` fetches it while the page starts. */
export function needed<Part>(load: () => Promise<Part>): () => Promise<Part> {
  onNeeded(load)
  return load
}

/** Marks what a person is likely to want next: `fetchLikely` fetches it before it is asked for. */
export function likely<Part>(load: () => Promise<Part>): () => Promise<Part> {
  onLikely(load)
  return load
}

/**
 * Fetches it beside everything else, and from now on at once what a part that comes later marks: a browser does not ask again for a
 * file that it could not get, so it is to be there before a press.
 */
export function fetchNeeded(): void {
  if (savesData()) return
  onNeeded = fetchOne
  needs.forEach(fetchOne)
}

/** Fetches it once the page has nothing else to do. What can't be fetched now is asked for again when it is wanted. */
export function fetchLikely(): void {
  onLikely = (load) => onceIdle(() => fetchOne(load))
  onceIdle(() => loads.forEach(fetchOne))
}

function fetchOne(load: Load): void {
  load().catch(() => {})
}

/** Calls back once the page has nothing else to do; never where a person saves data. */
export function onceIdle(work: () => void): void {
  if (savesData()) return
  // Safari has no such callback.
  if ('requestIdleCallback' in window) requestIdleCallback(work)
  else setTimeout(work, 1000)
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } } // in Chromium only, so TypeScript does not know it
  return connection?.saveData === true
}
