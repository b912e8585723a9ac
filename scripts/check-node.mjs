// Plain enough for every Node: an old one fails in Vite with a SyntaxError that says nothing of the reason.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (!(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19))) {
  console.error(`Backup Desk needs Node 20.19 or newer (22.12 or newer of 22), and this is ${process.versions.node}.`)
  process.exit(1)
}
