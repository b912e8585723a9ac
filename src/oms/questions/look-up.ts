import * as z from 'zod/mini'
import { ask } from '~/oms/ask'
import type { ApplyId } from '~/oms/ids'
import type { ApplyDetail } from '~/oms/detail'
import { endpoints } from '~/oms/endpoints'
import type { Failure } from '~/oms/outcome'
import { judgeQuestion } from '~/oms/refusal'

/** Whatever OMS writes, as text; empty when it leaves it out, and lists and maps as JSON. */
export const text = z.pipe(
  z.optional(z.unknown()),
  z.transform((value: unknown) => (typeof value === 'string' ? value : value == null ? '' : JSON.stringify(value))),
)

/** The same of what may also be a list or an object, as JSON. */
const json = z.pipe(
  z.catch(z.union([z.string(), z.number(), z.array(z.unknown()), z.record(z.string(), z.unknown())]), ''),
  z.transform((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))),
)

/** What `apply-detail` says of an application (oms-api.md section 4), every value as text; an empty one when OMS leaves it out. */
const wireDetail = z.object({
  id: text,
  set_id: text,
  zone_id: text,
  table_name: text,
  apply_type: text,
  username: text,
  execute_status: text,
  execute_user: text,
  trans_id: text,
  create_time: text,
  update_time: text,
  svr_info: json,
})

/** What OMS has under an id, or why it told nothing; {@link isMissing} knows the refusal of an id that OMS does not have. */
export type Lookup = { kind: 'found'; detail: ApplyDetail } | Failure

/** Asks OMS about one application. Changes nothing there. */
export async function lookUp(id: ApplyId, token: string | undefined, signal?: AbortSignal): Promise<Lookup> {
  const evidence = await ask(endpoints.applyDetail, { parts: { uid: id }, token, ...(signal && { signal }) })
  if (evidence.kind !== 'answer' || evidence.status !== 200) return judgeQuestion(evidence)
  const answer = wireDetail.safeParse(evidence.json)
  if (!answer.success || answer.data.id !== id) return judgeQuestion(evidence)
  const { set_id, zone_id, table_name, apply_type, username, execute_status, execute_user } = answer.data
  const { trans_id, create_time, update_time, svr_info } = answer.data
  return {
    kind: 'found',
    detail: {
      id,
      setId: set_id,
      zoneId: zone_id,
      tableName: table_name,
      username,
      status: execute_status,
      decidedBy: execute_user,
      transaction: trans_id,
      createTime: create_time,
      updateTime: update_time,
      servers: svr_info,
      ...(isOtherKind(apply_type) && { otherKind: apply_type.trim() }),
    },
  }
}

/** Whether OMS calls a form something else than a backup (9). Where it says nothing of it the form is one. */
function isOtherKind(applyType: string): boolean {
  return applyType.trim() !== '' && Number(applyType) !== 9
}

/** Whether OMS says that it can't find the application: the documented words (oms-api.md section 3); any other refusal is shown as OMS words it. */
export function isMissing(failure: Failure): boolean {
  return (
    failure.kind === 'refused' &&
    failure.reason === 'request' &&
    failure.messages.some((message) => /can't find/i.test(message))
  )
}
