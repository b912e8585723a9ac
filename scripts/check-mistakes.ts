// Plants mistakes in a copy of the tree and demands that the tools of `npm run check` name each of them.
import { spawn } from 'node:child_process'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { withCopy } from './copy-tree.ts'

type Tool = 'tsc' | 'tsc server' | 'oxlint' | 'knip'

/** What is wrong, the tool that sees it, a word of what it says, and the file with its end. */
const mistakes: [what: string, tool: Tool, says: string, file: string, code: string][] = [
  [
    'set and app swapped',
    'tsc',
    'AppId',
    'src/review/swapped.ts',
    `import type { ApplicationDraft } from '~/oms/application-draft'
import { findZones } from '~/oms/suggestions'
export const zonesOf = ({ setId, appId }: ApplicationDraft, signal: AbortSignal) =>
  findZones({ setId: appId, appId: setId }, { token: undefined, signal })`,
  ],
  [
    'an outcome that is not handled',
    'oxlint',
    'switch-exhaustiveness-check',
    'src/wording/outcome.ts',
    `import type { RejectOutcome } from '~/oms/outcome'
export function tell(outcome: RejectOutcome, say: (text: string) => void): void {
  switch (outcome.kind) {
    case 'rejected':
      say('done')
      break
    case 'refused':
      say('refused')
      break
  }
}`,
  ],
  [
    'an icon button without a label',
    'tsc',
    "'label' is missing",
    'src/review/icon.tsx',
    `import { IconButton } from '~/ui/icon-button'
export const Close = () => <IconButton onClick={() => history.back()} />`,
  ],
  [
    "an icon button of the library's",
    'oxlint',
    'restricted',
    'src/review/action-icon.tsx',
    `import { ActionIcon } from '@mantine/core'
export const Close = () => <ActionIcon onClick={() => history.back()} />`,
  ],
  [
    'a button without a name',
    'oxlint',
    'control-has-associated-label',
    'src/apply/nameless.tsx',
    `export const Nameless = () => <button type="button" onClick={() => history.back()} />`,
  ],
  [
    'a text that is not translated',
    'oxlint',
    'jsx-no-literals',
    'src/app/untranslated.tsx',
    `export const Untranslated = () => <p>Nothing was sent.</p>`,
  ],
  [
    'a text that no language has',
    'tsc',
    'error TS',
    'src/app/no-text.ts',
    `import { t } from '~/i18n/i18n'
export const missing = () => t('app.noSuchText')`,
  ],
  [
    'an import against the direction',
    'oxlint',
    'restricted',
    'src/record/upwards.ts',
    `export { submitApplication } from '~/actions/submit'`,
  ],
  [
    'a feature that imports another',
    'oxlint',
    'restricted',
    'src/apply/sideways.ts',
    `export { KeyboardButton } from '~/review/list/keyboard-button'`,
  ],
  ['React on the wire', 'oxlint', 'restricted', 'src/oms/hook.ts', `export { useState } from 'react'`],
  [
    'a gate that uses the page',
    'oxlint',
    'restricted',
    'server/page.ts',
    `export { deskName } from '../src/app/desk.ts'`,
  ],
  ['the DOM in the gate', 'tsc server', "'document'", 'server/dom.ts', `export const title = document.title`],
  ['Node in the page', 'oxlint', 'restricted', 'src/ui/node.ts', `export { readFileSync } from 'node:fs'`],
  [
    'an import in a circle',
    'oxlint',
    'no-cycle',
    'src/ui/circle.ts',
    `export { minute as round } from '~/ui/circle-of'`,
  ],
  [
    'the other half of it',
    'oxlint',
    'no-cycle',
    'src/ui/circle-of.ts',
    `export { round as minute } from '~/ui/circle'`,
  ],
  [
    'a query without its key',
    'oxlint',
    'exhaustive-deps',
    'src/review/keyless.ts',
    `import { useQuery } from '@tanstack/react-query'
import { lookUp } from '~/oms/look-up'
export const useDetail = (id: string) => useQuery({ queryKey: ['detail'], queryFn: () => lookUp(id, undefined) })`,
  ],
  [
    'a promise that nobody waits for',
    'oxlint',
    'no-floating-promises',
    'src/oms/floating.ts',
    `import { lookUp } from '~/oms/look-up'
export function ask(): void {
  lookUp('558', undefined)
}`,
  ],
  ['any', 'oxlint', 'no-explicit-any', 'src/oms/any.ts', `export const read = (text: string): any => JSON.parse(text)`],
  [
    'a non-null assertion',
    'oxlint',
    'no-non-null-assertion',
    'src/ui/assertion.ts',
    `export const first = (texts: string[]) => texts[0]!.length`,
  ],
  [
    'an index that is not checked',
    'tsc',
    'undefined',
    'src/ui/index-access.ts',
    `export const size = (texts: string[]) => texts[0].length`,
  ],
  ['a default export', 'oxlint', 'no-default-export', 'src/ui/default.ts', `export default 1`],
  ['an enum', 'tsc', 'TS1294', 'src/ui/enum.ts', `export enum Colour {\n  Red,\n}`],
  [
    'a hook under a condition',
    'oxlint',
    'rules-of-hooks',
    'src/app/condition.tsx',
    `import { useState } from 'react'
export function Conditional({ isOpen }: { isOpen: boolean }) {
  if (!isOpen) return null
  const [text] = useState('')
  return <p>{text}</p>
}`,
  ],
  [
    'a console in the page',
    'oxlint',
    'no-console',
    'src/session/console.ts',
    `export const log = (text: string) => console.log(text)`,
  ],
  ['an export that nobody uses', 'knip', 'nobodyUsesThis', 'src/ui/format.ts', `export const nobodyUsesThis = 1`],
  ['a file that nobody uses', 'knip', 'src/ui/enum.ts', 'src/ui/enum.ts', ''],
]

