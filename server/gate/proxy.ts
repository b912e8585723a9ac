import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { encodeToken } from '../../src/oms/access-token.ts'
import { notInWhitelist } from '../../src/oms/messages.ts'
import { forward, OmsFailure, type OmsAnswer } from './forward.ts'
import {
  authorize,
  refuse,
  single,
  type OriginPolicy,
  type ProxyAnswer,
  type ProxyErrorKind,
  type Verdict,
} from './rules.ts'
import { inTime } from './in-time.ts'
import { limitKey } from './client-address.ts'
import { placesFor, rateLimit, recentIds } from './limits.ts'
import { callerOf, type SignedInPeople } from './people.ts'
import type { Arrival, AttemptEnd, Attempts, AttemptState, Entered } from './attempts.ts'
import { replyJson, replyRefusal, reply, type Exchange } from './reply.ts'
import { parseJson, readBody } from './request-body.ts'
import { routesFor } from './routes.ts'
import { scrubBody } from './scrub.ts'

/** A call that OMS has answered. `call`: the last part of its browser-side address; `by`: the name that the gate saw sign in. */
export type Answered = { call: string; body: Buffer; answer: OmsAnswer; by?: string | undefined }

/** Without an address there is no OMS to ask. */
type Oms = { omsAddress?: string; rejectPath?: string; executeCmd?: number }
type Around = {
  attempts: Attempts
  people: SignedInPeople
  logCrash: (error: unknown) => void
  /** Told of each new answer to what changes something. */
  onAnswer?: ((answered: Answered) => void) | undefined
}
type Passing = Extract<Verdict, { forward: string }>
type Settling = Extract<Verdict, { settle: string }>
/** Answers that this arrival is not sent. */
type KeepBack = (status: number, kind: ProxyErrorKind) => void

const credentials = z.object({ username: z.string() })
const question = z.object({ memory: z.string() })

