import * as z from 'zod/mini'
import { applyId, transactionId, type SetId, type ZoneId } from '~/oms/ids'

const setId: z.ZodMiniType<SetId, string> = z.string()
const zoneId: z.ZodMiniType<ZoneId, string> = z.string()

/** An application as OMS knows it. `status` is OMS's own word, whose meaning is open; times are as OMS wrote them. */
export const applyDetail = z.object({
  id: applyId,
  setId,
  zoneId,
  tableName: z.string(),
  username: z.string(),
  status: z.string(),
  decidedBy: z.string(),
  transaction: transactionId,
  createTime: z.string(),
  updateTime: z.string(),
  servers: z.string(),
  /** OMS's `apply_type`, where it is not that of a backup (9) but of a blocking (10), a recovery (11) or anything else. */
  otherKind: z.optional(z.string()),
})
export type ApplyDetail = z.infer<typeof applyDetail>

/** Whether OMS has approved it: `trans_id > 0` is the one documented sign. */
export function isApproved({ transaction }: ApplyDetail): boolean {
  return /^[1-9]\d*$/.test(transaction)
}
