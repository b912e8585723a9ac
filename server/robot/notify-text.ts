import * as z from 'zod/mini'
import { parseJson } from '../../src/oms/answer-text.ts'
import { judgeApply } from '../../src/oms/apply.ts'
import { judgeApprove, judgeReject } from '../../src/oms/decision.ts'
import { readAnswer } from '../../src/oms/evidence.ts'
import type { Answered } from '../gate/proxy.ts'

export const notifyLanguages = ['en', 'zh-CN'] as const
export type NotifyLanguage = (typeof notifyLanguages)[number]

/** What a robot can tell of: an application that waits for its review, one that is decided, and one whose backup is suspended or has failed. */
export const notifyTopics = ['waiting', 'decided', 'backup'] as const
export type NotifyTopic = (typeof notifyTopics)[number]

/** A backup that OMS has suspended, or ended without success: its application's id, its transaction, and OMS's words. */
export type BackupSeen = { id: string; state: 'suspended' | 'failed'; transaction: string; words: string }

type Applied = Record<'set' | 'app' | 'zone' | 'table' | 'by', string> & { servers: number | 'all' }

const english = {
  applied: ({ set, app, zone, table, servers, by }: Applied) => [
    set && `set ${set}`,
    app && `app ${app}`,
    servers === 'all' && 'all servers',
    zone && `zone ${zone}`,
    table && `table ${table}`,
    typeof servers === 'number' && servers > 0 && `${servers} ${servers === 1 ? 'server' : 'servers'}`,
    by && `by ${by}`,
  ],
  comma: ', ',
  waiting: (id: string, what: string, failed: boolean) =>
    `#${id} is waiting for review${failed ? ' (auto-approval failed)' : ''}${what && `: ${what}`}`,
  automatic: (id: string, what: string) => `#${id} was approved automatically${what && `: ${what}`}`,
  approved: (id: string, by: string) => `#${id} was approved${by && ` by ${by}`}`,
  rejected: (id: string, by: string, memo: string) => `#${id} was rejected${by && ` by ${by}`}${memo && `: ${memo}`}`,
  suspended: (id: string, what: string) => `The backup of #${id} is suspended (${what})`,
  failed: (id: string, what: string) => `The backup of #${id} has failed (${what})`,
  transaction: (id: string) => `transaction ${id}`,
  more: (count: number) => `and ${count} more`,
}

const chinese: typeof english = {
  applied: ({ set, app, zone, table, servers, by }) => [
    set && `Set ${set}`,
    app && `App ${app}`,
    servers === 'all' && '全部服务器',
    zone && `Zone ${zone}`,
    table && `表 ${table}`,
    typeof servers === 'number' && servers > 0 && `${servers} 个服务器`,
    by && `申请人 ${by}`,
  ],
  comma: '，',
  waiting: (id, what, failed) => `#${id} 待审核${failed ? '（自动审核失败）' : ''}${what && `：${what}`}`,
  automatic: (id, what) => `#${id} 已自动审核通过${what && `：${what}`}`,
  approved: (id, by) => `#${id} 已审核通过${by && `，审核人 ${by}`}`,
  rejected: (id, by, memo) => `#${id} 已驳回${by && `，审核人 ${by}`}${memo && `：${memo}`}`,
  suspended: (id, what) => `#${id} 的备份已暂停（${what}）`,
  failed: (id, what) => `#${id} 的备份失败（${what}）`,
  transaction: (id) => `事务 ${id}`,
  more: (count) => `另有 ${count} 条`,
}

export const notifyTexts = { en: english, 'zh-CN': chinese } satisfies Record<NotifyLanguage, typeof english>

/** Digits and nothing else, for anybody may have written a request. */
const digits = z.catch(z.pipe(z.coerce.string(), z.string().check(z.regex(/^\d{1,20}$/))), '')
const anything = z.optional(z.unknown())
const askedFor = z.object({
  set_id: digits,
  app_id: digits,
  zone_id: digits,
  table_name: anything,
  svr_ids: z.union([z.array(z.unknown()), digits]),
  apply_id: digits,
  uid: digits,
  memo: anything,
})

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
  // Nothing else is news to a judge, and pages of errors are long.
  if (answer.status !== 200) return undefined
  const evidence = readAnswer(answer.status, answer.body, { type: null, token: undefined })
  // OMS also reads what is no JSON here, such as a name that stands twice.
  const asked = askedFor.safeParse(parseJson(body.toString())).data ?? askedFor.parse({})
  const { apply_id: rejected, uid: approved } = asked
  const name = plain(by, 40)
  if (call === 'apply') {
    const outcome = judgeApply(evidence, false)
    if (outcome.kind !== 'accepted') return undefined
    const { id, approval } = outcome
    const what = t
      .applied({ ...targetOf(asked), by: name })
      .filter((part) => part !== '' && part !== false)
      .join(t.comma)
    if (approval.kind === 'approved') return { topic: 'decided', id, line: t.automatic(id, what) }
    return { topic: 'waiting', id, line: t.waiting(id, what, approval.kind === 'failed') }
  }
  if (call === 'reject' && judgeReject(evidence).kind === 'rejected') {
    return { topic: 'decided', id: rejected, line: t.rejected(rejected, name, plain(asked.memo, 120)) }
  }
  if (call === 'check' && judgeApprove(evidence).kind === 'approved') {
    return { topic: 'decided', id: approved, line: t.approved(approved, name) }
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

function targetOf({ set_id: set, app_id: app, zone_id: zone, table_name, svr_ids }: z.infer<typeof askedFor>) {
  const servers = Array.isArray(svr_ids) ? svr_ids.length : svr_ids === '0' ? ('all' as const) : 0
  return { set, app, zone, table: plain(table_name, 64), servers }
}
