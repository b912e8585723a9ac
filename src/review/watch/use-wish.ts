import { useMemo } from 'react'
import * as z from 'zod/mini'
import { useJournal } from '~/record/react/journal-context'
import type { Wish } from '~/review/watch/news'
import { browserText, useBrowserText } from '~/ui/text/browser-text'
import { parseStored } from '~/ui/text/stored-text'

const kept = browserText('notify')
const wish = z.object({ since: z.string(), reviews: z.boolean() })

/** What the person wants to be told, in all tabs of this browser; undefined while that is nothing. */
export function useWish(): [Wish | undefined, (next: Wish | undefined) => void] {
  const { name } = useJournal()
  const text = useBrowserText(kept, name)
  const current = useMemo(() => parseStored(wish, text), [text])
  return [current, (next) => kept.write(name, next === undefined ? '' : JSON.stringify(next))]
}
