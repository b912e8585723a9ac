import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { openListeners } from '~/ui/listeners'

/** Why this browser is alone with what it records. */
const aloneReason = z.enum(['signed out', 'offline', 'no answer', 'token', 'other version'])
export type AloneReason = z.infer<typeof aloneReason>

/** Whether this desk's team keeps a record that this browser follows. `done`: so many of its events are read. `refused`: of so many applications the record has refused something. `since`: UTC, ISO 8601. */
export const teamState = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['off', 'opening']) }),
  z.object({ kind: z.literal('reading'), done: z.number(), count: z.number() }),
  z.object({ kind: z.literal('together'), refused: z.number() }),
  z.object({ kind: z.literal('alone'), why: aloneReason, since: z.string() }),
])
export type TeamState = z.infer<typeof teamState>

let state: TeamState = { kind: 'off' }
const { tell, subscribe } = openListeners()

export const currentTeam = (): TeamState => state

/** Changes that, and draws again whatever shows it. */
export function setTeam(next: TeamState): void {
  state = next
  tell()
}

/** It stays alone since the time when that began, for whatever reason by now. */
export function alone(why: AloneReason): TeamState {
  return { kind: 'alone', why, since: state.kind === 'alone' ? state.since : new Date().toISOString() }
}

export function useTeam(): TeamState {
  return useSyncExternalStore(subscribe, currentTeam, currentTeam)
}
