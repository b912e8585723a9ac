import { cpus, loadavg } from 'node:os'
import packageJson from '../package.json' with { type: 'json' }
import type { Browser } from './browser'

export type Machine = ReturnType<typeof describeMachine>

/** What the numbers depend on. */
export function describeMachine({ context }: Browser) {
  const { dependencies, devDependencies } = packageJson
  return {
    versions: {
      node: process.versions.node,
      browser: context.browser()?.version() ?? '',
      react: dependencies.react,
      mantine: dependencies['@mantine/core'],
      vite: devDependencies.vite,
    },
    cores: cpus().length,
    processor: cpus()[0]?.model ?? '',
    /** Of the last minute: how many others wanted the processor. */
    load: loadavg()[0] ?? 0,
  }
}
