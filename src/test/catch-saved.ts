import { vi } from 'vitest'

/** The files that the page saves from now on. */
export function catchSaved(): { name: string; blob: Blob }[] {
  const saved: { name: string; blob: Blob }[] = []
  let blob = new Blob()
  // jsdom has neither.
  URL.createObjectURL = (object) => {
    blob = object as Blob // what saveFile gives it
    return 'blob:'
  }
  URL.revokeObjectURL = () => {}
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    saved.push({ name: this.download, blob })
  })
  return saved
}
