import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import * as z from 'zod/mini'
import { freePort } from '../support/listen'
import { testingLibrary, type Engine, type findWebkit } from './engine'

const session = z.object({ sessionId: z.string() })
const elementId = 'element-6066-11e4-a52e-4f735466cecf' // WebDriver's "web element identifier"
const reference = z.object({ [elementId]: z.string() })

/** WebKitGTK on a screen of its own, by plain WebDriver. */
export async function openWebkit(
  programs: NonNullable<ReturnType<typeof findWebkit>>,
): Promise<Engine & { picture: () => Promise<unknown> }> {
  const home = mkdtempSync(join(tmpdir(), 'webkit-'))
  const running: ChildProcess[] = []
  const start = (program: string, args: string[], env: NodeJS.ProcessEnv, stdio: StdioOptions = 'ignore') => {
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio })
    running.push(child)
    return child
  }
  const screen = start(programs.screen, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {}, [
    'ignore',
    'ignore',
    'ignore',
    'pipe',
  ])
  const [display] = await once(screen.stdio[3] as NodeJS.ReadableStream, 'data') // it was asked for as a pipe
  const port = await freePort()
  start(programs.driver, [`--port=${port}`], {
    DISPLAY: `:${String(display).trim()}`,
    HOME: home,
    XDG_RUNTIME_DIR: home,
    LANG: 'C.UTF-8',
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  })

  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    })
    const { value } = z.object({ value: z.unknown() }).parse(await response.json())
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`)
    return value
  }
  const stop = async () => {
    for (const child of running.toReversed()) {
      child.kill()
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
  const options = { binary: programs.miniBrowser, args: ['--automation'] }
  const begin = async () => {
    await expect(() => call('GET', '/status')).toPass({ timeout: 20_000 })
    return session.parse(
      await call('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } }),
    )
  }
  const { sessionId } = await begin().catch(async (error: unknown) => {
    await stop()
    throw error
  })
  const ask = (path: string, body: object) => call('POST', `/session/${sessionId}${path}`, body)
  const run = (script: string) => ask('/execute/sync', { script, args: [] })
  const element = async (expression: string, action: string, body: object) => {
    const found = reference.parse(await run(`return ${expression}`))
    await ask(`/element/${found[elementId]}/${action}`, body)
  }
  return {
    open: async (url) => {
      await ask('/url', { url })
      await run(testingLibrary)
    },
    reload: async () => {
      await ask('/refresh', {})
      await run(testingLibrary)
    },
    picture: () => call('GET', `/session/${sessionId}/screenshot`),
    value: (expression) => run(`return ${expression}`),
    click: (expression) => element(expression, 'click', {}),
    type: (expression, text) => element(expression, 'value', { text }),
    close: async () => {
      await call('DELETE', `/session/${sessionId}`)
      await stop()
    },
  }
}
