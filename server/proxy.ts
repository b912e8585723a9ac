import { performance } from 'node:perf_hooks'
import { buffer } from 'node:stream/consumers'
import { encodeToken } from '../src/oms/access-token.ts'
import { acceptedTokens, onceGuard } from './attempts.ts'
import { forward, OmsFailure, type OmsAnswer } from './forward.ts'
import { authorize, refuse, requestId, single, type OriginPolicy, type ProxyAnswer, type Verdict } from './gate.ts'
import { limitKey, placesFor, rateLimit } from './limits.ts'
import { replyRefusal, reply, type Exchange } from './reply.ts'
import { routesFor } from './routes.ts'
import { scrubBody } from './scrub.ts'
import type { Answered } from './notify-text.ts'
import type { Settings } from './settings.ts'

/** Everything below `/oms`: what may pass goes to OMS once, and its answer back without its headers and tokens. */
export function createProxy({ omsAddress, rejectPath }: Settings, onAnswer?: (answered: Answered) => void) {
  const routes = omsAddress === undefined ? [] : routesFor(rejectPath)
  const guard = onceGuard()
  const accepted = acceptedTokens()
  const takeSignIn = rateLimit({ perMinute: 60, burst: 30 })
  const takeUnknown = rateLimit({ perMinute: 120, burst: 120 })
  const enter = placesFor(64)

  return async (exchange: Exchange, policy: OriginPolicy): Promise<void> => {
    const { method, target, headers, address } = exchange
    exchange.response.setHeader('Content-Type', 'application/json')
    const verdict = authorize(routes, policy, { method, target, headers })
    if ('refuse' in verdict) return replyRefusal(exchange, verdict.refuse)
    const { token } = verdict
    const key = limitKey(address)
    const known = token === undefined || token === policy.injected || accepted.has(token)
    if (!known && !takeUnknown(key)) return replyRefusal(exchange, refuse(429, 'limited').refuse)
    if (token === undefined && !takeSignIn(key)) return replyRefusal(exchange, refuse(429, 'limited').refuse)
    const leave = enter(key)
    if (leave === undefined) return replyRefusal(exchange, refuse(429, 'limited').refuse)
    try {
      await pass(exchange, verdict, known, policy.injected)
    } finally {
      leave()
    }
  }

  type Passing = Extract<Verdict, { forward: string }>
  async function pass(exchange: Exchange, verdict: Passing, known: boolean, injected: string | undefined) {
    const { request, response, headers, entry, method } = exchange
    // Whole before OMS is asked: half a request would leave it open what OMS made of it.
    const body = method === 'POST' ? await buffer(request).catch(() => undefined) : Buffer.alloc(0)
    if (body === undefined) return
    const id = verdict.route.oms.once === true ? requestId(headers) : undefined
    const refusal =
      id === undefined ? undefined : refusalOf(guard.enter(id, known ? 'known' : 'unknown', performance.now()))
    if (refusal !== undefined) return replyRefusal(exchange, refusal)
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
      onAnswer?.({ call: verdict.route.path.replace('/oms/', ''), body, answer })
      if (answer.status === 200) learnToken(verdict, answer)
      // What signing in grants is a token, and the page is to have it.
      const tokens = verdict.token === undefined ? [] : [verdict.token, injected]
      const type = answer.charset === undefined ? 'application/json' : `application/json; charset=${answer.charset}`
      reply(exchange, answer.status, type, scrubBody(answer.body, tokens))
    } catch (error) {
      if (!(error instanceof OmsFailure)) throw error
      const { kind, sent, why } = error
      const status = kind === 'time-out' || kind === 'connect time-out' ? 504 : 502
      replyRefusal(exchange, { status, body: { proxy: { kind, sent, ...(why !== undefined && { why }) } } })
    }
  }

  /** A token is OMS's when it has answered a call with it, or has given it out. */
  function learnToken({ token }: Passing, { body }: OmsAnswer): void {
    const granted = token ?? grantedToken(body)
    if (granted !== undefined) accepted.add(granted)
  }
}

function grantedToken(body: Buffer): string | undefined {
  const text = /"token"\s*:\s*"([^"\\]+)"/.exec(body.toString())?.[1]
  return text === undefined ? undefined : encodeToken(text)
}

function refusalOf(entered: 'first' | 'repeated' | 'full'): ProxyAnswer | undefined {
  if (entered === 'repeated') return refuse(409, 'repeated', 'maybe').refuse
  return entered === 'full' ? refuse(429, 'full').refuse : undefined
}