const started = performance.now()
await withCopy(async (copy) => {
  for (const [, , , file, code] of mistakes) appendFileSync(join(copy, file), `${code}\n`)

  const run = (command: string, ...options: string[]) => {
    const tool = spawn(join('node_modules/.bin', command), options, { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'] })
    return Promise.all([text(tool.stdout), text(tool.stderr)]).then((parts) => parts.join('\n'))
  }
  const filesOf = (wanted: Tool) => mistakes.filter(([, tool]) => tool === wanted).map(([, , , file]) => file)
  // The whole tree takes longer, and is what `npm run check` looks at anyway.
  const planted = { extends: './tsconfig.app.json', include: [], files: ['src/vite-env.d.ts', ...filesOf('tsc')] }
  writeFileSync(join(copy, 'tsconfig.planted.json'), JSON.stringify(planted))
  const [tsc, server, oxlint, knip] = await Promise.all([
    run('tsc', '-p', 'tsconfig.planted.json', '--pretty', 'false'),
    run('tsc', '-p', 'server', '--pretty', 'false'),
    run('oxlint', '-c', 'oxlint.config.mjs', '--format', 'unix', ...filesOf('oxlint')),
    run('knip'),
  ])
  const said: Record<Tool, string> = { tsc, 'tsc server': server, oxlint, knip }
  const missed = mistakes.filter(([what, tool, says, file]) => {
    const lines = said[tool].split(/\n(?! )/)
    const isSeen = lines.some((line) => line.includes(file.replace(/^server\//, '')) && line.includes(says))
    console.log(`${isSeen ? 'seen  ' : 'MISSED'}  ${tool.padEnd(10)}  ${what}`)
    return !isSeen
  })
  console.log(
    `${mistakes.length - missed.length} of ${mistakes.length} in ${Math.round((performance.now() - started) / 100) / 10} s`,
  )
  if (missed.length > 0) {
    console.log(Object.values(said).join('\n'))
    process.exitCode = 1
  }
})
