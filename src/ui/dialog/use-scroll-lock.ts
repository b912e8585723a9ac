import { useEffect } from 'react'

let locks = 0

/** Keeps the page where it is, and as wide as it is, while something lies over it. */
export function useScrollLock(): void {
  useEffect(() => {
    locks += 1
    if (locks === 1) lock()
    return () => {
      locks -= 1
      if (locks === 0) unlock()
    }
  }, [])
}

function lock(): void {
  const { documentElement: page, body } = document
  const scrollBar = window.innerWidth - page.clientWidth
  if (scrollBar > 0) body.style.paddingInlineEnd = `${scrollBar}px`
  page.style.overflow = 'hidden'
}

function unlock(): void {
  document.body.style.paddingInlineEnd = ''
  document.documentElement.style.overflow = ''
}
