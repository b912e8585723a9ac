import { getResponse, http, HttpResponse, type HttpHandler } from 'msw'
import type { OmsDb } from '~/mocks/db'
import { lostConnection } from '~/mocks/faults'
import { omsHandlers } from '~/mocks/oms'
import { mockMark } from '~/oms/service-worker'
import { deskJson } from '../../server/settings/desk-json'
import { authorize, requestId } from '../../server/gate/rules'
import { routesFor } from '../../server/gate/routes'

/** The desk's own addresses, answered without a network: the proxy's gate in front of the mock OMS. It remembers attempts for as long as its page is there. */
export function deskHandlers(db: OmsDb): HttpHandler[] {
  const oms = omsHandlers(db)
  const routes = routesFor()
  const attempts = new Map<string, object>()
  return [
    http.get('*/desk.json', () => marked(HttpResponse.json(deskJson(), { headers: { 'Cache-Control': 'no-store' } }))),
    // At the root only: in development the desk's own modules have an `oms` in their addresses.
    http.all(/^https?:\/\/[^/]+\/oms\//, async ({ request }) => {
      const url = new URL(request.url)
      const body = await request.arrayBuffer()
      const verdict = authorize(
        routes,
        { origins: [url.origin] },
        {
          method: request.method,
          target: url.pathname + url.search,
          // A browser does not show the headers that it adds by itself.
          headers: {
            ...Object.fromEntries(request.headers),
            host: url.host,
            ...(request.method === 'POST' && { 'content-length': String(body.byteLength) }),
          },
        },
      )
      if ('refuse' in verdict) {
        return marked(HttpResponse.json(verdict.refuse.body, { status: verdict.refuse.status }))
      }
      if ('settle' in verdict) {
        return marked(HttpResponse.json({ attempt: attempts.get(verdict.settle) ?? { state: 'lost' } }))
      }
      const forwarded = new Request(new URL(verdict.forward, url.origin), {
        method: request.method,
        headers: { 'Content-Type': 'application/json' },
        ...(request.method === 'POST' && { body }),
      })
      const id = requestId(Object.fromEntries(request.headers))
      if (id === undefined) return marked(await getResponse(oms, forwarded))
      attempts.set(id, { state: 'on its way' })
      const answer = await getResponse(oms, forwarded)
      attempts.set(id, await endOf(answer))
      if (new TextDecoder().decode(body).includes(lostConnection)) return HttpResponse.error()
      return marked(answer)
    }),
  ]
}

/** What the gate says later of an attempt that has ended so. */
async function endOf(answer: Response | undefined): Promise<object> {
  if (answer === undefined || answer.type === 'error') return { state: 'gave up', kind: 'cut', sent: 'maybe' }
  const bytes = new Uint8Array(await answer.clone().arrayBuffer())
  const body = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return { state: 'answered', status: answer.status, body }
}

/** An answer that is lost on purpose has no headers. */
function marked<Answer extends Response | undefined>(answer: Answer): Answer {
  if (answer !== undefined && answer.type !== 'error') answer.headers.set(mockMark.name, mockMark.value)
  return answer
}
