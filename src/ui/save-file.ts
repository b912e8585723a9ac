/** Has the browser save these pieces of a text as a file. */
export function saveFile(name: string, type: string, pieces: (string | Blob)[]): void {
  const url = URL.createObjectURL(new Blob(pieces, { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