/** Everything below `/oms`: what may pass goes to OMS once, and its answer back without its headers and tokens. */
export function createProxy(desk: Oms, { attempts, people, logCrash, onAnswer }: Around) {
  const { omsAddress } = desk
  const routes = omsAddress === undefined ? [] : routesFor(desk)
  const takeSignIn = rateLimit({ perMinute: 60, burst: 30 })
  const takeUnknown = rateLimit({ perMinute: 120, burst: 120 })
  const enter = placesFor(64)
  const passedOn = recentIds()

  return async (exchange: Exchange, policy: OriginPolicy): Promise<void> => {
    const { method, target, headers, address, request } = exchange
    const verdict = authorize(routes, policy, { method, target, headers })
    if ('refuse' in verdict) return replyRefusal(exchange, verdict.refuse)
    const { token } = verdict
    const attempt = 'oms' in verdict ? verdict.attempt : undefined
    const keepBack: KeepBack = (status, kind) => {
      // The answer to the first arrival may have been lost.
      const isAgain = attempt !== undefined && passedOn.has(attempt)
      replyRefusal(exchange, isAgain ? refuse(409, 'repeated', 'maybe') : refuse(status, kind))
    }
    const key = limitKey(address)
    const known = token === undefined || token === policy.injected || people.find(token) !== undefined
    if (!known && !takeUnknown(key)) return keepBack(429, 'limited')
    if (token === undefined && !takeSignIn(key)) return replyRefusal(exchange, refuse(429, 'limited'))
    const leave = enter(key)
    if (leave === undefined) return keepBack(429, 'limited')
    try {
      // Whole before OMS is asked: half a request would leave it open what OMS made of it.
      const body = method === 'POST' ? await readBody(request) : Buffer.alloc(0)
      if (body === undefined) return
      if ('settle' in verdict) await settle(exchange, verdict, body, known)
      else await pass(exchange, verdict, { body, known, keepBack })
    } finally {
      leave()
    }
  }

  async function pass(
    exchange: Exchange,
    verdict: Passing,
    { body, known, keepBack }: { body: Buffer; known: boolean; keepBack: KeepBack },
  ): Promise<void> {
    const arrival = arrivalOf(verdict, body, known)
    if (arrival !== undefined) {
      if (!(await isFirst(exchange, arrival, keepBack))) return
      passedOn.add(arrival.id)
    }
    const end = await askOms(exchange, verdict, body)
    // An answer that cannot be kept is the page's all the same.
    if (arrival !== undefined) await inTime(attempts.end(arrival.id, end)).catch(logCrash)
    replyEnd(exchange, end)
  }

  /** An attempt of what changes something. */
  function arrivalOf({ oms, token, attempt }: Passing, body: Buffer, known: boolean): Arrival | undefined {
    if (oms.once === undefined || attempt === undefined || token === undefined) return undefined
    const by = people.find(token)?.name
    return {
      id: attempt,
      call: oms.once,
      bodyHash: createHash('sha256').update(body).digest('hex'),
      caller: callerOf(token),
      ...(by !== undefined && { by }),
      at: new Date().toISOString(),
      ...(!known && { unaccepted: true }),
    }
  }

  /** Whether an attempt is remembered, and for the first time; else it has its answer here. */
  async function isFirst(exchange: Exchange, arrival: Arrival, keepBack: KeepBack): Promise<boolean> {
    const sendAnyway = single(exchange.headers['x-send-anyway']) === '1'
    const entering = attempts.enter(arrival, sendAnyway)
    const entered = await inTime(entering).catch((error: unknown) => {
      logCrash(error)
      endUnsent(arrival, entering)
      return { kind: 'failed' } as const
    })
    switch (entered.kind) {
      case 'first':
        if (!passedOn.has(arrival.id)) return true
        // The store has forgotten it.
        replyRefusal(exchange, refuse(409, 'repeated', 'maybe'))
        return false
      case 'failed':
        keepBack(503, 'not remembered')
        return false
      case 'full':
        keepBack(429, 'full')
        return false
      case 'duplicate': {
        const { by, at } = entered.other
        // A name is for those whom OMS knows.
        const named = by !== undefined && arrival.unaccepted !== true
        const proxy = { kind: 'duplicate', sent: false, ...(named && { by }), at } as const
        replyRefusal(exchange, { status: 409, body: { proxy } })
        return false
      }
      case 'repeated':
        repeat(exchange, arrival, entered)
        return false
    }
  }

  /** What a store keeps too late was not sent, and would else count as on its way. */
  function endUnsent({ id }: Arrival, entering: Promise<Entered>): void {
    const end = { kind: 'gave up', failure: 'not remembered', sent: false } as const
    entering.then(({ kind }) => (kind === 'first' ? attempts.end(id, end) : undefined)).catch(() => {})
  }

  async function askOms(
    { response, headers, entry, method }: Exchange,
    verdict: Passing,
    body: Buffer,
  ): Promise<AttemptEnd> {
    const leaving = new AbortController()
    if (method === 'GET') response.once('close', () => leaving.abort())
    try {
      const answer = await forward(new URL(verdict.forward, omsAddress), {
        method,
        headers: { 'Content-Type': single(headers['content-type']), Accept: single(headers.accept) },
        body,
        signal: leaving.signal,
      })
      entry.oms = answer.status
      learnToken(verdict, body, answer)
      const { token } = verdict
      const call = verdict.oms.once
      const by = token === undefined ? undefined : people.find(token)?.name
      if (call !== undefined) onAnswer?.({ call, body, answer, by })
      // What signing in grants is a token, and the page is to have it.
      return { kind: 'answered', ...answer, body: token === undefined ? answer.body : scrubBody(answer.body, token) }
    } catch (error) {
      if (!(error instanceof OmsFailure)) throw error
      const { kind, sent, why } = error
      return { kind: 'gave up', failure: kind, sent, ...(why !== undefined && { why }) }
    }
  }

  /** A token is OMS's when it has done a call with it, or has given it out; until OMS refuses it. */
  function learnToken({ token }: Passing, body: Buffer, answer: OmsAnswer): void {
    if (answer.status === 401 && token !== undefined) people.end(token)
    if (answer.status !== 200 || isFailure(answer.body)) return
    const granted = token ?? grantedToken(answer.body)
    if (granted === undefined) return
    people.accept(granted, token === undefined ? credentials.safeParse(parseJson(body)).data?.username : undefined)
  }

  async function settle(exchange: Exchange, { settle: id, token }: Settling, body: Buffer, known: boolean) {
    const asked = question.safeParse(parseJson(body))
    if (!asked.success) return replyRefusal(exchange, refuse(400, 'malformed'))
    // With the team's record on, those whom OMS knows may ask about everybody's.
    const caller = attempts.memory !== undefined && known ? undefined : callerOf(token)
    try {
      const state = await inTime(attempts.settle(id, caller))
      replyJson(exchange, 200, { attempt: settledAs(state, asked.data.memory === attempts.memory) })
    } catch (error) {
      logCrash(error)
      replyRefusal(exchange, refuse(503, 'not remembered', 'maybe'))
    }
  }
}

