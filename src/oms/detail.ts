import * as z from 'zod/mini'
import { send } from '~/oms/client'
import { endpoints } from '~/oms/endpoints'
import { judgeFailure, type NotSent, type Refusal, type UnknownOutcome } from '~/oms/refusal'

const text = z.pipe(z.catch(z.union([z.string(), z.number()]), ''), z.transform(String))

/** What `apply-detail` says of an application (oms-api.md section 4), every value as text; an empty one when OMS leaves it out. */
const applyDetail = z.object({
  id: text,
  set_id: text,
  zone_id: text,
  table_name: text,
  username: text,
  execute_status: text,
  trans_id: text,
  create_time: text,
  svr_info: text,
})

/** An application as OMS knows it. `status` is OMS's own word, whose meaning is open; times are as OMS wrote them. */
export type ApplyDetail = {
  id: string
  setId: string
  zoneId: string
  tableName: string
  username: string
  status: string
  transaction: string
  createTime: string
  servers: string
}

export type Lookup = { kind: 'found'; detail: ApplyDetail } | Refusal | NotSent | UnknownOutcome

/** Asks OMS about one application. Changes nothing there. */
export async function lookUp(id: string, token: string | undefined): Promise<Lookup> {
  const evidence = await send(endpoints.applyDetail, { parts: { uid: id }, token })
  if (evidence.kind === 'lost' || evidence.status !== 200) return judgeFailure(evidence)
  const answer = applyDetail.safeParse(evidence.json)
  if (!answer.success || answer.data.id !== id) return judgeFailure(evidence)
  const { set_id, zone_id, table_name, username, execute_status, trans_id, create_time, svr_info } = answer.data
  return {
    kind: 'found',
    detail: {
      id,
      setId: set_id,
      zoneId: zone_id,
      tableName: table_name,
      username,
      status: execute_status,
      transaction: trans_id,
      createTime: create_time,
      servers: svr_info,
    },
  }
}
