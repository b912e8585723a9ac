/**
 * As the `ref` of an element that goes with a press in it, or by itself: the focus that is in it by then stays at what is around it, the
 * closest with `tabIndex={-1}`. Where the next thing to use appears, that has `focusOnce`; where it is there already, the handler focuses it.
 */
export function leaveFocus(element: HTMLElement | null): () => void {
  const around = element?.parentElement?.closest<HTMLElement>('[tabindex="-1"]')
  return () => {
    if (element?.contains(document.activeElement) === true) around?.focus({ preventScroll: true })
  }
}
