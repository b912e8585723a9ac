import { join } from 'node:path'
import { build } from 'vite'

/** One of the scripts in `page/`, with what it imports, as a text that any page can run. */
export async function pageScript(name: 'fill' | 'probe'): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { tsconfigPaths: true },
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: join(import.meta.dirname, 'page', `${name}.ts`), formats: ['iife'], name: 'page' },
    },
  })
  const [output] = [built].flat()
  if (output === undefined || !('output' in output)) throw new Error(`bench: ${name} was not built`)
  return output.output[0].code
}
