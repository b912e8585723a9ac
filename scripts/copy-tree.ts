import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Calls back with a copy of the tree as it stands, its packages linked, and removes it in the end. */
export async function withCopy(work: (copy: string) => Promise<void>): Promise<void> {
  const root = join(import.meta.dirname, '..')
  const copy = mkdtempSync(join(tmpdir(), 'backup-desk-'))
  const remove = () => rmSync(copy, { recursive: true, force: true })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  process.once('exit', remove)
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' })
  for (const file of listed.split('\0').filter((name) => /^(?:\.oxfmtrc|[^.])/.test(name))) {
    // A file that has been deleted stays in the list until it is committed.
    cpSync(join(root, file), join(copy, file), { force: true, recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  await work(copy)
}
