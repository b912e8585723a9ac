import { useEffect, useMemo } from 'react'

/** Memos that were typed and not sent; `own` by application, where it may have one of its own. */
type Memos = { memo: string; own?: Record<string, string> }

/** By the keys of the applications that they are for. In memory: a memo may name people. */
const kept = new Map<string, Memos>()

/** What was typed for these applications before, if it was not sent. */
export function keptMemos(keys: readonly string[]): Memos {
  return kept.get(keys.join(' ')) ?? { memo: '' }
}

/** Keeps what is in the form when its dialog goes, however that happens. */
export function useKeptMemos(keys: readonly string[], read: () => Memos): void {
  const name = useMemo(() => keys.join(' '), [keys])
  useEffect(() => () => void kept.set(name, read()), [name, read])
}
