import { HttpResponse } from 'msw'

/** A yii error page, as OMS words it. */
export function yiiError(status: number, name: string, message: string): Response {
  return HttpResponse.json({ name, message, code: 0, status, type: `yii\\web ${name}HttpException` }, { status })
}

/** The documented 401. */
export function unauthorized(): Response {
  return yiiError(401, 'Unauthorized', 'You are requesting with an invalid credential.')
}

/** The documented field -> messages map; its status is *inferred*. */
export function fieldError(field: string, message: string): Response {
  return HttpResponse.json({ [field]: [message] }, { status: 422 })
}

/** HTTP 200 that is no success. */
export function refuse(msg: string): Response {
  return HttpResponse.json({ apply: { ret: -1, msg } })
}
