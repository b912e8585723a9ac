import { useEffect, useEffectEvent, useRef } from 'react'

declare global {
  interface Window {
    /** Pressed before the page's script was there; index.html keeps them until they are taken over. */
    earlyKeys?: KeyboardEvent[] | undefined
  }
}

/** A person who has not seen the effect of a key by then has gone on to something else. */
const keptMs = 10_000

/** `typed`: the key is text for the field with the focus. `over`: what is pressed after it is meant for something that it opens. */
export type Answer = 'done' | 'over' | 'typed' | 'not yet' | 'not mine'

/**
 * Hears the keys of the page. One that asks for what is not there yet is kept, with what is pressed after it, and obeyed
 * when it is; a press of the mouse ends that.
 */
export function useKeptKeys(answer: (event: KeyboardEvent) => Answer): void {
  const kept = useRef<{ event: KeyboardEvent; since: number }[]>([])
  const answered = useEffectEvent(answer)
  useEffect(() => {
    const observer = new MutationObserver(() => obeyKept())
    const keep = (event: KeyboardEvent) => {
      kept.current.push({ event, since: performance.now() })
      observer.observe(document.body, { childList: true, subtree: true })
    }
    const forget = () => {
      kept.current = []
      observer.disconnect()
    }
    const obeyKept = () => {
      for (let [first] = kept.current; first !== undefined; [first] = kept.current) {
        const { event, since } = first
        const came = performance.now() - since > keptMs ? 'not mine' : answered(event)
        if (came === 'not yet') return
        kept.current.shift()
        if (came === 'typed') typeKey(event)
        if (came === 'over') forget()
      }
      observer.disconnect()
    }
    const hear = (event: KeyboardEvent) => {
      obeyKept()
      if (event.target instanceof Element && event.target.matches('input, textarea, select')) forget()
      if (kept.current.length > 0 && isText(event)) {
        keep(event)
        event.preventDefault()
        return
      }
      const came = answered(event)
      if (came === 'not yet') keep(event)
      if (came === 'done' || came === 'over' || came === 'not yet') event.preventDefault()
    }
    const listener = (event: KeyboardEvent) => event.defaultPrevented || hear(event)

    window.earlyKeys?.forEach(keep)
    delete window.earlyKeys
    // While React commits, a field would take back what is typed into it.
    queueMicrotask(obeyKept)
    document.addEventListener('keydown', listener)
    document.addEventListener('pointerdown', forget)
    return () => {
      observer.disconnect()
      document.removeEventListener('keydown', listener)
      document.removeEventListener('pointerdown', forget)
    }
  }, [])
}

/** What is typed, and the Enter behind it where nothing has the focus that it would press. */
function isText({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  const isTyped = key.length === 1 || key === 'Backspace' || (key === 'Enter' && target === document.body)
  return isTyped && !ctrlKey && !metaKey && !altKey
}

/** Puts a kept key into the search, where it has the focus, as if it were pressed now. */
function typeKey(event: KeyboardEvent): void {
  const { key } = event
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement) || field.type !== 'search') return
  if (key === 'Enter') {
    // The commands mark the first that is found in a microtask.
    queueMicrotask(() => field.dispatchEvent(new KeyboardEvent('keydown', event)))
    return
  }
  const [start, end] = [field.selectionStart ?? 0, field.selectionEnd ?? 0]
  if (key === 'Backspace') field.setRangeText('', Math.max(0, start === end ? start - 1 : start), end, 'end')
  else field.setRangeText(key, start, end, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
