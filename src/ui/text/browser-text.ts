import { useSyncExternalStore } from 'react'
import { storedText } from '~/ui/text/stored-text'

export type BrowserText = ReturnType<typeof browserText>

/** A text that all tabs of this browser share, and that stays. */
export function browserText(what: string) {
  const { keyOf, read, write } = storedText(what, () => localStorage)
  const listeners = new Set<() => void>()
  return {
    read,
    write: (journalName: string, text: string): void => {
      write(journalName, text)
      for (const listener of listeners) listener()
    },
    /** Calls back when any tab has written it. Returns the way out. */
    subscribe: (journalName: string, listener: () => void): (() => void) => {
      const onStorage = ({ key }: StorageEvent) => {
        if (key === null || key === keyOf(journalName)) listener()
      }
      listeners.add(listener)
      window.addEventListener('storage', onStorage)
      return () => {
        listeners.delete(listener)
        window.removeEventListener('storage', onStorage)
      }
    },
  }
}

/** The text as it is now. */
export function useBrowserText(text: BrowserText, journalName: string): string {
  return useSyncExternalStore(
    (listener) => text.subscribe(journalName, listener),
    () => text.read(journalName),
    () => '',
  )
}
