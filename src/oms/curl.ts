/**
 * The same application as a command for a POSIX shell, to the documented address (oms-api.md section 1). `TOKEN`
 * stands for the access token, which the desk puts into no text.
 */
export function curlCommand(applyAddress: string, body: string): string {
  return [
    `curl -X POST ${quote(`${applyAddress}&access-token=TOKEN`)}`,
    `-H ${quote('Content-Type: application/json')}`,
    `--data-raw ${quote(body)}`,
  ].join(' \\\n  ')
}

/** One word of a POSIX shell, whatever the text. */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
