import { setTimeout } from 'node:timers/promises'
import { codeOf } from '../gate/error-code.ts'
import type { Answered } from '../gate/proxy.ts'
import {
  clip,
  newsOf,
  notifyTexts,
  plain,
  type BackupSeen,
  type NotifyLanguage,
  type NotifyTopic,
} from './notify-text.ts'

/** The bodies as each robot documents them, for text alone. */
const bodies = {
  /** https://developer.work.weixin.qq.com/document/path/91770 */
  wecom: (content: string) => ({ msgtype: 'text', text: { content } }),
  /** https://open.dingtalk.com/document/robots/custom-robot-access */
  dingtalk: (content: string) => ({ msgtype: 'text', text: { content }, at: { isAtAll: false } }),
  /** https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot */
  feishu: (text: string) => ({ msg_type: 'text', content: { text } }),
  /** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
  slack: (text: string) => ({ text, mrkdwn: false }),
}
export type NotifyKind = keyof typeof bodies
export const notifyKinds = Object.keys(bodies) as NotifyKind[] // Object.keys widens them

/** Where a group's robot is told, and what. The address is the robot's key. */
export type NotifySettings = { url: string; kind: NotifyKind; language: NotifyLanguage; topics: NotifyTopic[] }

/** The most characters of a message; the shortest limit is WeCom's 2,048 bytes. */
const messageLimit = 500
/** Room is kept for this number of those that do not fit. */
const mostCounted = 99_999
const answerLimitBytes = 16 * 1024
const retries = 2
/** A robot that has not answered by then has not taken the message. */
export const robotMs = 10_000

/**
 * Tells a group's robot what has passed the gate, and of backups in trouble: one message at a time, 15 a minute at most (each of these robots takes 20), and what
 * comes meanwhile goes into the next one, its lines as far as they fit and then their number. Never throws, and nobody waits for it: a message
 * that the robot has not taken three times is dropped, which `log` hears. `end` sends what waits, at once and without another try.
 */
export function createNotifier(
  notify: NotifySettings,
  { publicOrigin, environmentName }: { publicOrigin?: string; environmentName?: string },
  log: (line: string) => void,
  { paceMs = 4_000, retryMs = 20_000, answerMs = robotMs } = {},
) {
  const t = notifyTexts[notify.language]
  const head = ['Backup Desk', plain(environmentName, 40)].filter(Boolean).join(' · ')
  let lines: string[] = []
  let more = 0
  let sending = Promise.resolve()
  const ending = new AbortController()
  const pause = (ms: number) => setTimeout(ms, undefined, { signal: ending.signal }).catch(() => undefined)

  const add = (line: string) => {
    const size = [head, ...lines, line, t.more(mostCounted)].join('\n').length
    if (lines.length > 0 && size > messageLimit) more += 1
    else lines.push(line)
  }

  const sendWaiting = async () => {
    if (lines.length === 0) return
    const message = [head, ...lines, ...(more > 0 ? [t.more(more)] : [])].join('\n')
    lines = []
    more = 0
    await deliver(clip(message, messageLimit))
    await pause(paceMs)
  }

  const deliver = async (message: string) => {
    for (let tries = 0; ; tries += 1) {
      const why = await post(notify, message, answerMs)
      if (why === undefined) return
      if (tries === retries || ending.signal.aborted)
        return log(JSON.stringify({ time: new Date().toISOString(), error: 'notify', why }))
      await pause(retryMs)
    }
  }

  return {
    tell: (brought: Answered | BackupSeen): void => {
      try {
        const news = newsOf(brought, notify.language)
        if (news === undefined || !notify.topics.includes(news.topic)) return
        add(publicOrigin === undefined ? news.line : `${news.line} ${publicOrigin}/applications/${news.id}`)
        sending = sending.then(sendWaiting)
      } catch {
        // Whatever becomes of the news, OMS's answer goes to its page.
      }
    },
    end: async (): Promise<void> => {
      ending.abort()
      await sending
    },
  }
}

/** Sends a message. Resolves to why it was not taken: Node's code, an HTTP status, or the robot's own code, and nothing that may repeat the address. */
async function post({ url, kind }: NotifySettings, message: string, answerMs: number): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(bodies[kind](message)),
      redirect: 'error',
      signal: AbortSignal.timeout(answerMs),
    })
    let answer = ''
    for await (const chunk of response.body ?? []) {
      answer += Buffer.from(chunk).toString('latin1')
      if (answer.length > answerLimitBytes) break
    }
    if (!response.ok) return `status ${response.status}`
    // All but Slack say with 200 what went wrong.
    const code = /"(?:errcode|code)"\s*:\s*(-?\d{1,10})/.exec(answer)?.[1] ?? '0'
    return code === '0' ? undefined : `code ${code}`
  } catch (error) {
    const { name, cause } = error instanceof Error ? error : { name: 'Error' }
    return codeOf(cause) ?? name
  }
}
