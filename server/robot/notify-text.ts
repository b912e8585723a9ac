import { decoded, parseJson } from '../../src/oms/answer-text.ts'
import type { Answered } from '../gate/proxy.ts'

export const notifyLanguages = ['en', 'zh-CN'] as const
export type NotifyLanguage = (typeof notifyLanguages)[number]

/** What a robot can tell of: an application that waits for its review, one that is decided, and one whose backup is suspended or has failed. */
export const notifyTopics = ['waiting', 'decided', 'backup'] as const
export type NotifyTopic = (typeof notifyTopics)[number]

/** A backup that OMS has suspended, or ended without success: its application's id, its transaction, and OMS's words. */
export type BackupSeen = { id: string; state: 'suspended' | 'failed'; transaction: string; words: string }

type Target = Record<'set' | 'app' | 'zone' | 'table', string> & { servers: number | 'all' }

const english = {
  target: ({ set, app, zone, table, servers }: Target) => [
    set && `set ${set}`,
    app && `app ${app}`,
    servers === 'all' && 'all servers',
    zone && `zone ${zone}`,
    table && `table ${table}`,
    typeof servers === 'number' && servers > 0 && `${servers} ${servers === 1 ? 'server' : 'servers'}`,
  ],
  comma: ', ',
  waiting: (id: string, target: string, by: string, failed: boolean) =>
    `#${id} is waiting for review${failed ? ' (auto-approval failed)' : ''}: ${target}${by && `, by ${by}`}`,
  automatic: (id: string, target: string, by: string) =>
    `#${id} was approved automatically: ${target}${by && `, by ${by}`}`,
  approved: (id: string, by: string) => `#${id} was approved${by && ` by ${by}`}`,
  rejected: (id: string, by: string, memo: string) => `#${id} was rejected${by && ` by ${by}`}${memo && `: ${memo}`}`,
  suspended: (id: string, what: string) => `The backup of #${id} is suspended (${what})`,
  failed: (id: string, what: string) => `The backup of #${id} has failed (${what})`,
  transaction: (id: string) => `transaction ${id}`,
  more: (count: number) => `and ${count} more`,
}

const chinese: typeof english = {
  target: ({ set, app, zone, table, servers }) => [
    set && `Set ${set}`,
    app && `App ${app}`,
    servers === 'all' && '全部服务器',
    zone && `Zone ${zone}`,
    table && `表 ${table}`,
    typeof servers === 'number' && servers > 0 && `${servers} 个服务器`,
  ],
  comma: '，',
  waiting: (id, target, by, failed) =>
    `#${id} 待审核${failed ? '（自动审核失败）' : ''}：${target}${by && `，申请人 ${by}`}`,
  automatic: (id, target, by) => `#${id} 已自动审核通过：${target}${by && `，申请人 ${by}`}`,
  approved: (id, by) => `#${id} 已审核通过${by && `，审核人 ${by}`}`,
  rejected: (id, by, memo) => `#${id} 已驳回${by && `，审核人 ${by}`}${memo && `：${memo}`}`,
  suspended: (id, what) => `#${id} 的备份已暂停（${what}）`,
  failed: (id, what) => `#${id} 的备份失败（${what}）`,
  transaction: (id) => `事务 ${id}`,
  more: (count) => `另有 ${count} 条`,
}

export const notifyTexts = { en: english, 'zh-CN': chinese } satisfies Record<NotifyLanguage, typeof english>

/** What there is for a group to know, in one line, and the application's id; undefined where it is no news. */
export function newsOf(
  brought: Answered | BackupSeen,
  language: NotifyLanguage,
): { topic: NotifyTopic; id: string; line: string } | undefined {
  const t = notifyTexts[language]
  if ('state' in brought) {
    const { id, state, transaction, words } = brought
    const what = [t.transaction(plain(transaction, 20)), plain(words, 80)].filter(Boolean).join(t.comma)
    return { topic: 'backup', id, line: t[state](plain(id, 20), what) }
  }
  const { call, body, answer, by } = brought
  if (answer.status !== 200) return undefined
  const asked = readJson(body)
  const said = readJson(answer.body)
  const name = plain(by, 40)
  if (call === 'apply') {
    const apply = field(said, 'apply')
    const id = digits(field(apply, 'id'))
    if (text(field(apply, 'ret')) !== '0' || id === '') return undefined
    const check = field(said, 'check')
    const target = t
      .target(targetOf(asked))
      .filter((part) => part !== '' && part !== false)
      .join(t.comma)
    const ret = text(field(check, 'ret'))
    const isApproved = ret === '0' && digits(field(check, 'trans_id')) !== ''
    if (isApproved) return { topic: 'decided', id, line: t.automatic(id, target, name) }
    const failed = !['0', undefined].includes(ret)
    return { topic: 'waiting', id, line: t.waiting(id, target, name, failed) }
  }
  if (call === 'reject' && said === true) {
    const id = digits(field(asked, 'apply_id'))
    return { topic: 'decided', id, line: t.rejected(id, name, plain(field(asked, 'memo'), 120)) }
  }
  if (call === 'check' && digits(field(said, 'trans_id')) !== '') {
    const id = digits(field(asked, 'uid'))
    return { topic: 'decided', id, line: t.approved(id, name) }
  }
  return undefined
}

/**
 * A value as text and nothing else, in one line: what robots read as mention, link or style (`<@userid>` of WeCom, `<at>` of Feishu,
 * `<!channel>` of Slack, `[text](address)`) is written in the wide forms of its characters.
 */
export function plain(value: unknown, limit: number): string {
  if (typeof value !== 'string') return ''
  const line = value.replace(/[\p{C}\s]+/gu, ' ').trim()
  const wide = line.replace(/[@<>&[\]*`~|\\/]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
  return clip(wide, limit)
}

/** At most so long, and no character cut in two. */
export function clip(line: string, limit: number): string {
  return line.length > limit ? `${line.slice(0, limit - 1).toWellFormed()}…` : line
}

function targetOf(asked: unknown): Target {
  const servers = field(asked, 'svr_ids')
  return {
    set: digits(field(asked, 'set_id')),
    app: digits(field(asked, 'app_id')),
    zone: text(field(asked, 'zone_id'))?.match(/^\d{1,20}$/)?.[0] ?? '',
    table: plain(field(asked, 'table_name'), 64),
    servers: Array.isArray(servers) ? servers.length : text(servers) === '0' ? 'all' : 0,
  }
}

/** As the page judges it; undefined for what is no JSON in UTF-8. */
function readJson(bytes: Buffer): unknown {
  return parseJson(decoded(bytes, 'utf-8') ?? '')
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined
}

function text(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined
}

/** A positive whole number as OMS gives its ids; empty for anything else. */
function digits(value: unknown): string {
  return text(value)?.match(/^[1-9]\d{0,19}$/)?.[0] ?? ''
}
