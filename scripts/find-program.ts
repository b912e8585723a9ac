import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The program that the environment names under `setting`, or the first of these that exists. Throws when the named one doesn't. */
export function findProgram(setting: string, candidates: string[]): string | undefined {
  const wanted = process.env[setting]
  if (wanted === undefined || wanted === '') return candidates.find((path) => existsSync(path))
  if (!existsSync(wanted)) throw new Error(`${setting} is ${wanted}, and there is no such file.`)
  return wanted
}

/** Where a program of one of these names would be on the PATH. */
export function onPath(...names: string[]): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** What makes a bare Debian in a folder. */
export const findMmdebstrap = () => onPath('mmdebstrap').find((path) => existsSync(path))
