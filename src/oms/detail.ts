import * as z from 'zod/mini'

/** An application as OMS knows it. `status` is OMS's own word, whose meaning is open; times are as OMS wrote them. */
export const applyDetail = z.object({
  id: z.string(),
  setId: z.string(),
  zoneId: z.string(),
  tableName: z.string(),
  username: z.string(),
  status: z.string(),
  decidedBy: z.string(),
  transaction: z.string(),
  createTime: z.string(),
  updateTime: z.string(),
  servers: z.string(),
})
export type ApplyDetail = z.infer<typeof applyDetail>

/** Whether OMS has approved it: `trans_id > 0` is the one documented sign. */
export function isApproved({ transaction }: ApplyDetail): boolean {
  return /^[1-9]\d*$/.test(transaction)
}
