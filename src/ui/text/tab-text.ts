/** What the browser would not store. */
const unstored = new Map<string, string>()

/**
 * A text that belongs to this tab, under the journal's name, so that it survives a reload and never meets another
 * environment. What the browser does not store (full, forbidden, or no storage at all) is kept while the page lives.
 */
export function tabText(what: string) {
  const keyOf = (journalName: string) => `${journalName}:${what}`
  return {
    read: (journalName: string): string => {
      const key = keyOf(journalName)
      try {
        return unstored.get(key) ?? sessionStorage.getItem(key) ?? ''
      } catch {
        return ''
      }
    },
    write: (journalName: string, text: string): void => {
      const key = keyOf(journalName)
      try {
        if (text === '') sessionStorage.removeItem(key)
        else sessionStorage.setItem(key, text)
        unstored.delete(key)
      } catch {
        unstored.set(key, text)
        forget(key)
      }
    },
  }
}

/** An older text must not come back when the newer one did not fit. */
function forget(key: string): void {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // A browser that forbids storage keeps nothing.
  }
}
