import { http, HttpResponse } from 'msw'
import { applicationStatus } from '~/record/application'
import type { Journal } from '~/record/store/store'
import { server } from '~/test/server'

export const answered = (value: unknown, status = 200) => ({
  state: 'answered',
  status,
  body: btoa(JSON.stringify(value)),
})
export const created = answered({ apply: { ret: 0, msg: '', id: 558 } })
export const onItsWay = { state: 'on its way' }

/** The gate says this of every attempt, one after another and the last one for ever; what is undefined never arrives. Gives what it was asked. */
export function gateSays(...states: (object | undefined)[]): { attempt: string; memory: string }[] {
  const asked: { attempt: string; memory: string }[] = []
  server.use(
    http.post('*/oms/attempts/:attempt/settle', async ({ request, params }) => {
      const { memory } = (await request.json()) as { memory: string } // as the page writes it
      const attempt = states[Math.min(asked.push({ attempt: String(params.attempt), memory }), states.length) - 1]
      return attempt === undefined ? HttpResponse.error() : HttpResponse.json({ attempt })
    }),
  )
  return asked
}

export const statuses = async (journal: Journal) =>
  (await journal.list(10)).applications.map((one) => applicationStatus(one, Date.now()))
