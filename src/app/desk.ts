import * as z from 'zod/mini'

const desk = z.object({
  /** `demo`, or OMS's host and port; the name of everything this browser stores. */
  environment: z.string().check(z.minLength(1)),
  omsHost: z.nullable(z.string()),
  /** Where OMS itself takes applications, less the access token. */
  applyAddress: z.string(),
  signIn: z.enum(['person', 'injected']),
  /** After so long without a touch the page forgets who is signed in. */
  idleMinutes: z.optional(z.number()),
})

export type Desk = z.infer<typeof desk>

/** Asks the server which OMS this desk belongs to, unless the page itself has asked already. Throws when the answer is not a desk's. */
export async function readDesk(): Promise<Desk> {
  const response = await (window.deskAnswer ?? fetch('/desk.json', { cache: 'no-store' }))
  return desk.parse(await response.json())
}
