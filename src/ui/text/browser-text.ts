import { useSyncExternalStore } from 'react'
import { openListeners } from '~/ui/listeners'
import { storedText } from '~/ui/text/stored-text'

export type BrowserText = ReturnType<typeof browserText>

/** A text that all tabs of this browser share, and that stays. */
export function browserText(what: string) {
  const { keyOf, read, write, replace } = storedText(what, () => localStorage)
  const { tell, subscribe } = openListeners()
  return {
    read,
    write: (journalName: string, text: string): void => {
      write(journalName, text)
      tell()
    },
    /** Whether the text is stored now; where it is not, what was there stays. */
    replace: (journalName: string, text: string): boolean => {
      const isStored = replace(journalName, text)
      tell()
      return isStored
    },
    /** Calls back when any tab has written it. Returns the way out. */
    subscribe: (journalName: string, listener: () => void): (() => void) => {
      const onStorage = ({ key }: StorageEvent) => {
        if (key === null || key === keyOf(journalName)) listener()
      }
      const leave = subscribe(listener)
      window.addEventListener('storage', onStorage)
      return () => {
        leave()
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
