import type { ZodMiniType } from 'zod/mini'

/** What the browser would not store. */
const unstored = new Map<string, string>()

/**
 * A text under the journal's name, so that it never meets another environment. What the browser does not store (full, forbidden, or no
 * storage at all) is kept while the page lives.
 */
export function storedText(what: string, storage: () => Storage) {
  const keyOf = (journalName: string) => `${journalName}:${what}`
  /** Whether the text is stored now; where it is not, what was there stays. */
  const replace = (journalName: string, text: string): boolean => {
    const key = keyOf(journalName)
    try {
      if (text === '') storage().removeItem(key)
      else storage().setItem(key, text)
      unstored.delete(key)
      return true
    } catch {
      return false
    }
  }
  return {
    keyOf,
    replace,
    read: (journalName: string): string => {
      const key = keyOf(journalName)
      // What another tab has stored since then is the newer one.
      return storedAt(key, storage) ?? unstored.get(key) ?? ''
    },
    write: (journalName: string, text: string): void => {
      if (replace(journalName, text)) return
      unstored.set(keyOf(journalName), text)
      forget(keyOf(journalName), storage)
    },
  }
}

function storedAt(key: string, storage: () => Storage): string | null {
  try {
    return storage().getItem(key)
  } catch {
    return null
  }
}

/** An older text must not come back when the newer one did not fit. */
function forget(key: string, storage: () => Storage): void {
  try {
    storage().removeItem(key)
  } catch {
    // A browser that forbids storage keeps nothing.
  }
}

/** What stands in such a text as JSON; undefined where that is nothing, or has another shape. */
export function parseStored<Value>(schema: ZodMiniType<Value>, text: string): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
