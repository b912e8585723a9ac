// Plants the mistakes of docs/mistakes.md in a copy of the tree and demands that the tools of `npm run check` see each.
import { spawn } from 'node:child_process'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { withCopy } from './copy-tree.ts'

const entry = /^## (.+)\n\n`(.+)`: (tsc|tsc server|oxlint|knip) says `(.+)`\n\n```tsx?\n([^]+?)\n```$/gm
const document = readFileSync('docs/mistakes.md', 'utf8')
const mistakes = [...document.matchAll(entry)].map(([, what = '', file = '', tool = '', says = '', code = '']) => {
  return { what, file, tool, says, code }
})
const count = document.match(/^## /gm)?.length ?? 0
if (count === 0 || mistakes.length !== count) throw new Error(`${mistakes.length} of ${count} mistakes can be read`)

const started = performance.now()
await withCopy(async (copy) => {
  for (const { file, code } of mistakes) appendFileSync(join(copy, file), `${code}\n`)
  const filesOf = (wanted: string) => mistakes.filter(({ tool }) => tool === wanted).map(({ file }) => file)
  // The whole tree takes longer, and is what `npm run check` looks at anyway.
  const planted = { extends: './tsconfig.app.json', include: [], files: ['src/vite-env.d.ts', ...filesOf('tsc')] }
  writeFileSync(join(copy, 'tsconfig.planted.json'), JSON.stringify(planted))

  const run = (command: string, ...options: string[]) => {
    const tool = spawn(join('node_modules/.bin', command), options, { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'] })
    return Promise.all([text(tool.stdout), text(tool.stderr)]).then((parts) => parts.join('\n'))
  }
  const [tsc, server, oxlint, knip] = await Promise.all([
    run('tsc', '-p', 'tsconfig.planted.json', '--pretty', 'false'),
    run('tsc', '-p', 'server', '--pretty', 'false'),
    run('oxlint', '-c', 'oxlint.config.mjs', '--format', 'unix', ...filesOf('oxlint')),
    run('knip'),
  ])
  const said: Record<string, string> = { tsc, 'tsc server': server, oxlint, knip }
  const missed = mistakes.filter(({ what, file, tool, says }) => {
    // What is indented belongs to the line before.
    const findings = said[tool]?.split(/\n(?! )/) ?? []
    const isSeen = findings.some((finding) => finding.includes(file) && finding.includes(says))
    console.log(`${isSeen ? 'seen  ' : 'MISSED'}  ${tool.padEnd(10)}  ${what}`)
    return !isSeen
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${mistakes.length - missed.length} of ${mistakes.length} in ${seconds} s`)
  if (missed.length === 0) return
  console.log(Object.values(said).join('\n'))
  process.exitCode = 1
})
