/** As the `ref` of an element that takes the focus when it appears. */
export function focusOnce(element: HTMLElement | null): void {
  element?.focus()
}
