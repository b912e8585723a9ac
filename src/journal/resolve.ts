import { useMutation } from '@tanstack/react-query'
import type { Application } from '~/journal/application'
import { useJournal } from '~/journal/journal-context'
import { lookUp, type Lookup } from '~/oms/detail'
import { session } from '~/session/session'

/** How many ids are looked at in one go; OMS has no list. */
const neighbours = 10

export type LookedUp = { id: string; lookup: Lookup }

/** Asks OMS about the ids from `first` on, one after another, until one is missing for good or enough are seen. */
async function lookUpFrom(first: bigint, count: number): Promise<LookedUp[]> {
  const actor = session.current()
  if (actor === undefined) {
    session.openDialog()
    return []
  }
  const seen: LookedUp[] = []
  for (let step = 0; step < count; step += 1) {
    const id = String(first + BigInt(step))
    const lookup = await lookUp(id, actor.token)
    seen.push({ id, lookup })
    if (lookup.kind !== 'found') {
      if (lookup.kind === 'refused' && lookup.reason === 'token') session.expire(actor.token)
      break
    }
  }
  return seen
}

/** Reads OMS's side of an application of unknown outcome, for a person to decide: one id, or the ids from one on. */
export function useLookUp() {
  return useMutation({
    mutationKey: ['look up'],
    mutationFn: ({ from, only }: { from: string; only?: boolean }) =>
      lookUpFrom(BigInt(from), only === true ? 1 : neighbours),
  })
}

/** Records what a person found out about an unknown application (its id, or that there is none) or rejection. */
export function useResolve(application: Application) {
  const journal = useJournal()
  return useMutation({
    mutationKey: ['resolve', application.key],
    mutationFn: (found: { id: string } | { absent: true } | { rejectionDone: boolean }) => {
      const by = session.current()?.username
      const about = {
        application: application.key,
        at: new Date().toISOString(),
        ...(by !== undefined && { by }),
      }
      if ('rejectionDone' in found) {
        const attempt = application.rejection?.attempt ?? application.key
        return journal.recordResolved({ kind: 'reject resolved', ...about, attempt, done: found.rejectionDone })
      }
      return journal.recordResolved({
        kind: 'apply resolved',
        ...about,
        attempt: application.key,
        ...('id' in found && { id: found.id }),
      })
    },
  })
}
