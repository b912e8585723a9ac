import { useCallback, useDeferredValue, useLayoutEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'wouter'
import { readView, writeView, type ListView } from '~/review/list/view/list-view'

const againMs = 1_000

/**
 * What of the list is to be seen. The page's address holds it; what is typed in the search counts at once, and the address follows
 * when there is time. `unsearched` is the same view without its search, and stays one object while that is all that changes.
 */
export function useListView() {
  const [params, setParams] = useSearchParams()
  const [typed, setTyped] = useState<string>()
  const written = readView(params)
  const search = typed ?? written.search
  const rest = writeView({ ...written, search: '' }).toString()
  const unsearched = useMemo(() => readView(new URLSearchParams(rest)), [rest])
  const view = useMemo(() => ({ ...unsearched, search }), [unsearched, search])

  const settled = useDeferredValue(typed)
  // With the drawing itself: a row could be pressed before what comes after it, and its address would be overwritten.
  useLayoutEffect(() => {
    if (settled === undefined) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const follow = () => {
      try {
        // "Back" does not go through the steps of a search.
        setParams((before) => writeView({ ...readView(before), search: settled }), {
          replace: true,
          state: history.state as unknown, // wouter takes any state
        })
      } catch (error) {
        // Safari and Firefox refuse after some hundred changes within seconds.
        if (!(error instanceof DOMException)) throw error
        timer = setTimeout(follow, againMs)
        return
      }
      // The address has caught up, and has the word from here on.
      setTyped((latest) => (latest === settled ? undefined : latest))
    }
    follow()
    return () => clearTimeout(timer)
  }, [settled, setParams])

  const change = useCallback(
    (part: Partial<ListView>) => {
      if (part.search !== undefined) setTyped(undefined)
      setParams((before) => writeView({ ...readView(before), ...part }))
    },
    [setParams],
  )
  return { view, unsearched, change, onSearch: setTyped }
}
