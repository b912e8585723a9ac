import type { DragEvent as ReactDragEvent } from 'react'

function holdsFiles({ dataTransfer }: Pick<DragEvent, 'dataTransfer'>): boolean {
  return dataTransfer?.types.includes('Files') === true
}

/** `onDragOver` of an element that a file may be dropped on. Several at once are refused. */
export function allowOneFile(event: ReactDragEvent): void {
  if (holdsFiles(event) && event.dataTransfer.items.length === 1) event.preventDefault()
}

/** The file that was dropped on such an element; null where that is not one. */
export function droppedFile(event: ReactDragEvent): File | null {
  if (!holdsFiles(event)) return null
  event.preventDefault()
  const [file, another] = event.dataTransfer.files
  return file === undefined || another !== undefined ? null : file
}

/** Refuses files that are dropped anywhere else: the browser would leave the page for them. */
export function refuseOtherFiles(): void {
  document.addEventListener('dragover', (event) => {
    if (event.defaultPrevented || !holdsFiles(event)) return
    event.preventDefault()
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none'
  })
}