/** A second arrival gets what the first one got, if it asks for the same. */
function repeat(exchange: Exchange, arrival: Arrival, { first, state }: Extract<Entered, { kind: 'repeated' }>): void {
  exchange.response.setHeader('X-Attempt', 'repeated')
  const same = (['call', 'bodyHash', 'caller'] as const).every((name) => first?.[name] === arrival[name])
  if (state.kind === 'closed') replyRefusal(exchange, refuse(409, 'closed'))
  else if (same && (state.kind === 'answered' || state.kind === 'gave up')) replyEnd(exchange, state)
  else replyRefusal(exchange, refuse(409, 'repeated', 'maybe'))
}

function replyEnd(exchange: Exchange, end: AttemptEnd): void {
  if (end.kind === 'gave up') return replyRefusal(exchange, failureOf(end))
  const { status, charset, body } = end
  reply(exchange, status, charset === undefined ? 'application/json' : `application/json; charset=${charset}`, body)
}

function failureOf({ failure, sent, why }: Extract<AttemptEnd, { kind: 'gave up' }>): ProxyAnswer {
  const status = failure === 'time-out' || failure === 'connect time-out' ? 504 : 502
  return { status, body: { proxy: { kind: failure, sent, ...(why !== undefined && { why }) } } }
}

/** What the page is told. Only the memory that was there when the attempt began (`same`) proves that it never arrived. */
function settledAs(state: AttemptState, same: boolean) {
  switch (state.kind) {
    case 'answered': {
      const { status, charset, body } = state
      return { state: state.kind, status, ...(charset !== undefined && { charset }), body: body.toString('base64') }
    }
    case 'gave up':
      return { state: state.kind, ...failureOf(state).body.proxy }
    case 'closed':
      return { state: same ? 'closed' : 'lost' }
    case 'on its way':
    case 'lost':
      return { state: state.kind }
  }
}

/** Whether what comes with status 200 is no JSON, or says that OMS does not know the address, the person or the token (oms-api.md sections 3 and 4). */
function isFailure(body: Buffer): boolean {
  const text = body.toString('latin1').trim()
  // A notice of PHP may stand before it or behind.
  const isJson = text === 'true' || /^[{[]|[}\]]$/.test(text)
  const saysSo = /"source_ip"|"status"\s*:\s*"?[45]\d\d|"code"\s*:\s*"?-?0*[1-9]/i
  return !isJson || notInWhitelist.test(text) || saysSo.test(text)
}

function grantedToken(body: Buffer): string | undefined {
  const text = /"token"\s*:\s*("(?:[^"\\]|\\.)+")/.exec(body.toString())?.[1]
  const token = text === undefined ? undefined : parseJson(Buffer.from(text))
  return typeof token === 'string' ? encodeToken(token) : undefined
}
