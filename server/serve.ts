import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import packageJson from '../package.json' with { type: 'json' }
import { deskJson } from './settings/desk-json.ts'
import { crashLine, createHandler } from './handler.ts'
import { createListener } from './listen.ts'
import { createNotifier } from './robot/notify.ts'
import { openPages } from './pages.ts'
import { reasonOf } from './settings/reason-of.ts'
import { createEventsHandler } from './record/events-handler.ts'
import { openRecord } from './record/open.ts'
import type { Settings } from './settings/settings.ts'

/** For answers on their way to browsers, once nothing is on its way to OMS. */
export const lastAnswersMs = 5_000

/**
 * Serves a built desk until SIGTERM or SIGINT; what is on its way to OMS then ends first. The team's record lies in the folder `state` where
 * the settings say nothing else. SIGHUP reads certificate and key again. Resolves when it listens; throws an Error when it can't.
 */
export async function serve(settings: Settings, dist: string, state: string): Promise<void> {
  const { listen, tls, notify, record: setting = `sqlite:${join(state, 'record.db')}`, recordDays: days } = settings
  const { environment } = deskJson(settings)
  const record = setting === 'off' ? undefined : await openRecord(setting, { environment, days })
  const log = (line: string) => void process.stdout.write(`${line}\n`)
  // A log that nobody reads any more is no reason to end.
  process.stdout.on('error', () => {})
  const secure = tls !== undefined
  const notifier = notify && createNotifier(notify, settings, log)
  const { handle, settled, stopWaiting } = createHandler({
    settings,
    record,
    createEvents: createEventsHandler,
    pages: openPages(dist),
    secure,
    version: packageJson.version,
    log,
    onAnswer: notifier?.tell,
    onBackup: notify?.topics.includes('backup') === true ? notifier?.tell : undefined,
  })
  const listener = listenWith(handle, settings, log)
  const { hostname, port } = new URL(`http://${listen}`)
  await new Promise<void>((resolve, reject) => {
    listener.server.once('error', (error) => reject(cannotListen(listen, error)))
    listener.server.listen(Number(port || '80'), hostname.replace(/^\[|\]$/g, ''), resolve)
  })
  const logCrash = (error: unknown) => log(crashLine(error))
  process.on('uncaughtException', logCrash).on('unhandledRejection', logCrash)
  process.on('SIGHUP', () => {
    try {
      listener.reload()
    } catch (error) {
      log(JSON.stringify({ time: new Date().toISOString(), error: 'certificate', why: reasonOf(error) }))
    }
  })
  let isEnding = false
  const end = async () => {
    // npm passes Ctrl+C on to a program that has heard it already.
    if (isEnding) return
    isEnding = true
    const closed = listener.close()
    stopWaiting()
    await Promise.race([
      closed,
      settled()
        .then(() => setTimeout(lastAnswersMs))
        .then(settled),
    ])
    listener.destroy()
    await closed
    // Something may have come on a connection that was open.
    await settled()
    await notifier?.end()
    await record?.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end())
}

/** What another program holds, or this machine has not yet, passes by itself. */
function cannotListen(listen: string, error: NodeJS.ErrnoException): Error {
  const about = (when: string) => `LISTEN ${listen} can't be used${when} (${error.message})`
  if (error.code === 'EADDRNOTAVAIL') return new Error(about(' now'))
  if (error.code !== 'EADDRINUSE') return new Error(`Unusable settings:\n  ${about('')}`)
  return new Error(`${about(' now')}\n  Another program listens there: choose another LISTEN.`)
}

function listenWith(...[handle, settings, log]: Parameters<typeof createListener>) {
  try {
    return createListener(handle, settings, log)
  } catch (error) {
    throw new Error(`Unusable settings:\n  TLS_CERT or TLS_KEY can't be used (${reasonOf(error)})`, { cause: error })
  }
}
