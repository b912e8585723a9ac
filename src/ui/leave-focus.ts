/** As the `ref` of an element that goes: the focus that is in it by then stays at what is around it. */
export function leaveFocus(element: HTMLElement | null): () => void {
  const around = element?.parentElement?.closest<HTMLElement>('[tabindex="-1"]')
  return () => {
    if (element?.contains(document.activeElement) === true) around?.focus({ preventScroll: true })
  }
}
