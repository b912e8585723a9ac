/** The whole address of a page of this desk, to be handed on; `path` is below the desk's own. */
export function deskAddress(path: string): string {
  return `${window.location.origin}${import.meta.env.BASE_URL}${path}`
}
