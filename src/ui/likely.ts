type Load = () => Promise<unknown>

const needs: Load[] = []
const loads: Load[] = []

/** Marks what a press needs: `fetchNeeded` fetches it while the page starts. */
export function needed<Part>(load: () => Promise<Part>): () => Promise<Part> {
  needs.push(load)
  return load
}

/** Marks what a person is likely to want next: `fetchLikely` fetches it before it is asked for. */
export function likely<Part>(load: () => Promise<Part>): () => Promise<Part> {
  loads.push(load)
  return load
}

/** Fetches it beside everything else: a browser does not ask again for a file that it could not get, so it is to be there before a press. */
export function fetchNeeded(): void {
  if (!savesData()) fetchAll(needs)
}

/** Fetches it once the page has nothing else to do. What can't be fetched now is asked for again when it is wanted. */
export function fetchLikely(): void {
  onceIdle(() => fetchAll(loads))
}

function fetchAll(all: Load[]): void {
  for (const load of all) load().catch(() => {})
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
