import { setTimeout } from 'node:timers/promises'
import * as z from 'zod/mini'
import { flawOf } from '../../src/record/event-flaw.ts'
import { journalEvent, type JournalEvent } from '../../src/record/events.ts'
import { bearer, findFault, refuse, type OriginPolicy } from '../gate/rules.ts'
import { inTime } from '../gate/in-time.ts'
import type { BackupSeen } from '../robot/notify-text.ts'
import type { SignedInPeople } from '../gate/people.ts'
import { reply, replyJson, replyRefusal, type Exchange } from '../gate/reply.ts'
import { parseJson, readBody } from '../gate/request-body.ts'
import type { Page, TeamRecord } from './record.ts'
import { tellBackups } from './tell-backups.ts'

const batchLimitBytes = 4 * 1024 * 1024
const batchLimit = 1_000
const pageLimit = 1_000
const pageLimitBytes = 2 * 1024 * 1024
const newestLimit = 500
const longestWaitSeconds = 25
/** What comes within this time is told at once, to all who wait. */
const gatherMs = 200
const waitersLimit = 1_000

const batch = z.object({ environment: z.string(), events: z.array(z.unknown()).check(z.maxLength(batchLimit)) })

type Options = {
  record: TeamRecord
  people: SignedInPeople
  environment: string
  /** Hears of backups in trouble; must not throw. */
  onBackup?: ((seen: BackupSeen) => void) | undefined
}

/**
 * `GET /record/events?after=N&wait=25` or `?newest=K`, and `POST /record/events`: the team's record, for those whose token OMS has
 * accepted. Of a batch the good events are kept and the bad ones named.
 */
export function createEventsHandler({ record, people, environment, onBackup }: Options) {
  const waiting = new Set<AbortController>()
  let isEnding = false

  async function handle(exchange: Exchange, policy: OriginPolicy): Promise<void> {
    const { method, target, headers } = exchange
    const asked = questionOf(target)
    if (asked === undefined) return replyRefusal(exchange, refuse(404, 'no route'))
    const wanted = asked.kind === 'append' ? 'POST' : 'GET'
    const fault = findFault(policy, { method, headers }, wanted, batchLimitBytes)
    if (fault !== undefined) return replyRefusal(exchange, fault)
    const token = policy.injected ?? bearer(headers)
    const person = token === undefined ? undefined : token === policy.injected ? {} : people.find(token)
    if (token === undefined || person === undefined) return replyRefusal(exchange, refuse(401, 'token'))
    if (asked.kind === 'append') return append(exchange, token, person)
    const page = asked.kind === 'newest' ? await inTime(record.newest(asked.count)) : await read(exchange, asked)
    sendPage(exchange, page)
  }

  async function read({ response }: Exchange, { after, wait }: { after: number; wait: number }): Promise<Page> {
    if (wait === 0 || isEnding || waiting.size >= waitersLimit) return inTime(record.read(after, pageLimit))
    const stop = new AbortController()
    response.once('close', () => stop.abort())
    let unsubscribe = () => {}
    // Before it is read: what is appended meanwhile would be heard by nobody.
    const appended = new Promise<void>((resolve) => (unsubscribe = record.subscribe(resolve)))
    waiting.add(stop)
    try {
      const page = await inTime(record.read(after, pageLimit))
      if (page.events.length > 0) return page
      const gathered = appended.then(() => setTimeout(gatherMs))
      const left = () => undefined
      await Promise.race([gathered, setTimeout(wait * 1000, undefined, { signal: stop.signal }).catch(left)])
      return await inTime(record.read(after, pageLimit))
    } finally {
      waiting.delete(stop)
      unsubscribe()
    }
  }

  function sendPage(exchange: Exchange, { events, last }: Page): void {
    let size = 0
    const page = events.filter((text, index) => (size += Buffer.byteLength(text)) <= pageLimitBytes || index === 0)
    const head = JSON.stringify({ environment, memory: record.memory, last })
    reply(exchange, 200, 'application/json', `${head.slice(0, -1)},"events":[${page.join(',')}]}`)
  }

  async function append(exchange: Exchange, token: string, person: { name?: string }): Promise<void> {
    const body = await readBody(exchange.request)
    if (body === undefined) return
    const sent = batch.safeParse(parseJson(body))
    if (!sent.success) return replyRefusal(exchange, refuse(400, 'malformed'))
    if (sent.data.environment !== environment) return replyRefusal(exchange, refuse(409, 'environment'))
    // As JSON writes it.
    const secret = JSON.stringify(decodeURIComponent(token)).slice(1, -1)
    const good: JournalEvent[] = []
    const refused: { index: number; why: 'schema' | 'token' }[] = []
    for (const [index, event] of sent.data.events.entries()) {
      const parsed = journalEvent.safeParse(event)
      // Every browser would leave it out; the one that tells it is to say so.
      if (!parsed.success || flawOf(parsed.data, Date.now()) !== undefined) refused.push({ index, why: 'schema' })
      else if (JSON.stringify(parsed.data).includes(secret)) refused.push({ index, why: 'token' })
      else good.push(withAuthor(parsed.data, person))
    }
    const { added, last } = await inTime(record.append(good))
    replyJson(exchange, 200, { added, last, refused })
    // No browser waits for the robot, or fails with it. What is there already may have been appended by a gate that was killed then.
    if (onBackup !== undefined) await inTime(tellBackups(record, good, onBackup)).catch(() => {})
  }

  return {
    handle,
    /** Answers all that wait, now and from now on: the gate ends. */
    stopWaiting: (): void => {
      isEnding = true
      for (const stop of waiting) stop.abort()
    },
  }
}

type Asked = { kind: 'append' } | { kind: 'newest'; count: number } | { kind: 'after'; after: number; wait: number }

function questionOf(target: string): Asked | undefined {
  if (target === '/record/events') return { kind: 'append' }
  const newest = /^\/record\/events\?newest=(\d{1,6})$/.exec(target)?.[1]
  if (newest !== undefined) return { kind: 'newest', count: Math.min(Number(newest), newestLimit) }
  const [, after, wait = '0'] = /^\/record\/events\?after=(\d{1,15})(?:&wait=(\d{1,3}))?$/.exec(target) ?? []
  if (after === undefined) return undefined
  return { kind: 'after', after: Number(after), wait: Math.min(Number(wait), longestWaitSeconds) }
}

/** The author as the gate saw him sign in; a name that it did not see is marked. */
function withAuthor(event: JournalEvent, { name }: { name?: string }): JournalEvent {
  if ('outcome' in event || event.kind === 'seen' || event.kind === 'transaction seen') return event
  const { by, unproven: _claimed, ...rest } = event
  if (name !== undefined && (by === undefined || by === name)) return { ...rest, by: name }
  return { ...rest, ...(by !== undefined && { by }), unproven: true }
}
