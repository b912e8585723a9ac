import * as z from 'zod/mini'
import type { Texts } from '~/i18n/i18n'

const desk = z.object({
  /** `demo`, or OMS's host and port; the name of everything this browser stores. */
  environment: z.string().check(z.minLength(1)),
  omsHost: z.nullable(z.string()),
  /** What people call this OMS, and the colour of the theme that its pages are marked with. */
  name: z.optional(z.string()),
  colour: z.optional(z.string()),
  /** Where OMS itself takes applications, less the access token. */
  applyAddress: z.string(),
  signIn: z.enum(['person', 'injected']),
  /** After so long without a touch the page forgets who is signed in. */
  idleMinutes: z.optional(z.number()),
  /** Which memory of attempts the gate has; missing where it forgets. */
  memory: z.optional(z.string()),
  /** The gate keeps the team's record. */
  record: z.optional(z.literal(true)),
})

export type Desk = z.infer<typeof desk>

export function deskName(t: Texts, { name, omsHost }: Desk): string {
  if (omsHost === null) return t('app.demo')
  return name === undefined ? omsHost : `${name} · ${omsHost}`
}

/** Asks the server which OMS this desk belongs to. Throws when the answer is not a desk's. */
export async function readDesk(): Promise<Desk> {
  const response = await fetch('/desk.json')
  return desk.parse(await response.json())
}
