type Modules = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }

/** Every module that `id` loads with it, itself included. */
function loadedWith(id: string, modules: Modules, found = new Set<string>()): Set<string> {
  if (found.has(id)) return found
  found.add(id)
  for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) loadedWith(imported, modules, found)
  return found
}

/**
 * Puts the form of the first screen into one file: everything that it loads, but what the page's start loads anyway. Left to itself
 * the build makes a dozen of it, for each of which a browser asks on its own.
 */
export function formChunk(root: string) {
  let form: Set<string> | undefined
  let start: Set<string> | undefined
  return {
    name: (id: string, modules: Modules): string | null => {
      const path = (file: string) => `${root}/src/${file}`
      form ??= loadedWith(path('apply/apply-panel.tsx'), modules)
      start ??= loadedWith(path('main.tsx'), modules)
      return form.has(id) && !start.has(id) ? 'form' : null
    },
  }
}
