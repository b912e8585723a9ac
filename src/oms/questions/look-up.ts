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

/** What `apply-detail` says of an application (oms-api.md section 4), every value as text; an empty one when OMS leaves it out. */
export const wireDetail = z.pipe(
  z.object({
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
    svr_info: text,
  }),
  z.transform((wire): ApplyDetail => ({
    id: wire.id,
    setId: wire.set_id,
    zoneId: wire.zone_id,
    tableName: wire.table_name,
    username: wire.username,
    status: wire.execute_status,
    decidedBy: wire.execute_user,
    transaction: wire.trans_id,
    createTime: wire.create_time,
    updateTime: wire.update_time,
    servers: wire.svr_info,
    ...(isOtherKind(wire.apply_type) && { otherKind: wire.apply_type.trim() }),
  })),
)

/** What OMS has under an id, or why it told nothing; {@link isMissing} knows the refusal of an id that OMS does not have. */
export type Lookup = { kind: 'found'; detail: ApplyDetail } | Failure

/** Asks OMS about one application. Changes nothing there. */
export async function lookUp(id: ApplyId, token: string | undefined, signal?: AbortSignal): Promise<Lookup> {
  const evidence = await ask(endpoints.applyDetail, { parts: { uid: id }, token, ...(signal && { signal }) })
  if (evidence.kind !== 'answer' || evidence.status !== 200) return judgeQuestion(evidence)
  const { data: detail } = wireDetail.safeParse(evidence.json)
  return detail?.id === id ? { kind: 'found', detail } : judgeQuestion(evidence)
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
