import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

/** What the demo's mock takes of the gate. */
const shared = new Set(['gate/rules', 'gate/routes', 'settings/desk-json'].map((name) => `/server/${name}.ts`))

/**
 * Whether the development server may serve an address: source, public files, packages and what Vite makes itself.
 * Nothing else below the root, by whichever of Vite's forms of address.
 */
export function devServes(target: string, { root, cacheDir }: { root: string; cacheDir: string }): boolean {
  const path = decodePath(target)
  if (path === undefined) return false
  if (['/@vite/client', '/@vite/env', '/@react-refresh'].includes(path)) return true
  // Virtual modules; what has a file behind it has an address of its own.
  if (path.startsWith('/@id/__x00__')) return true
  if (path.startsWith('/@fs/')) {
    const file = path.slice('/@fs'.length)
    const folders = [join(root, 'src'), join(root, 'node_modules'), cacheDir].map(realPath)
    return folders.some((folder) => file.startsWith(`${folder}/`) && !hasDots(file.slice(folder.length)))
  }
  if (path.startsWith('/node_modules/.vite/')) return !hasDots(path.slice('/node_modules/.vite'.length))
  if (hasDots(path)) return false
  if (/^\/(?:src|node_modules)\//.test(path) || shared.has(path)) return true
  return path !== '/' && existsSync(join(root, 'public', path))
}

/** The path of an address that means one file and is written in one way. */
function decodePath(target: string): string | undefined {
  try {
    const path = decodeURIComponent(target.replace(/\?.*$/s, ''))
    return path.startsWith('/') && !/[\\%#\0]|\/\/|\/\.{1,2}(?:\/|$)/.test(path) ? path : undefined
  } catch {
    return undefined
  }
}

/** Whether any folder or file of the path begins with a dot. */
function hasDots(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.'))
}

function realPath(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : folder
}
