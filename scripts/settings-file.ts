/** The file of settings that the package installs, each one a line to take the `#` from, out of the table in deploying.md. */
export function settingsFile(document: string): string {
  const rows = [...document.matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \| (.+) \|$/gm)]
  const settings = rows.flatMap(([, names = '', meaning = '']) => {
    const lines = names.split(', ').map((name) => `#${name.replaceAll('`', '')}=`)
    // The package is built already.
    return lines.includes('#BASE_PATH=') ? [] : [`# ${meaning.replaceAll('`', '')}\n${lines.join('\n')}\n`]
  })
  return ['# Settings of Backup Desk. After a change: systemctl restart backup-desk\n', ...settings].join('\n')
}
