import type { ApplicationDraft } from '~/oms/application-draft'
import type { ApplyDetail } from '~/oms/detail'

/** What an application asks for, as far as it is known: `apply-detail` names neither the app, which its transaction does, nor auto-approve, and its servers are text of OMS. */
export type RequestedTarget = Partial<Omit<ApplicationDraft, 'setId' | 'appId' | 'target'>> & {
  setId: string
  /** Empty where nobody has said it. */
  appId: string
  /** `probably all`: OMS's word for the servers is that of all, which its documentation does not explain. */
  target: ApplicationDraft['target'] | { scope: 'probably all'; zoneId: string; tableName: string }
  /** OMS's undocumented word for the servers, where nothing can be read from it. */
  servers?: string
}

type Known = {
  draft?: ApplicationDraft | undefined
  seen?: { detail: ApplyDetail } | undefined
  backup?: { detail: { appId?: string | undefined } } | undefined
}

/** From this desk's own draft, or else from OMS's word. */
export function requestedTarget({ draft, seen, backup }: Known): RequestedTarget {
  if (draft !== undefined) return draft
  const { setId = '', zoneId = '', tableName = '', servers = '' } = seen?.detail ?? {}
  const known = { setId, appId: backup?.detail.appId ?? '' }
  const read = readServers(servers)
  if (read === 'all') return { ...known, target: { scope: 'probably all', zoneId, tableName } }
  if (read === undefined) return { ...known, target: { scope: 'tables', zoneId, tableName }, servers }
  if (read.length === 0) return { ...known, target: { scope: 'tables', zoneId, tableName } }
  return { ...known, target: { scope: 'servers', zoneId, tableName, serverIds: read } }
}

/**
 * Whether OMS's details name another set, zone or table than this draft asks for: they are of another application, as where an OMS that was
 * installed again begins its ids anew. What either does not name may be anything, and so may everything where all servers are asked for, or nothing was
 * asked for here.
 */
export function isOfAnother(draft: ApplicationDraft | undefined, detail: ApplyDetail): boolean {
  if (draft === undefined || draft.target.scope === 'all') return false
  const { setId, target } = draft
  const names = [
    [setId, detail.setId],
    [target.zoneId, detail.zoneId],
    [target.tableName, detail.tableName],
  ]
  return names.some(([asked, told]) => asked !== '' && told !== '' && asked !== told)
}

/**
 * Whether OMS's details ask for exactly what was requested, as far as OMS tells: what it says of servers may be nothing, or nothing that
 * can be read.
 */
export function isRequested(requested: RequestedTarget, detail: ApplyDetail): boolean {
  const { setId, target } = requested
  const servers = readServers(detail.servers)
  if (detail.otherKind !== undefined || detail.setId !== setId) return false
  if (isAllServers(requested) && servers === 'all') return true
  const { zoneId, tableName } = placeOf(target)
  if (detail.zoneId !== zoneId || detail.tableName !== tableName) return false
  if (servers === undefined || servers.length === 0) return true
  const wanted = new Set<string>(target.scope === 'servers' ? target.serverIds : [])
  return servers !== 'all' && servers.length === wanted.size && servers.every((id) => wanted.has(id))
}

/** The zone and the table that it names; empty where it names none. */
export function placeOf(target: RequestedTarget['target']): { zoneId: string; tableName: string } {
  return target.scope === 'all' ? { zoneId: '', tableName: '' } : target
}

/** Whether it asks for all servers, or OMS's word for them sounds like it, or OMS names nothing, which is how all servers are applied for. */
export function isAllServers(requested: RequestedTarget): boolean {
  const { scope } = requested.target
  return scope === 'all' || scope === 'probably all' || namesNothing(requested)
}

/** Whether neither a zone nor a table nor servers are known: no form allows that, so only OMS's word can be like it. */
export function namesNothing({ target, servers = '' }: RequestedTarget): boolean {
  return target.scope === 'tables' && target.zoneId === '' && target.tableName === '' && servers === ''
}

// Leading zeros stay as OMS wrote them: `serverIdPattern` is for what is sent to OMS, and refuses them when the form is filled in with them.
const serverId = /^\d+(\.\d+){3}$/
const allWord = /^(0+(\.0+)?|all|\*)$/i

/**
 * The server ids in OMS's word for them, in whatever JSON or text it puts them. `all` where it has the 0 that all servers are applied
 * for with, also beside ids; undefined where there is anything else in it.
 */
export function readServers(text: string): string[] | 'all' | undefined {
  // The names in an object, as PHP writes a list with gaps.
  const words =
    text.replaceAll(/(?<![\w-])["']?[\w-]+["']?\s*:/g, ' ').match(/[^\s,;|"'\\[\](){}\u200b-\u200f]+/g) ?? []
  const named = words.filter((word) => word !== 'null')
  const isAll = (word: string) => allWord.test(word)
  if (!named.every((word) => serverId.test(word) || isAll(word))) return undefined
  return named.some(isAll) ? 'all' : [...new Set(named)]
}
