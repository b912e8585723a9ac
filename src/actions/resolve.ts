import { useMutation } from '@tanstack/react-query'
import { decisiveAttempt, type Application } from '~/record/application'
import type { ResolvedEvent } from '~/record/events'
import { useJournal } from '~/record/react/journal-context'
import { expireIfRefused } from '~/actions/send-once'
import { submitApplication } from '~/actions/submit'
import { usePress } from '~/actions/use-press'
import { lookUp, type Lookup } from '~/oms/questions/look-up'
import { session } from '~/session/session'
import type { ApplyId, AttemptId } from '~/oms/ids'

/** How many ids are looked at in one go; OMS has no list. */
const neighbours = 10

/** What OMS has under an id that was looked at. */
export type LookedUp = { id: ApplyId; lookup: Lookup }

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
    expireIfRefused(actor, lookup)
    if (lookup.kind !== 'found') break
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

/** Records what a person found out about an unknown application (its id) or rejection. */
export function useResolve(application: Application) {
  const journal = useJournal()
  return useMutation({
    mutationKey: ['resolve', application.key],
    mutationFn: (found: Exclude<Resolution, { absent: true }>) =>
      journal.recordResolved(resolvedEvent(application, found)),
  })
}

/**
 * Sends an application again that a person knows OMS never created: a new attempt, linked to the old one. What
 * the person knows is recorded once the new attempt has been made. `seen`: what else it may repeat, as the person was shown.
 */
export function useSendAgain(application: Application) {
  const journal = useJournal()
  return usePress(['send again', application.key], async (seen: readonly AttemptId[]) => {
    const { key, draft, why } = application
    if (draft === undefined) throw new Error('resend: this desk did not send it')
    const result = await submitApplication(journal, draft, {
      sendAnyway: true,
      seen: [key, ...seen],
      why,
      follows: { application: key, why: 'resent' },
    })
    if (result.kind === 'attempted') await journal.recordResolved(resolvedEvent(application, { absent: true }))
    return result
  })
}

type Resolution = { id: ApplyId } | { absent: true } | { rejectionDone: boolean } | { approvalDone: boolean }

function resolvedEvent(application: Application, found: Resolution): ResolvedEvent {
  const { key, rejection, approval } = application
  const by = session.current()?.username
  const about = { application: key, at: new Date().toISOString(), ...(by !== undefined && { by }) }
  if ('rejectionDone' in found) {
    return {
      kind: 'reject resolved',
      ...about,
      attempt: rejection ? decisiveAttempt(rejection).attempt : key,
      done: found.rejectionDone,
    }
  }
  if ('approvalDone' in found) {
    return {
      kind: 'approve resolved',
      ...about,
      attempt: approval ? decisiveAttempt(approval).attempt : key,
      done: found.approvalDone,
    }
  }
  return { kind: 'apply resolved', ...about, attempt: key, ...('id' in found && { id: found.id }) }
}
